import { isDeepStrictEqual } from 'node:util'
import { DiscordAPIError, type REST } from '@discordjs/rest'
import { ApplicationCommandType, ApplicationIntegrationType, RESTJSONErrorCodes, Routes } from 'discord.js'
import { ConfigError } from '../../app/settings/config-error.ts'
import type { CommandBody } from './bot-context.ts'

export interface RegisterOptions {
  readonly applicationId: string
  /** Only in this server; undefined: everywhere. */
  readonly guildId: string | undefined
  readonly commands: readonly CommandBody[]
}

/** A command as Discord gives it back. */
export type RegisteredCommand = CommandBody & { readonly id: string }

export interface Registration {
  readonly outcome: 'registered' | 'unchanged'
  readonly commands: readonly RegisteredCommand[]
}

/**
 * Makes Discord's set of commands this one; sends it only when Discord's is another.
 *
 * @throws {ConfigError} when the bot is not on the one server; else what Discord answered
 */
export async function registerCommands(
  rest: REST,
  { applicationId, guildId, commands }: RegisterOptions,
): Promise<Registration> {
  try {
    const route = routeOf(applicationId, guildId)
    const wanted = guildId ? commands.map(forOneServer) : commands
    const registered = await commandsAt(rest, route)
    if (isDeepStrictEqual(comparableSet(registered), comparableSet(wanted)))
      return { outcome: 'unchanged', commands: registered }
    const sent = (await rest.put(route, { body: wanted })) as readonly RegisteredCommand[]
    return { outcome: 'registered', commands: sent }
  } catch (error) {
    if (guildId && isMissingAccess(error)) throw notOnServer(guildId)
    throw error
  }
}

/** Those that Discord has, whoever registered them. @throws what Discord answered */
export function registeredCommands(
  rest: REST,
  { applicationId, guildId }: Pick<RegisterOptions, 'applicationId' | 'guildId'>,
): Promise<readonly RegisteredCommand[]> {
  return commandsAt(rest, routeOf(applicationId, guildId))
}

/** Servers that are looked at for commands of their own: whoever tries a bot out in one server is not on many. */
const serversLookedAt = 50

/**
 * Takes away what an earlier start has registered elsewhere, so that nobody is offered a command twice: everywhere, when the commands
 * are of one server; in single servers, when they are of all.
 *
 * @returns where something was taken away: ids of servers, or `everywhere`.
 * @throws what Discord answered
 */
export async function clearOtherCommands(
  rest: REST,
  { applicationId, guildId }: Pick<RegisterOptions, 'applicationId' | 'guildId'>,
): Promise<readonly string[]> {
  if (guildId) {
    const hadSome = await clearCommands(rest, routeOf(applicationId, undefined))
    return hadSome ? ['everywhere'] : []
  }
  const query = new URLSearchParams({ limit: String(serversLookedAt) })
  const servers = (await rest.get(Routes.userGuilds(), { query })) as readonly { readonly id: string }[]
  const cleared: string[] = []
  for (const { id } of servers) if (await clearServerCommands(rest, applicationId, id)) cleared.push(id)
  return cleared
}

/** Takes away the commands that a server has of its own; false when it has none. */
function clearServerCommands(rest: REST, applicationId: string, server: string): Promise<boolean> {
  return clearCommands(rest, routeOf(applicationId, server))
}

async function clearCommands(rest: REST, route: `/${string}`): Promise<boolean> {
  const { length } = (await rest.get(route)) as readonly unknown[]
  if (length > 0) await rest.put(route, { body: [] })
  return length > 0
}

async function commandsAt(rest: REST, route: `/${string}`): Promise<readonly RegisteredCommand[]> {
  const query = new URLSearchParams({ with_localizations: 'true' })
  return (await rest.get(route, { query })) as readonly RegisteredCommand[]
}

function routeOf(applicationId: string, guildId: string | undefined): `/${string}` {
  return guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId)
}

function isMissingAccess(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError)) return false
  return error.code === RESTJSONErrorCodes.MissingAccess || error.code === RESTJSONErrorCodes.UnknownGuild
}

function notOnServer(guildId: string): ConfigError {
  return new ConfigError([
    `DISCORD_GUILD_ID=${guildId}: the bot is not on this server. Invite it, or name another.`,
  ])
}

/** Where a command of one server is offered is not to be said. */
function forOneServer({ contexts: _, integration_types: __, ...command }: CommandBody): CommandBody {
  return command
}

/** Of one kind no two commands have one name. */
function comparableSet(commands: readonly CommandBody[]): unknown {
  return Object.fromEntries(
    commands.map((command) => [
      `${command.type ?? ApplicationCommandType.ChatInput} ${command.name}`,
      comparable(command),
    ]),
  )
}

/** What a command says, without what Discord adds to one that it gives back: ids, versions, defaults. */
function comparable(command: CommandBody): unknown {
  return withoutNothing({
    description: 'description' in command ? command.description : undefined,
    name_localizations: command.name_localizations,
    description_localizations:
      'description_localizations' in command ? command.description_localizations : undefined,
    default_member_permissions: command.default_member_permissions,
    contexts: command.contexts?.toSorted(),
    integration_types: command.integration_types?.toSorted() ?? [ApplicationIntegrationType.GuildInstall],
    options: 'options' in command ? command.options : undefined,
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
  if (value === undefined || value === null || value === false || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
