import {
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
  InteractionContextType,
} from 'discord.js'
import { depths } from '../src/ledger/attribution.ts'
import { type Language, languageNames } from '../src/locales/i18n.ts'
import { costLines, type ServerChoices } from '../src/servers/server-settings.ts'
import { deferAnswer } from '../src/surfaces/discord/acknowledge.ts'
import type { MoneyCommand } from '../src/surfaces/discord/bot-context.ts'
import { sendable } from '../src/surfaces/discord/message.ts'
import { choicesOf, described, named, usedByManagers } from '../src/surfaces/discord/option-texts.ts'
import { noticeMessage } from '../src/surfaces/discord/render/error-message.ts'
import { settingsMessage } from '../src/surfaces/discord/render/settings-message.ts'

/** What a member's own language is called among the languages. */
const memberLanguage = 'member'
const languages = [memberLanguage, ...languageNames] as const satisfies readonly (Language | 'member')[]

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
        ],
      },
    ],
  },

  requires: 'setter',
  optionsOf: () => ({}),

  async execute(interaction, { subject }, { autointel, textsFor }) {
    await deferAnswer(interaction, { isPrivate: true })
    const { servers } = autointel
    const { options } = interaction
    const texts = textsFor(interaction)
    if (!('server' in subject)) {
      await interaction.editReply(sendable(noticeMessage(texts.t('settings.onServers'), texts)))
      return
    }
    const { server } = subject
    const isSet = options.getSubcommand() === 'set'
    if (isSet) await servers.change(server, choicesIn(options))
    const heading = isSet ? `✅ ${texts.t('settings.changed')}` : undefined
    await interaction.editReply(sendable(settingsMessage(await servers.of(server), texts, heading)))
  },
}

/** What a manager did not name stays as it is. */
function choicesIn(options: ChatInputCommandInteraction['options']): Partial<ServerChoices> {
  const depth = depths.find((known) => known === options.getString('depth'))
  const isPrivate = options.getBoolean('private')
  const language = languages.find((known) => known === options.getString('language'))
  const costLine = costLines.find((known) => known === options.getString('cost_line'))
  return {
    ...(depth && { depth }),
    ...(isPrivate !== null && { isPrivate }),
    ...(language && { language: language === memberLanguage ? undefined : language }),
    ...(costLine && { costLine }),
  }
}
