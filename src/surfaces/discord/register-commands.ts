import { isDeepStrictEqual } from 'node:util'
import type { REST } from '@discordjs/rest'
import { ApplicationCommandType, ApplicationIntegrationType, Routes } from 'discord.js'
import type { CommandBody } from './bot-context.ts'

export interface RegisterOptions {
  readonly applicationId: string
  /** Only in this server; undefined: everywhere. */
  readonly guildId: string | undefined
  readonly commands: readonly CommandBody[]
}

/**
 * Makes Discord's set of commands this one; sends it only when Discord's is another.
 *
 * @throws what Discord answered
 */
export async function registerCommands(
  rest: REST,
  { applicationId, guildId, commands }: RegisterOptions,
): Promise<'registered' | 'unchanged'> {
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId)
  const query = new URLSearchParams({ with_localizations: 'true' })
  const registered = (await rest.get(route, { query })) as readonly CommandBody[]
  if (isDeepStrictEqual(comparableSet(registered), comparableSet(commands))) return 'unchanged'
  await rest.put(route, { body: commands })
  return 'registered'
}

function comparableSet(commands: readonly CommandBody[]): unknown {
  return Object.fromEntries(commands.map((command) => [command.name, comparable(command)]))
}

/** What a command says, without what Discord adds to one that it gives back: ids, versions, defaults. */
function comparable(command: CommandBody): unknown {
  return withoutNothing({
    type: command.type ?? ApplicationCommandType.ChatInput,
    description: command.description,
    name_localizations: command.name_localizations,
    description_localizations: command.description_localizations,
    default_member_permissions: command.default_member_permissions,
    contexts: command.contexts?.toSorted(),
    integration_types: (command.integration_types ?? [ApplicationIntegrationType.GuildInstall]).toSorted(),
    options: command.options,
  })
}

/** Discord leaves out, or gives back as null, false or empty, what says nothing; so do we. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing)
  if (typeof value !== 'object' || value === null) return value
  const parts = Object.entries(value)
    .map(([name, part]) => [name, withoutNothing(part)] as const)
    .filter(([, part]) => !saysNothing(part))
  return Object.fromEntries(parts)
}

function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
