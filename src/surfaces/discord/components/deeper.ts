import { type ButtonInteraction, MessageFlags } from 'discord.js'
import { type Depth, depths } from '../../../ledger/attribution.ts'
import type { Workflow } from '../../../orchestrator/workflow.ts'
import type { BotContext, RunComponent } from '../bot-context.ts'
import { newMessage } from '../message.ts'
import { decodeReplyAddress, replyAddressOf } from '../reply-address.ts'
import { tellPrivately } from '../reply-error.ts'
import { settingsHere } from '../settings-here.ts'
import { otherDepthId, startAtOtherDepth } from '../workflows/other-depth.ts'
import { tellNotBegun } from '../workflows/tell-not-begun.ts'

/** `deeper|workflow|depth`: reads the same source again, deeper, in a new message; what was read is not paid again. */
export const deeper: RunComponent = {
  action: 'deeper',
  requires: 'controller',
  async execute(interaction, workflow, [name], context) {
    const depth = depths.find((known) => known === name)
    if (!depth) {
      await tellPrivately(interaction, { content: context.textsFor(interaction).t('error.unknownButton') })
      return
    }
    const startedAtMs = context.now()
    await interaction.deferUpdate()
    const { workflows } = context.autointel
    const existing = await workflows.find(otherDepthId(workflow, depth))
    if (existing?.state === 'completed') await tellNotBegun(interaction, 'complete', context)
    else if (existing?.state === 'queued' || existing?.state === 'running')
      await tellNotBegun(interaction, 'busy', context)
    else await goDeeper(interaction, workflow, depth, { startedAtMs, context, hasBegun: Boolean(existing) })
  },
}

async function goDeeper(
  interaction: ButtonInteraction,
  workflow: Workflow,
  depth: Depth,
  options: { readonly startedAtMs: number; readonly context: BotContext; readonly hasBegun: boolean },
): Promise<void> {
  const { startedAtMs, context } = options
  const { workflowMessages, textsFor } = context
  // What is for one member alone stays so, wherever the button was pressed.
  const isPrivate = interaction.message.flags.has(MessageFlags.Ephemeral) || workflow.visibility === 'member'
  const message = await interaction.followUp(
    newMessage(
      { content: textsFor(interaction).t('workflow.runningTitle') },
      { isPrivate: isPrivate && interaction.guildId !== null },
    ),
  )
  const showCost = decodeReplyAddress(workflow.replyTo)?.showCost ?? false
  const { language: serverLanguage } = await settingsHere(interaction, context.autointel)
  const address = replyAddressOf(interaction, {
    messageId: message.id,
    startedAtMs,
    showCost,
    isPrivate,
    serverLanguage,
  })
  const outcome = options.hasBegun
    ? await workflowMessages.resume(otherDepthId(workflow, depth), address)
    : await startAtOtherDepth(interaction, workflow, depth, { address, messages: workflowMessages })
  if (outcome === 'resumed' || outcome === 'started') return
  await interaction.deleteReply(message)
  await tellNotBegun(interaction, outcome, context)
}
