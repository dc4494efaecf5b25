import { MessageFlags } from 'discord.js'
import type { MoneyComponent, OpenComponent, RunComponent } from '../bot-context.ts'
import { confirmForgetting, forgetAsAsked } from '../forgetting-view.ts'
import { sendable } from '../message.ts'
import { noticeMessage } from '../render/error-message.ts'
import { colors } from '../render/look.ts'

/** `forget|workflow`: asks whether a brief is to be forgotten. */
export const forget: RunComponent = {
  action: 'forget',
  requires: 'forgetter',
  async execute(interaction, run, _parts, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    await confirmForgetting(interaction, { kind: 'run', run }, context)
  },
}

/** `forget-run|workflow`: forgets a brief. */
export const forgetRun: RunComponent = {
  action: 'forget-run',
  requires: 'forgetter',
  execute: (interaction, run, _parts, context) => forgetAsAsked(interaction, { kind: 'run', run }, context),
}

/** `forget-all|subject`: forgets everything of a member, or of a server. */
export const forgetAll: MoneyComponent = {
  action: 'forget-all',
  requires: 'holder',
  execute: (interaction, subject, _parts, context) =>
    forgetAsAsked(interaction, { kind: 'subject', subject }, context),
}

/** `keep`: nothing is forgotten. */
export const keep: OpenComponent = {
  action: 'keep',
  requires: 'everyone',
  async execute(interaction, _parts, { textsFor }) {
    const texts = textsFor(interaction)
    await interaction.deferUpdate()
    const message = noticeMessage(texts.t('forget.kept'), texts, colors.quiet)
    await interaction.editReply(sendable({ ...message, components: [] }))
  },
}
