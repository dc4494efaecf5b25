import { MessageFlags } from 'discord.js'
import type { RunComponent } from '../bot-context.ts'
import { decodeReplyAddress, replyAddressOf } from '../reply-address.ts'
import { tellPrivately } from '../reply-error.ts'
import { settingsHere } from '../settings-here.ts'
import { showAsItIs } from '../workflows/show-as-it-is.ts'
import { tellNotBegun } from '../workflows/tell-not-begun.ts'

/** `cancel|workflow`: ends a run, whichever process has it; its message then shows how it ended. */
export const cancel: RunComponent = {
  action: 'cancel',
  requires: 'controller',
  async execute(interaction, workflow, _parts, context) {
    await interaction.deferUpdate()
    const outcome = await context.workflowMessages.cancel(workflow)
    const isShownHere = decodeReplyAddress(workflow.replyTo)?.messageId === interaction.message.id
    if (outcome === 'cancelled' && isShownHere) return
    if (outcome === 'ended') await showAsItIs(interaction, workflow, context)
    const key = outcome === 'ended' ? 'workflow.alreadyEnded' : 'workflow.cancelAsked'
    await tellPrivately(interaction, { content: context.textsFor(interaction).t(key) })
  },
}

/** `continue|workflow`: goes on with what a limit, a failure or a cancel has ended, in the same message. */
export const goOn: RunComponent = {
  action: 'continue',
  requires: 'controller',
  async execute(interaction, workflow, _parts, context) {
    const startedAtMs = context.now()
    await interaction.deferUpdate()
    const { language: serverLanguage } = await settingsHere(interaction, context.autointel)
    const before = decodeReplyAddress(workflow.replyTo)
    const address = replyAddressOf(interaction, {
      startedAtMs,
      serverLanguage,
      messageId: interaction.message.id,
      showCost: before?.showCost ?? false,
      isPrivate: interaction.message.flags.has(MessageFlags.Ephemeral),
    })
    // Whoever goes on with it, it stays the brief of the member who asked.
    const { userId, locale, guildLocale, postedBy } = before ?? address
    const outcome = await context.workflowMessages.resume(workflow.id, {
      ...address,
      userId,
      locale,
      guildLocale,
      postedBy,
    })
    if (outcome === 'resumed') return
    if (outcome === 'complete') await showAsItIs(interaction, workflow, context)
    await tellNotBegun(interaction, outcome, context)
  },
}
