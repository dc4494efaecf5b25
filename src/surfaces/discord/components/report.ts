import { MessageFlags } from 'discord.js'
import { deferChange } from '../acknowledge.ts'
import type { BotContext, ComponentHandler, ComponentInteraction } from '../bot-context.ts'
import { maySeeSubject } from '../chosen-subject.ts'
import { sendable } from '../message.ts'
import { tellPrivately } from '../reply-error.ts'
import { type ReportState, readOpenReport, readReportState } from '../report-state.ts'
import { reportMessage } from '../report-view.ts'

/** `report|subject|period|by|at`: shows another period or grouping in the same message. */
export const report: ComponentHandler = {
  action: 'report',
  async execute(interaction, parts, context) {
    if (interaction.isModalSubmit()) return
    const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : undefined
    const state = await allowedState(interaction, readReportState(parts, chosen), context)
    if (!state) return
    await deferChange(interaction)
    await interaction.editReply(sendable(await messageOf(interaction, state, context)))
  },
}

/** `open-report|subject|period`: shows a report in a new message, under an alert for example. */
export const openReport: ComponentHandler = {
  action: 'open-report',
  async execute(interaction, parts, context) {
    const state = await allowedState(interaction, readOpenReport(parts, context.now()), context)
    if (!state) return
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    await interaction.editReply(sendable(await messageOf(interaction, state, context)))
  },
}

/** Undefined once the member has been told why not. Who managed a server once may do so no longer. */
async function allowedState(
  interaction: ComponentInteraction,
  state: ReportState | undefined,
  { owners, textsFor }: BotContext,
): Promise<ReportState | undefined> {
  if (state && maySeeSubject(interaction, state.subject, owners)) return state
  const reason = state ? 'error.managerOnly' : 'error.unknownButton'
  await tellPrivately(interaction, { content: textsFor(interaction).t(reason) })
  return undefined
}

function messageOf(
  interaction: ComponentInteraction,
  state: ReportState,
  { autointel, now, textsFor }: BotContext,
) {
  const { client } = interaction
  return reportMessage(state, { books: autointel, client, nowMs: now(), texts: textsFor(interaction) })
}
