import { MessageFlags } from 'discord.js'
import { type Depth, depths } from '../../../ledger/attribution.ts'
import { newWorkflowId, type Workflow } from '../../../orchestrator/workflow.ts'
import type { BotContext, RunComponent } from '../bot-context.ts'
import { decodeReplyAddress, type ReplyAddress, replyAddressOf } from '../reply-address.ts'
import { tellPrivately } from '../reply-error.ts'
import { requesterOf } from '../requester.ts'
import type { RunInteraction } from '../run-interaction.ts'
import { settingsHere } from '../settings-here.ts'
import { startAtOtherDepth } from '../workflows/other-depth.ts'
import { runAtDepth } from '../workflows/run-offers.ts'
import { showAsItIs } from '../workflows/show-as-it-is.ts'
import { tellNotBegun } from '../workflows/tell-not-begun.ts'

/**
 * `retry|workflow`: tries a run again that has failed or was refused, in the same message, for the member who asked; what was paid is
 * not paid again. `retry|workflow|depth`: reads the same link at another depth in its place.
 */
export const retry: RunComponent = {
  action: 'retry',
  requires: 'starter',
  async execute(interaction, workflow, [name], context) {
    const depth = depths.find((known) => known === name)
    if (name !== undefined && !depth) {
      await tellPrivately(interaction, { content: context.textsFor(interaction).t('error.unknownButton') })
      return
    }
    const startedAtMs = context.now()
    await interaction.deferUpdate()
    const { language: serverLanguage } = await settingsHere(interaction, context.autointel)
    const address = replyAddressOf(interaction, {
      startedAtMs,
      serverLanguage,
      messageId: interaction.message.id,
      showCost: decodeReplyAddress(workflow.replyTo)?.showCost ?? false,
      isPrivate: interaction.message.flags.has(MessageFlags.Ephemeral) || workflow.visibility === 'member',
    })
    const outcome = depth
      ? await readAt(depth, workflow, address, interaction, context)
      : await context.workflowMessages.resume(workflow.id, address)
    if (outcome === 'resumed' || outcome === 'started') return
    if (outcome === 'complete' && !depth) await showAsItIs(interaction, workflow, context)
    await tellNotBegun(interaction, outcome, context)
  },
}

/** Of one run there is one at each other depth: a second click goes on with what the first has begun. */
async function readAt(
  depth: Depth,
  workflow: Workflow,
  address: ReplyAddress,
  interaction: RunInteraction,
  { autointel, owners, workflowMessages }: BotContext,
) {
  const wish = {
    requester: requesterOf(interaction, owners),
    isPrivate: address.isPrivate,
    freshId: newWorkflowId(interaction.id),
  }
  const { id, existing } = await runAtDepth(workflow, depth, wish, autointel)
  if (existing) return workflowMessages.resume(id, address)
  return startAtOtherDepth(interaction, workflow, depth, { id, address, messages: workflowMessages })
}
