import type { RepliableInteraction } from 'discord.js'
import { defaultDepth } from '../../budget/depth-tiers.ts'
import type { Depth } from '../../ledger/attribution.ts'
import { newWorkflowId } from '../../orchestrator/workflow.ts'
import type { GivenLocation } from '../../sources/given-location.ts'
import { deferAnswer } from './acknowledge.ts'
import type { BotContext } from './bot-context.ts'
import { encodeReplyAddress, type ReplyAddress, replyAddressOf } from './reply-address.ts'
import { audienceOf, tenantOf } from './requester.ts'
import { isForFewer } from './server-messages.ts'
import { settingsHere } from './settings-here.ts'
import type { StartOutcome } from './workflows/workflow-messages.ts'

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
  context: BotContext,
): Promise<void> {
  const { autointel, workflowMessages, firstAnswers, now } = context
  const startedAtMs = now()
  const settings = await settingsHere(interaction, autointel)
  const wish = {
    isPrivate: (wanted.isPrivate ?? settings.isPrivate) || isForFewer(location, interaction),
  }
  const address = { startedAtMs, showCost, serverLanguage: settings.language }
  // Of an interaction that comes twice, to two processes say, the books know one workflow: nothing is started or told twice.
  const id = newWorkflowId(interaction.id)
  const unanswered = replyAddressOf(interaction, { ...address, ...wish, messageId: firstAnswer })
  await withReceipt(id, unanswered, context, async (kept) => {
    const { messageId, isPrivate } = await firstAnswers.track(deferAnswer(interaction, wish))
    await firstAnswers.settled()
    await kept
    return workflowMessages.start(
      id,
      {
        location,
        depth: wanted.depth ?? settings.depth ?? defaultDepth,
        language: wanted.language,
        tenant: tenantOf(interaction).name,
        ...audienceOf(interaction, { isPrivate }),
      },
      replyAddressOf(interaction, { ...address, messageId, isPrivate }),
    )
  })
}

/** As Discord calls the message that answers an interaction: https://discord.com/developers/docs/interactions/receiving-and-responding#edit-original-interaction-response (2026-11) */
const firstAnswer = '@original'

/**
 * Keeps, beside the first answer, that a run was asked for: should this process die before it is stored, another one says so in that answer.
 *
 * @param start waits for `kept` before it stores the run, with which the receipt goes
 */
async function withReceipt(
  workflow: string,
  address: ReplyAddress,
  { autointel: { outbox }, log, now }: BotContext,
  start: (kept: Promise<void>) => Promise<StartOutcome>,
): Promise<void> {
  const kept = outbox.keepReceipt({ workflow, replyTo: encodeReplyAddress(address), atMs: now() })
  // Whoever waits for it is told.
  kept.catch(() => undefined)
  let outcome: StartOutcome | undefined
  try {
    outcome = await start(kept)
  } finally {
    if (outcome !== 'started')
      await kept
        .then(() => outbox.dropReceipt(workflow))
        .catch((error: unknown) => log.warn({ err: error, workflow }, 'a receipt could not be taken away'))
  }
}
