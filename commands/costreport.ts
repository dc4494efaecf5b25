import { ApplicationCommandOptionType, ChannelType } from 'discord.js'
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
import {
  type ScheduleChoice,
  scheduleChoices,
  scheduleReport,
} from '../src/surfaces/discord/report-scheduling.ts'
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
      {
        type: ApplicationCommandOptionType.String,
        ...named('schedule', 'option.schedule'),
        ...described('command.costreport.schedule'),
        choices: choicesOf(scheduleChoices, (name) => `command.choice.schedule.${name}`),
      },
      {
        type: ApplicationCommandOptionType.Channel,
        ...named('channel', 'option.channel'),
        ...described('command.costreport.channel'),
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
      },
    ],
  },

  requires: ({ options }) => (scheduleIn(options.getString('schedule')) ? 'setter' : 'manager'),
  optionsOf: ({ options }) => ({ server: options.getString('server') }),

  async execute(interaction, chosen, { autointel, textsFor, now, log }) {
    const { subject } = chosen
    const { options, client } = interaction
    await deferAnswer(interaction, { isPrivate: interaction.guildId !== null })
    const texts = textsFor(interaction)
    const schedule = scheduleIn(options.getString('schedule'))
    if (schedule) {
      const books = { ...autointel, texts, nowMs: now() }
      await interaction.editReply(sendable(await scheduleReport(interaction, schedule, chosen, books)))
      return
    }
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

function scheduleIn(name: string | null): ScheduleChoice | undefined {
  return scheduleChoices.find((known) => known === name)
}
