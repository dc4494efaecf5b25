import {
  type APIApplicationCommandChannelOption,
  ApplicationCommandOptionType,
  ChannelType,
  type ChatInputCommandInteraction,
  InteractionContextType,
} from 'discord.js'
import { depths } from '../src/ledger/attribution.ts'
import { userSubject } from '../src/ledger/subject.ts'
import { type Language, languageNames } from '../src/locales/i18n.ts'
import { costLines, type ServerChoices, watchModes } from '../src/servers/server-settings.ts'
import { watchAccountOf } from '../src/servers/watch-account.ts'
import { deferAnswer } from '../src/surfaces/discord/acknowledge.ts'
import type { BotContext, MoneyCommand } from '../src/surfaces/discord/bot-context.ts'
import { sendable } from '../src/surfaces/discord/message.ts'
import { choicesOf, described, named, usedByManagers } from '../src/surfaces/discord/option-texts.ts'
import { noticeMessage } from '../src/surfaces/discord/render/error-message.ts'
import { settingsMessage } from '../src/surfaces/discord/render/settings-message.ts'
import { requesterOf } from '../src/surfaces/discord/requester.ts'
import { setWatch } from '../src/surfaces/discord/watching/set-watch.ts'

/** What a member's own language is called among the languages. */
const memberLanguage = 'member'
const languages = [memberLanguage, ...languageNames] as const satisfies readonly (Language | 'member')[]

/** A hundred years. */
const mostMemoryDays = 36_500

const channelOption = {
  type: ApplicationCommandOptionType.Channel,
  ...named('channel', 'option.channel'),
  required: true,
  channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
} satisfies Omit<APIApplicationCommandChannelOption, 'description'>

/** How runs go on a server unless a member says otherwise: for those who manage it. */
export const settings: MoneyCommand = {
  data: {
    ...named('settings', 'commandName.settings'),
    ...described('command.settings.description'),
    ...usedByManagers,
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named('view', 'subcommand.view'),
        ...described('command.settings.view.description'),
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named('set', 'subcommand.set'),
        ...described('command.settings.set.description'),
        options: [
          {
            type: ApplicationCommandOptionType.String,
            ...named('depth', 'option.depth'),
            ...described('command.settings.set.depth'),
            choices: choicesOf(depths, (depth) => `depth.${depth}`),
          },
          {
            type: ApplicationCommandOptionType.Boolean,
            ...named('private', 'option.private'),
            ...described('command.settings.set.private'),
          },
          {
            type: ApplicationCommandOptionType.String,
            ...named('language', 'option.language'),
            ...described('command.settings.set.language'),
            choices: choicesOf(languages, (name) => `command.choice.language.${name}`),
          },
          {
            type: ApplicationCommandOptionType.String,
            ...named('cost_line', 'option.cost_line'),
            ...described('command.settings.set.cost_line'),
            choices: choicesOf(costLines, (name) => `command.choice.costLine.${name}`),
          },
          {
            type: ApplicationCommandOptionType.Integer,
            ...named('memory_days', 'option.memory_days'),
            ...described('command.settings.set.memory_days'),
            min_value: 0,
            max_value: mostMemoryDays,
          },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named('watch', 'subcommand.watch'),
        ...described('command.settings.watch.description'),
        options: [
          { ...channelOption, ...described('command.settings.watch.channel') },
          {
            type: ApplicationCommandOptionType.String,
            ...named('mode', 'option.mode'),
            ...described('command.settings.watch.mode'),
            required: true,
            choices: choicesOf(watchModes, (name) => `command.choice.watchMode.${name}`),
          },
          {
            type: ApplicationCommandOptionType.String,
            ...named('amount', 'option.amount'),
            ...described('command.settings.watch.amount'),
          },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named('unwatch', 'subcommand.unwatch'),
        ...described('command.settings.unwatch.description'),
        options: [{ ...channelOption, ...described('command.settings.unwatch.channel') }],
      },
    ],
  },

  requires: 'setter',
  optionsOf: () => ({}),

  async execute(interaction, { subject }, context) {
    await deferAnswer(interaction, { isPrivate: true })
    const texts = context.textsFor(interaction)
    const { servers, ledger } = context.autointel
    if (!('server' in subject)) {
      await interaction.editReply(sendable(noticeMessage(texts.t('settings.onServers'), texts)))
      return
    }
    const { server } = subject
    const { problem, heading } = await carryOut(interaction, server, context)
    const statuses = await ledger.budgetStatus(userSubject(watchAccountOf(server)), context.now())
    const watchBudget = statuses.find(({ period }) => period === 'day')
    const message = problem
      ? noticeMessage(problem, texts)
      : settingsMessage({ ...(await servers.of(server)), heading, watchBudget }, texts)
    await interaction.editReply(sendable(message))
  },
}

/** What came of a subcommand: why it could not be, or what has changed. */
interface Outcome {
  readonly problem?: string | undefined
  readonly heading?: string | undefined
}

async function carryOut(
  interaction: ChatInputCommandInteraction,
  server: string,
  { autointel, owners, textsFor, now }: BotContext,
): Promise<Outcome> {
  const { options } = interaction
  const texts = textsFor(interaction)
  const channel = `<#${options.getChannel('channel')?.id}>`
  switch (options.getSubcommand()) {
    case 'set': {
      const choices = choicesIn(options)
      if (Object.keys(choices).length === 0) return {}
      await autointel.servers.change(server, choices)
      return { heading: `✅ ${texts.t('settings.changed')}` }
    }
    case 'watch': {
      const wish = {
        server,
        channel: options.getChannel('channel', true).id,
        mode: watchModes.find((known) => known === options.getString('mode')) ?? 'reaction',
        amount: options.getString('amount'),
      }
      const requester = requesterOf(interaction, owners)
      const problem = await setWatch(wish, { autointel, requester, texts, nowMs: now() })
      return { problem, heading: `✅ ${texts.t('settings.nowWatched', { channel })}` }
    }
    case 'unwatch': {
      const was = await autointel.servers.unwatch(server, options.getChannel('channel', true).id)
      const key = was ? 'settings.noLongerWatched' : 'settings.notWatched'
      return { heading: texts.t(key, { channel }) }
    }
    default:
      return {}
  }
}

/** What a manager did not name stays as it is. */
function choicesIn(options: ChatInputCommandInteraction['options']): Partial<ServerChoices> {
  const depth = depths.find((known) => known === options.getString('depth'))
  const isPrivate = options.getBoolean('private')
  const language = languages.find((known) => known === options.getString('language'))
  const costLine = costLines.find((known) => known === options.getString('cost_line'))
  const memoryDays = options.getInteger('memory_days')
  return {
    ...(depth && { depth }),
    ...(isPrivate !== null && { isPrivate }),
    ...(memoryDays !== null && { memoryDays: memoryDays === 0 ? undefined : memoryDays }),
    ...(language && { language: language === memberLanguage ? undefined : language }),
    ...(costLine && { costLine }),
  }
}
