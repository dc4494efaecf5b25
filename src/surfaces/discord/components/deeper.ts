import { ComponentType, MessageFlags, type TopLevelComponent } from 'discord.js'
import { mayGoDeeper, mayRead } from '../../../access/runs.ts'
import { type Depth, depths } from '../../../ledger/attribution.ts'
import { newWorkflowId, type Workflow } from '../../../orchestrator/workflow.ts'
import type { BotContext, RunComponent } from '../bot-context.ts'
import { decodeCustomId } from '../custom-id.ts'
import { newMessage, sendable } from '../message.ts'
import { buttonRow } from '../render/buttons.ts'
import { forgetButton } from '../render/result-buttons.ts'
import { decodeReplyAddress, replyAddressOf } from '../reply-address.ts'
import { tellPrivately } from '../reply-error.ts'
import { requesterOf } from '../requester.ts'
import { runAccessOf } from '../run-access.ts'
import type { RunInteraction } from '../run-interaction.ts'
import { settingsHere } from '../settings-here.ts'
import { startAtOtherDepth } from '../workflows/other-depth.ts'
import { presentResult } from '../workflows/present-result.ts'
import { messageAddress, runAtDepth } from '../workflows/run-offers.ts'
import { tellNotBegun } from '../workflows/tell-not-begun.ts'

/**
 * `deeper|workflow|depth`: reads the same source again, deeper, in a new message; what was read is not paid again. The message that it
 * is on leads there from then on. What was read so deep already is shown to everybody who may read it.
 */
export const deeper: RunComponent = {
  action: 'deeper',
  requires: 'reader',
  async execute(interaction, workflow, [name], context) {
    const depth = depths.find((known) => known === name)
    if (!depth) {
      await tellPrivately(interaction, { content: context.textsFor(interaction).t('error.unknownButton') })
      return
    }
    const startedAtMs = context.now()
    const requester = requesterOf(interaction, context.owners)
    const isAlone = interaction.message.flags.has(MessageFlags.Ephemeral) || workflow.visibility === 'member'
    const wish = { requester, isPrivate: isAlone, freshId: newWorkflowId(interaction.id) }
    const { id, existing } = await runAtDepth(workflow, depth, wish, context.autointel)
    if (existing?.state !== 'completed' && !mayGoDeeper(requester, runAccessOf(workflow))) {
      await tellPrivately(interaction, { content: context.textsFor(interaction).t('error.notYours') })
      return
    }
    await interaction.deferUpdate()
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
  const begin = () =>
    options.hasBegun
      ? workflowMessages.resume(id, address)
      : startAtOtherDepth(interaction, workflow, depth, { id, address, messages: workflowMessages })
  const outcome = await begin().catch(async (error: unknown) => {
    await interaction.deleteReply(message)
    throw error
  })
  if (outcome === 'resumed' || outcome === 'started') {
    await leadThere(interaction, workflow, context)
    return
  }
  await interaction.deleteReply(message)
  await tellNotBegun(interaction, outcome, context)
}

/** In the brief that was gone deeper from, a link takes the place of the depth; all else stays as it is. */
async function leadThere(
  interaction: RunInteraction,
  workflow: Workflow,
  context: BotContext,
): Promise<void> {
  const address = decodeReplyAddress(workflow.replyTo)
  if (!address || workflow.state !== 'completed') return
  const { flags, components } = interaction.message
  const isAlone = flags.has(MessageFlags.Ephemeral)
  // What one member alone sees speaks their language, whoever is answered elsewhere.
  const reader = isAlone ? { ...address, ...speakerOf(interaction) } : address
  const brief = await presentResult(workflow, reader, context)
  const [lead] = components
  const canForget = components.some((row) => offersTo('forget', row))
  await interaction.editReply(
    sendable({
      ...brief,
      ...(lead?.type === ComponentType.TextDisplay && { content: lead.content }),
      components: [
        ...(brief.components ?? []),
        ...buttonRow([canForget ? forgetButton(workflow, context.textsFor(reader)) : undefined]),
      ],
    }),
  )
}

function speakerOf({ locale, guildLocale, user }: RunInteraction) {
  return { locale, guildLocale, userId: user.id, serverLanguage: undefined, isPrivate: true }
}

function offersTo(action: string, row: TopLevelComponent): boolean {
  return (
    row.type === ComponentType.ActionRow &&
    row.components.some(({ customId }) => customId !== null && decodeCustomId(customId)?.action === action)
  )
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
