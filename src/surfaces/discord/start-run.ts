import type { RepliableInteraction } from 'discord.js'
import { defaultDepth } from '../../budget/depth-tiers.ts'
import type { Depth } from '../../ledger/attribution.ts'
import { newWorkflowId } from '../../orchestrator/workflow.ts'
import type { GivenLocation } from '../../sources/given-location.ts'
import { deferAnswer } from './acknowledge.ts'
import type { BotContext } from './bot-context.ts'
import { replyAddressOf } from './reply-address.ts'
import { audienceOf, tenantOf } from './requester.ts'
import { isForFewer } from './server-messages.ts'
import { settingsHere } from './settings-here.ts'

/** What a member wants to have read, and how; what is not said is as usual on the server. */
export interface WantedRun {
  readonly location: GivenLocation
  readonly depth?: Depth | undefined
  /** BCP 47 tag of the language that the brief is to be in. */
  readonly language?: string | undefined
  readonly isPrivate?: boolean | undefined
  readonly showCost?: boolean
}

/**
 * Reads something for a member, in the answer to an interaction that has none yet.
 *
 * @throws what Discord answered
 */
export async function startRun(
  interaction: RepliableInteraction,
  { location, showCost = false, ...wanted }: WantedRun,
  { autointel, workflowMessages, firstAnswers, now }: BotContext,
): Promise<void> {
  const startedAtMs = now()
  const settings = await settingsHere(interaction, autointel)
  const wish = {
    isPrivate: (wanted.isPrivate ?? settings.isPrivate) || isForFewer(location, interaction),
  }
  const { messageId, isPrivate } = await firstAnswers.track(deferAnswer(interaction, wish))
  await firstAnswers.settled()
  // Of an interaction that comes twice, to two processes say, the books know one workflow: nothing is started or told twice.
  await workflowMessages.start(
    newWorkflowId(interaction.id),
    {
      location,
      depth: wanted.depth ?? settings.depth ?? defaultDepth,
      language: wanted.language,
      tenant: tenantOf(interaction).name,
      ...audienceOf(interaction, { isPrivate }),
    },
    replyAddressOf(interaction, {
      messageId,
      startedAtMs,
      showCost,
      isPrivate,
      serverLanguage: settings.language,
    }),
  )
}
