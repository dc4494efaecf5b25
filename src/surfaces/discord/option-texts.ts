import {
  type APIApplicationCommandIntegerOption,
  type APIApplicationCommandOptionChoice,
  type APIApplicationCommandStringOption,
  type APIApplicationCommandUserOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js'
import { textsOf, translationsOf } from '../../locales/i18n.ts'
import type { TextKey } from '../../locales/translation.ts'
import { mostDays } from '../../report/period-range.ts'
import type { SlashCommandBody } from './bot-context.ts'

const english = textsOf('en')

/** A description in English and its translations, as commands and options have them. */
export function described(key: TextKey): {
  readonly description: string
  readonly description_localizations: Record<string, string>
} {
  return { description: english.t(key), description_localizations: translationsOf(key) }
}

/** The name by which a command or option is known, and what it is called in other languages. */
export function named<Name extends string>(
  name: Name,
  key: TextKey,
): { readonly name: Name; readonly name_localizations: Record<string, string> } {
  return { name, name_localizations: translationsOf(key) }
}

/** Values to choose from, named in every language by `keyOf`. */
export function choicesOf<Value extends string>(
  values: readonly Value[],
  keyOf: (value: Value) => TextKey,
): APIApplicationCommandOptionChoice<string>[] {
  return values.map((value) => ({
    value,
    name: english.t(keyOf(value)),
    name_localizations: translationsOf(keyOf(value)),
  }))
}

/** Everywhere: on servers with the bot and without, in direct messages with it and among others, for those who have brought it along. */
export const usedAnywhere = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
} satisfies Partial<SlashCommandBody>

/**
 * For those who manage the server, where the bot is a member of it; its administrators can allow it to others there. For owners of the
 * bot anywhere in direct messages with it.
 */
export const usedByManagers = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
} satisfies Partial<SlashCommandBody>

/** Another server than this one, for the bot's owners: typed or picked from those that the bot is on. */
export function serverOption(key: TextKey): APIApplicationCommandStringOption {
  return {
    type: ApplicationCommandOptionType.String,
    ...named('server', 'option.server'),
    ...described(key),
    autocomplete: true,
  }
}

export function memberOption(key: TextKey): APIApplicationCommandUserOption {
  return { type: ApplicationCommandOptionType.User, ...named('who', 'option.who'), ...described(key) }
}

export function daysOption(key: TextKey): APIApplicationCommandIntegerOption {
  return {
    type: ApplicationCommandOptionType.Integer,
    ...named('days', 'option.days'),
    ...described(key),
    min_value: 1,
    max_value: mostDays,
  }
}
