import type { Permissions } from 'discord.js'
import { ApplicationCommandOptionType, ApplicationCommandType, Locale } from 'discord.js'
import type { PayloadProblem } from './problem.ts'
import { problemIf, required } from './problem.ts'

/** https://discord.com/developers/docs/interactions/application-commands (read 2026-11). */
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Devanagari}\p{sc=Thai}]{1,32}$/u
const charactersInAll = 8000

interface CommandChoice {
  name: string
  value: string | number
  name_localizations?: Record<string, string> | null
}

export interface CommandOption {
  type: ApplicationCommandOptionType
  name: string
  description: string
  name_localizations?: Record<string, string> | null
  description_localizations?: Record<string, string> | null
  required?: boolean | null
  autocomplete?: boolean | null
  choices?: readonly CommandChoice[] | null
  options?: readonly CommandOption[] | null
  min_value?: number | null
  max_value?: number | null
  min_length?: number | null
  max_length?: number | null
}

/** A command as a bot registers it. */
export interface CommandBody {
  id?: string | null
  type?: ApplicationCommandType | null
  name: string
  description?: string | null
  name_localizations?: Record<string, string> | null
  description_localizations?: Record<string, string> | null
  options?: readonly CommandOption[] | null
  default_member_permissions?: Permissions | null
  contexts?: readonly number[] | null
  integration_types?: readonly number[] | null
}

/** What the schema does not hold about a command. */
export function commandProblems(command: CommandBody): PayloadProblem[] {
  const isChatInput = (command.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput
  if (!isChatInput) {
    const isMore = Boolean(command.description || command.options?.length)
    return problemIf(isMore, ['description'], 'APPLICATION_COMMAND_INVALID', 'Only a name is allowed.')
  }
  return [
    ...(command.description ? [] : [required('description')]),
    ...nameProblems(command, []),
    ...optionListProblems(command.options ?? [], []),
    ...problemIf(
      commandCharacters(command) > charactersInAll,
      [],
      'APPLICATION_COMMAND_TOO_LARGE',
      `Command exceeds maximum size (${charactersInAll})`,
    ),
  ]
}

function nameProblems(
  { name, name_localizations: names, description_localizations: descriptions }: CommandBody | CommandOption,
  path: PayloadProblem['path'],
): PayloadProblem[] {
  const locales: string[] = Object.values(Locale)
  const check = (text: string, ...rest: string[]) => {
    const isWrong = !namePattern.test(text) || text !== text.toLowerCase()
    return problemIf(isWrong, [...path, ...rest], 'APPLICATION_COMMAND_INVALID_NAME', 'The name is invalid.')
  }
  return [
    ...check(name, 'name'),
    ...Object.entries(names ?? {}).flatMap(([locale, text]) => check(text, 'name_localizations', locale)),
    ...Object.keys({ ...names, ...descriptions }).flatMap((locale) =>
      problemIf(
        !locales.includes(locale),
        [...path, 'name_localizations', locale],
        'BASE_TYPE_CHOICES',
        'There is no such locale.',
      ),
    ),
  ]
}

function optionListProblems(
  options: readonly CommandOption[],
  path: PayloadProblem['path'],
): PayloadProblem[] {
  const nesting = options.filter(({ type }) => isNesting(type)).length
  const names = new Set(options.map(({ name }) => name))
  const firstOptional = options.findIndex((option) => !option.required)
  const lastRequired = options.findLastIndex((option) => option.required)
  return [
    ...problemIf(
      nesting > 0 && nesting < options.length,
      [...path, 'options'],
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    ),
    ...problemIf(
      names.size < options.length,
      [...path, 'options'],
      'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
      'Option name already exists',
    ),
    ...problemIf(
      nesting === 0 && firstOptional !== -1 && firstOptional < lastRequired,
      [...path, 'options', lastRequired],
      'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
      'Required options must be placed before non-required options',
    ),
    ...options.flatMap((option, index) => optionProblems(option, [...path, 'options', index])),
  ]
}

function isNesting(type: ApplicationCommandOptionType): boolean {
  return (
    type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup
  )
}

function optionProblems(option: CommandOption, path: PayloadProblem['path']): PayloadProblem[] {
  const choices = option.choices ?? []
  const names = new Set(choices.map(({ name }) => name))
  return [
    ...nameProblems(option, path),
    ...problemIf(
      Boolean(option.autocomplete) && choices.length > 0,
      [...path, 'autocomplete'],
      'APPLICATION_COMMAND_AUTOCOMPLETE_NO_CHOICES',
      'Choices cannot be set when autocomplete is enabled',
    ),
    ...problemIf(
      names.size < choices.length,
      [...path, 'choices'],
      'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
      'Option choice name already exists',
    ),
    ...problemIf(isReversed(option), path, 'BASE_TYPE_BAD_RANGE', 'The minimum is over the maximum.'),
    ...(isNesting(option.type) ? optionListProblems(option.options ?? [], path) : []),
  ]
}

function isReversed(option: CommandOption): boolean {
  const { min_value: least, max_value: most, min_length: shortest, max_length: longest } = option
  return (least ?? -Infinity) > (most ?? Infinity) || (shortest ?? 0) > (longest ?? Infinity)
}

/** Names, descriptions and choices of the command and everything in it, each in its longest translation. */
function commandCharacters(command: CommandBody | CommandOption): number {
  const choices = 'choices' in command ? (command.choices ?? []) : []
  return (
    lengthOf(command.name, command.name_localizations) +
    lengthOf(command.description ?? '', command.description_localizations) +
    choices.reduce(
      (sum, { name, value, name_localizations: names }) => sum + lengthOf(name, names) + String(value).length,
      0,
    ) +
    (command.options ?? []).reduce((sum, option) => sum + commandCharacters(option), 0)
  )
}

function lengthOf(text: string, translations: Record<string, string> | null | undefined): number {
  return Math.max(text.length, ...Object.values(translations ?? {}).map(({ length }) => length))
}
