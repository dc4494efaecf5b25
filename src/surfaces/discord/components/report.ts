import { MessageFlags } from 'discord.js'
import type { BotContext, ComponentInteraction, MoneyComponent } from '../bot-context.ts'
import { sendable } from '../message.ts'
import { tellPrivately } from '../reply-error.ts'
import { type ReportState, readOpenReport, readReportState } from '../report-state.ts'
import { reportMessage } from '../report-view.ts'

/** `report|subject|period|by|at`: shows another period or grouping in the same message. */
export const report: MoneyComponent = {
  action: 'report',
  requires: 'manager',
  async execute(interaction, subject, parts, context) {
    const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : undefined
    const state = readReportState(subject, parts, chosen)
    if (!state || interaction.isModalSubmit()) {
      await refuse(interaction, context)
      return
    }
    await interaction.deferUpdate()
    await interaction.editReply(sendable(await messageOf(interaction, state, context)))
  },
}

/** `open-report|subject|period`: shows a report in a new message, under an alert for example. */
export const openReport: MoneyComponent = {
  action: 'open-report',
  requires: 'manager',
  async execute(interaction, subject, parts, context) {
    const state = readOpenReport(subject, parts, context.now())
    if (!state) {
      await refuse(interaction, context)
      return
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    await interaction.editReply(sendable(await messageOf(interaction, state, context)))
  },
}

async function refuse(interaction: ComponentInteraction, { textsFor }: BotContext): Promise<void> {
  await tellPrivately(interaction, { content: textsFor(interaction).t('error.unknownButton') })
}

function messageOf(
  interaction: ComponentInteraction,
  state: ReportState,
  { autointel, now, textsFor, log }: BotContext,
) {
  const { client } = interaction
  return reportMessage(state, { books: autointel, client, nowMs: now(), texts: textsFor(interaction), log })
}
