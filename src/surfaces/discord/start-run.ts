import type { RepliableInteraction } from 'discord.js'
import { depthOf } from '../../budget/depth-tiers.ts'
import type { Depth } from '../../ledger/attribution.ts'
import { newWorkflowId } from '../../orchestrator/workflow.ts'
import type { Location } from '../../sources/location.ts'
import { deferAnswer } from './acknowledge.ts'
import type { BotContext } from './bot-context.ts'
import { replyAddressOf } from './reply-address.ts'
import { audienceOf, tenantOf } from './requester.ts'

/** What a member wants to have read, and how. */
export interface WantedRun {
  readonly location: Location
  readonly depth: Depth
  readonly isPrivate: boolean
  readonly showCost: boolean
}

/** Reads something for a member as it is usual where they are. */
export function startUsualRun(
  interaction: RepliableInteraction,
  location: Location,
  context: BotContext,
): Promise<void> {
  return startRun(
    interaction,
    { location, depth: depthOf(undefined), isPrivate: false, showCost: false },
    context,
  )
}

/**
 * Reads something for a member, in the answer to an interaction that has none yet.
 *
 * @throws what Discord answered
 */
export async function startRun(
  interaction: RepliableInteraction,
  { location, depth, showCost, ...wanted }: WantedRun,
  { workflowMessages, firstAnswers, now }: BotContext,
): Promise<void> {
  const startedAtMs = now()
  const { messageId, isPrivate } = await firstAnswers.track(deferAnswer(interaction, wanted))
  await firstAnswers.settled()
  // Of an interaction that comes twice, to two processes say, the books know one workflow: nothing is started or told twice.
  await workflowMessages.start(
    newWorkflowId(interaction.id),
    {
      location,
      depth,
      tenant: tenantOf(interaction).name,
      ...audienceOf(interaction, { isPrivate }),
    },
    replyAddressOf(interaction, { messageId, startedAtMs, showCost, isPrivate }),
  )
}
