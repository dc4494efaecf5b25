import type { APIAttachment, APIInteractionDataResolved } from 'discord.js'
import { ApplicationCommandOptionType } from 'discord.js'
import type { RegisteredCommand } from '../command-store.ts'
import type { GuildState } from '../guild.ts'
import { memberPermissions } from '../guild.ts'
import type { CommandOption } from '../payload/command-problems.ts'
import { isLocalFile, type LocalFile } from '../uploads.ts'
import type { World } from '../world.ts'

/** By option name. Users, channels and roles are given by id, attachments as files. */
export type OptionValues = Readonly<Record<string, string | number | boolean | LocalFile>>

/** An option as the bot receives it. */
interface SentOption {
  name: string
  type: ApplicationCommandOptionType
  value?: string | number | boolean
  focused?: true
  options?: SentOption[]
}

export interface EncodedOptions {
  options: SentOption[]
  resolved: APIInteractionDataResolved
}

export interface EncodeContext {
  world: World
  guild: GuildState | undefined
  /** Keeps a file and gives it an address. */
  upload: (file: LocalFile) => APIAttachment
  /** The option being typed, for autocomplete: it may be unfinished, and required ones may be missing. */
  focused?: string
}

/**
 * Encodes values as Discord's clients do, against the registration. Throws what a client would not send: unknown or
 * missing options, values out of range, choices that are not offered.
 *
 * @param subcommands names after the command's own, outermost first
 */
export function encodeOptions(
  command: RegisteredCommand,
  subcommands: readonly string[],
  values: OptionValues,
  context: EncodeContext,
): EncodedOptions {
  const resolved: APIInteractionDataResolved = {}
  const chain: CommandOption[] = []
  let offered = command.options ?? []
  for (const name of subcommands) {
    const next = offered.find((option) => option.name === name && isNesting(option))
    if (next === undefined) throw new TypeError(`/${command.name} has no subcommand "${name}"`)
    chain.push(next)
    offered = next.options ?? []
  }
  if (offered.some(isNesting)) throw new TypeError(`/${command.name}: name one of its subcommands`)

  const unknown = Object.keys(values).filter((name) => !offered.some((option) => option.name === name))
  if (unknown.length > 0) throw new TypeError(`/${command.name} has no option "${unknown.join('", "')}"`)
  let options = offered.flatMap((option): SentOption[] => {
    const given = values[option.name]
    const isUpload = option.type === ApplicationCommandOptionType.Attachment && isLocalFile(given)
    const attachment = isUpload ? context.upload(given) : undefined
    if (attachment) resolved.attachments = { ...resolved.attachments, [attachment.id]: attachment }
    const value = attachment?.id ?? (isLocalFile(given) ? undefined : given)
    const isFocused = context.focused === option.name
    if (value === undefined) {
      if (option.required && context.focused === undefined) {
        throw new TypeError(`/${command.name}: the option "${option.name}" is required`)
      }
      return []
    }
    if (!isFocused) requireFit(option, value)
    resolve(option, value, resolved, context)
    return [{ name: option.name, type: option.type, value, ...(isFocused && { focused: true as const }) }]
  })
  for (const { name, type } of chain.toReversed()) options = [{ name, type, options }]
  return { options, resolved }
}

function isNesting({ type }: CommandOption): boolean {
  return (
    type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup
  )
}

function requireFit(option: CommandOption, value: string | number | boolean): void {
  const fault = typeFault(option, value) ?? boundFault(option, value) ?? choiceFault(option, value)
  if (fault !== undefined) {
    throw new TypeError(`option "${option.name}": expected ${fault}, got ${JSON.stringify(value)}`)
  }
}

function typeFault({ type }: CommandOption, value: string | number | boolean): string | undefined {
  switch (type) {
    case ApplicationCommandOptionType.Boolean:
      return typeof value === 'boolean' ? undefined : 'a boolean'
    case ApplicationCommandOptionType.Integer:
      return Number.isSafeInteger(value) ? undefined : 'an integer'
    case ApplicationCommandOptionType.Number:
      return Number.isFinite(value) ? undefined : 'a number'
    default:
      return typeof value === 'string' ? undefined : 'a string or an id'
  }
}

function boundFault(option: CommandOption, value: string | number | boolean): string | undefined {
  const [size, minimum, maximum] =
    typeof value === 'string'
      ? [value.length, option.min_length ?? 0, option.max_length ?? 6000]
      : [Number(value), option.min_value ?? -Infinity, option.max_value ?? Infinity]
  return size < minimum || size > maximum ? `between ${minimum} and ${maximum}` : undefined
}

function choiceFault({ choices }: CommandOption, value: string | number | boolean): string | undefined {
  if (!choices?.length || choices.some((choice) => choice.value === value)) return undefined
  return `one of ${choices.map((choice) => JSON.stringify(choice.value)).join(', ')}`
}

/** What an id stands for goes beside the options. */
function resolve(
  { type, name }: CommandOption,
  value: string | number | boolean,
  resolved: APIInteractionDataResolved,
  { world, guild }: EncodeContext,
): void {
  const id = String(value)
  switch (type) {
    case ApplicationCommandOptionType.User: {
      const user = id === world.bot.id ? world.bot : world.users.get(id)?.user
      if (user === undefined) throw new TypeError(`option "${name}": no user ${id}`)
      resolved.users = { ...resolved.users, [id]: user }
      const member = guild?.members.get(id)
      if (guild === undefined || member === undefined) return
      const { user: _, deaf: __, mute: ___, ...partial } = member
      const permissions = memberPermissions(guild, id).toString()
      resolved.members = { ...resolved.members, [id]: { ...partial, permissions } }
      return
    }
    case ApplicationCommandOptionType.Channel: {
      const channel = guild?.channels.find((one) => one.id === id)
      if (channel === undefined) throw new TypeError(`option "${name}": no channel ${id}`)
      const permissions = everyonesPermissions(guild)
      resolved.channels = {
        ...resolved.channels,
        [id]: { id, name: channel.name, type: channel.type, permissions },
      }
      return
    }
    case ApplicationCommandOptionType.Role: {
      const role = guild?.roles.find((one) => one.id === id)
      if (role === undefined) throw new TypeError(`option "${name}": no role ${id}`)
      resolved.roles = { ...resolved.roles, [id]: role }
      return
    }
    default:
      return
  }
}

function everyonesPermissions(guild: GuildState | undefined): string {
  return guild?.roles[0]?.permissions ?? '0'
}
