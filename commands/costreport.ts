import { ApplicationCommandOptionType } from 'discord.js'
import { mostDays } from '../src/report/period-range.ts'
import { deferAnswer } from '../src/surfaces/discord/acknowledge.ts'
import type { MoneyCommand } from '../src/surfaces/discord/bot-context.ts'
import { sendable } from '../src/surfaces/discord/message.ts'
import {
  choicesOf,
  daysOption,
  described,
  named,
  serverOption,
  usedByManagers,
} from '../src/surfaces/discord/option-texts.ts'
import type { ReportGrouping } from '../src/surfaces/discord/render/report-lines.ts'
import { tellPrivately } from '../src/surfaces/discord/reply-error.ts'
import { reportPeriodOf, reportPeriodOption } from '../src/surfaces/discord/report-period.ts'
import { reportMessage } from '../src/surfaces/discord/report-view.ts'
import { offerServers } from '../src/surfaces/discord/server-choices.ts'

const groupings = [
  'operation',
  'task',
  'model',
  'provider',
  'depth',
  'served-model',
  'source-kind',
  'member',
  'day',
  'figures',
] as const satisfies readonly ReportGrouping[]

/** What was spent in a period, on what and by whom, with budgets; for managers, of their server. */
export const costreport: MoneyCommand = {
  data: {
    ...named('costreport', 'commandName.costreport'),
    ...described('command.costreport.description'),
    ...usedByManagers,
    options: [
      reportPeriodOption('command.costreport.period'),
      {
        type: ApplicationCommandOptionType.String,
        ...named('by', 'option.by'),
        ...described('command.costreport.by'),
        choices: choicesOf(groupings, (name) => `command.choice.by.${name}`),
      },
      daysOption('command.costreport.days'),
      serverOption('command.costreport.server'),
    ],
  },

  requires: 'manager',
  optionsOf: ({ options }) => ({ server: options.getString('server') }),

  async execute(interaction, { subject }, { autointel, textsFor, now, log }) {
    const { options, client } = interaction
    await deferAnswer(interaction, { isPrivate: interaction.guildId !== null })
    const texts = textsFor(interaction)
    const period = reportPeriodOf(interaction)
    if (!period) {
      await tellPrivately(interaction, { content: texts.t('error.invalidDays', { most: mostDays }) })
      return
    }
    const by = groupings.find((name) => name === options.getString('by')) ?? 'task'
    const nowMs = now()
    const state = { subject, period, by, atMs: nowMs }
    const message = await reportMessage(state, { books: autointel, client, nowMs, texts, log })
    await interaction.editReply(sendable(message))
  },

  autocomplete: (interaction, { owners }) => offerServers(interaction, owners),
}
