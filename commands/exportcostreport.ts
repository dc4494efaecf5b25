import { ApplicationCommandOptionType } from 'discord.js'
import { exportFormats } from '../src/locales/report-document.ts'
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
import { tellPrivately } from '../src/surfaces/discord/reply-error.ts'
import { reportExport } from '../src/surfaces/discord/report-export.ts'
import { reportPeriodOf, reportPeriodOption } from '../src/surfaces/discord/report-period.ts'
import { readReport } from '../src/surfaces/discord/report-view.ts'
import { offerServers } from '../src/surfaces/discord/server-choices.ts'

/** The report as a file, for those who may see it. */
export const exportcostreport: MoneyCommand = {
  data: {
    ...named('exportcostreport', 'commandName.exportcostreport'),
    ...described('command.exportcostreport.description'),
    ...usedByManagers,
    options: [
      reportPeriodOption('command.exportcostreport.period'),
      daysOption('command.exportcostreport.days'),
      {
        type: ApplicationCommandOptionType.String,
        ...named('format', 'option.format'),
        ...described('command.exportcostreport.format'),
        choices: choicesOf(exportFormats, (format) => `command.choice.format.${format}`),
      },
      serverOption('command.exportcostreport.server'),
    ],
  },

  requires: 'manager',
  optionsOf: ({ options }) => ({ server: options.getString('server') }),

  async execute(interaction, { subject, displayName }, { autointel, textsFor, now }) {
    const { options } = interaction
    await deferAnswer(interaction, { isPrivate: interaction.guildId !== null })
    const texts = textsFor(interaction)
    const format = exportFormats.find((known) => known === options.getString('format')) ?? 'markdown'
    const period = reportPeriodOf(interaction)
    if (!period) {
      await tellPrivately(interaction, { content: texts.t('error.invalidDays', { most: mostDays }) })
      return
    }
    const nowMs = now()
    const report = await readReport(autointel, { subject, period, atMs: nowMs }, nowMs)
    await interaction.editReply(sendable(reportExport(report, format, { texts, displayName })))
  },

  autocomplete: (interaction, { owners }) => offerServers(interaction, owners),
}
