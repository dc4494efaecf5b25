import { randomBytes } from 'node:crypto'
import type { REST } from '@discordjs/rest'
import type { Logger } from 'pino'
import type { Owners } from '../../access/owners.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Timers } from '../../time/timers.ts'
import type { BotContext } from './bot-context.ts'
import type { DiscordOutbox } from './delivery/discord-outbox.ts'
import { createFirstAnswers } from './first-answers.ts'
import { OwnerLocales } from './owner-locales.ts'
import type { TextsFor } from './texts-for.ts'
import { WorkflowMessages } from './workflows/workflow-messages.ts'

export interface BotParts {
  readonly autointel: Autointel
  readonly owners: Owners
  readonly textsFor: TextsFor
  readonly rest: REST
  readonly log: Logger
  readonly now: () => number
  readonly timers: Timers
  readonly outbox: Pick<DiscordOutbox, 'look'>
}

export function createBotContext(parts: BotParts): BotContext {
  const { autointel, owners, outbox, textsFor, log, now, timers } = parts
  const workflowMessages = new WorkflowMessages({ ...parts, onResult: () => outbox.look() })
  const firstAnswers = createFirstAnswers(timers)
  const ownerLocales = new OwnerLocales({ outbox: autointel.outbox, owners, log })
  return {
    autointel,
    owners,
    ownerLocales,
    textsFor,
    firstAnswers,
    workflowMessages,
    log,
    now,
  }
}

/** Short enough to be read out, and found in the log. */
export function newErrorId(): string {
  return `err_${randomBytes(5).toString('hex')}`
}
