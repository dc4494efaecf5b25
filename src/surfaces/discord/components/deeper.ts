import { MessageFlags } from 'discord.js'
import { mayRead } from '../../../access/runs.ts'
import { type Depth, depths } from '../../../ledger/attribution.ts'
import { newWorkflowId, type Workflow } from '../../../orchestrator/workflow.ts'
import type { BotContext, RunComponent } from '../bot-context.ts'
import { newMessage, sendable } from '../message.ts'
import { decodeReplyAddress, replyAddressOf } from '../reply-address.ts'
import { tellPrivately } from '../reply-error.ts'
import { requesterOf } from '../requester.ts'
import type { RunInteraction } from '../run-interaction.ts'
import { settingsHere } from '../settings-here.ts'
import { startAtOtherDepth } from '../workflows/other-depth.ts'
import { presentResult } from '../workflows/present-result.ts'
import { messageAddress, runAtDepth } from '../workflows/run-offers.ts'
import { tellNotBegun } from '../workflows/tell-not-begun.ts'

/**
 * `deeper|workflow|depth`: reads the same source again, deeper, in a new message; what was read is not paid again. The message that it
 * is on leads there from then on. What was read so deep already is shown.
 */
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
    const requester = requesterOf(interaction, context.owners)
    const isAlone = interaction.message.flags.has(MessageFlags.Ephemeral) || workflow.visibility === 'member'
    const wish = { requester, isPrivate: isAlone, freshId: newWorkflowId(interaction.id) }
    const { id, existing } = await runAtDepth(workflow, depth, wish, context.autointel)
    // What is for one member alone stays so, wherever the button was pressed.
    const isPrivate = isAlone || existing?.visibility === 'member'
    if (existing?.state === 'completed') await showAgain(interaction, existing, context)
    else if (existing?.state === 'queued' || existing?.state === 'running')
      await tellNotBegun(interaction, 'busy', context)
    else
      await goDeeper(interaction, workflow, depth, {
        id,
        isPrivate,
        startedAtMs,
        context,
        hasBegun: Boolean(existing),
      })
  },
}

async function goDeeper(
  interaction: RunInteraction,
  workflow: Workflow,
  depth: Depth,
  options: {
    readonly id: string
    readonly isPrivate: boolean
    readonly startedAtMs: number
    readonly context: BotContext
    readonly hasBegun: boolean
  },
): Promise<void> {
  const { id, isPrivate, startedAtMs, context } = options
  const { workflowMessages, textsFor } = context
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
    ? await workflowMessages.resume(id, address)
    : await startAtOtherDepth(interaction, workflow, depth, { id, address, messages: workflowMessages })
  if (outcome === 'resumed' || outcome === 'started') {
    await leadThere(interaction, workflow, context)
    return
  }
  await interaction.deleteReply(message)
  await tellNotBegun(interaction, outcome, context)
}

/** In the brief that was gone deeper from, a link takes the place of the depth. */
async function leadThere(
  interaction: RunInteraction,
  workflow: Workflow,
  context: BotContext,
): Promise<void> {
  const address = decodeReplyAddress(workflow.replyTo)
  if (!address || workflow.state !== 'completed') return
  await interaction.editReply(sendable(await presentResult(workflow, address, context)))
}

/** A brief that there is already: where it is, or itself where nobody can be led to it. */
async function showAgain(interaction: RunInteraction, run: Workflow, context: BotContext): Promise<void> {
  const { owners, textsFor, now } = context
  const address = messageAddress(run)
  if (address || !mayRead(requesterOf(interaction, owners), run)) {
    const told = textsFor(interaction).t('error.workflowComplete')
    await tellPrivately(interaction, { content: [told, address].filter(Boolean).join(' ') })
    return
  }
  const answer = { messageId: '', startedAtMs: now(), showCost: false, isPrivate: true }
  const message = await presentResult(run, replyAddressOf(interaction, answer), context)
  await interaction.followUp(newMessage(message, { isPrivate: true }))
}
