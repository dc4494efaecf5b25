import type { ApplicationCommandType } from 'discord.js'
import { ApplicationCommandType as CommandTypes } from 'discord.js'
import { DiscordApiError } from './api-error.ts'
import type { CommandBody } from './payload/command-problems.ts'

/** A registered command, as Discord gives it back. */
export interface RegisteredCommand extends CommandBody {
  id: string
  application_id: string
  version: string
  type: ApplicationCommandType
  description: string
  guild_id?: string
}

const commandsPerScope = 100

export interface CommandStore {
  /** `guildId` is `undefined` for global commands, here and below. */
  list(guildId: string | undefined): RegisteredCommand[]
  /** Throws 10063. */
  get(guildId: string | undefined, id: string): RegisteredCommand
  /** A command of the same name and type is replaced and keeps its id. `isNew` says which it was. */
  put(guildId: string | undefined, body: CommandBody): { command: RegisteredCommand; isNew: boolean }
  patch(guildId: string | undefined, id: string, body: Partial<CommandBody>): RegisteredCommand
  remove(guildId: string | undefined, id: string): void
  overwrite(guildId: string | undefined, bodies: readonly CommandBody[]): RegisteredCommand[]
  /** What a user finds under the name, among slash commands unless said otherwise: a guild's own command hides the global one. */
  find(
    guildId: string | undefined,
    name: string,
    type?: ApplicationCommandType,
  ): RegisteredCommand | undefined
}

export function createCommandStore(applicationId: string, nextId: () => string): CommandStore {
  const scopes = new Map<string, RegisteredCommand[]>()
  const list = (guildId: string | undefined) => scopes.get(guildId ?? 'global') ?? []
  const keep = (guildId: string | undefined, commands: RegisteredCommand[]) =>
    void scopes.set(guildId ?? 'global', commands)

  const register = (guildId: string | undefined, body: CommandBody, before: RegisteredCommand | undefined) =>
    registered(
      body,
      { id: before?.id ?? nextId(), application_id: applicationId, version: nextId() },
      guildId,
    )

  const store: CommandStore = {
    list,
    get(guildId, id) {
      const command = list(guildId).find((one) => one.id === id)
      if (command === undefined) throw new DiscordApiError('unknownCommand')
      return command
    },
    put(guildId, body) {
      const before = list(guildId).find(sameAs(body))
      const command = register(guildId, body, before)
      const others = list(guildId).filter((one) => one !== before)
      if (others.length >= commandsPerScope) throw tooMany()
      keep(guildId, [...others, command])
      return { command, isNew: before === undefined }
    },
    patch(guildId, id, body) {
      const before = store.get(guildId, id)
      const command = register(guildId, { ...before, ...body }, before)
      keep(
        guildId,
        list(guildId).map((one) => (one === before ? command : one)),
      )
      return command
    },
    remove(guildId, id) {
      const command = store.get(guildId, id)
      keep(
        guildId,
        list(guildId).filter((one) => one !== command),
      )
    },
    overwrite(guildId, bodies) {
      if (bodies.length > commandsPerScope) throw tooMany()
      const names = bodies.map(({ name, type }) => `${type ?? 1} ${name}`)
      if (new Set(names).size < names.length) {
        const code = 'APPLICATION_COMMANDS_DUPLICATE_NAME'
        throw new DiscordApiError('invalidForm', [{ path: [], code, message: 'Names must be unique.' }])
      }
      const commands = bodies.map((body) => register(guildId, body, list(guildId).find(sameAs(body))))
      keep(guildId, commands)
      return commands
    },
    find: (guildId, name, type = CommandTypes.ChatInput) =>
      [...(guildId === undefined ? [] : list(guildId)), ...list(undefined)].find(
        (one) => one.name === name && one.type === type,
      ),
  }
  return store
}

function registered(
  body: CommandBody,
  identity: Pick<RegisteredCommand, 'id' | 'application_id' | 'version'>,
  guildId: string | undefined,
): RegisteredCommand {
  return {
    ...body,
    ...identity,
    type: body.type ?? CommandTypes.ChatInput,
    description: body.description ?? '',
    default_member_permissions: body.default_member_permissions ?? null,
    // Only commands that are offered everywhere say where.
    ...(guildId === undefined
      ? { contexts: body.contexts ?? null, integration_types: body.integration_types ?? [0] }
      : { guild_id: guildId, contexts: null }),
  }
}

function sameAs(body: CommandBody): (command: RegisteredCommand) => boolean {
  return ({ name, type }) => name === body.name && type === (body.type ?? CommandTypes.ChatInput)
}

function tooMany(): DiscordApiError {
  const message = `Maximum number of application commands reached (${commandsPerScope})`
  return new DiscordApiError('invalidForm', [{ path: [], code: 'BASE_TYPE_BAD_LENGTH', message }])
}
