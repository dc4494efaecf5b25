import type { APIChannel, APIUser } from 'discord.js'
import { InteractionContextType } from 'discord.js'
import { openDirectMessages } from '../direct-messages.ts'
import type { GuildState } from '../guild.ts'
import { memberPermissions } from '../guild.ts'
import { largestFileBytes } from '../payload/message-problems.ts'
import type { World } from '../world.ts'

/** Who does something, and where. Ids; the first user, the first guild and its first channel when absent. */
export interface ActionContext {
  user?: string
  guild?: string
  channel?: string
  /** In direct messages with the bot instead of a guild. */
  isDirect?: boolean
  /** Instead of the user's own locale. */
  locale?: string
  /** Instead of the guild's locale. */
  guildLocale?: string
  /** Instead of what the guild grants the member. */
  permissions?: bigint
}

/** The same, looked up. */
export interface Place {
  user: APIUser
  locale: string
  guild: GuildState | undefined
  guildLocale: string | undefined
  channel: APIChannel
  /** Of the member; every permission in direct messages. */
  permissions: bigint
}

/** Interactions in direct messages carry every permission. */
const directPermissions = 2n ** 50n - 1n

export function findPlace(world: World, context: ActionContext): Place {
  const userId = context.user ?? firstKey(world.users)
  const known = world.users.get(userId)
  if (known === undefined) throw new TypeError(`No user ${userId} among the local users`)
  const base = { user: known.user, locale: context.locale ?? known.locale }
  if (context.isDirect) {
    const { channel } = openDirectMessages(world, userId)
    return { ...base, channel, guild: undefined, guildLocale: undefined, permissions: directPermissions }
  }
  const guild = world.guilds.get(context.guild ?? firstKey(world.guilds))
  const channel = [...(guild?.channels ?? []), ...(guild?.threads ?? [])].find(
    ({ id }) => context.channel === undefined || id === context.channel,
  )
  if (guild === undefined || channel === undefined) throw new TypeError('No such guild or channel')
  if (!guild.members.has(userId)) throw new TypeError(`User ${userId} is no member of ${guild.name}`)
  return {
    ...base,
    channel,
    guild,
    guildLocale: context.guildLocale ?? guild.locale,
    permissions: context.permissions ?? memberPermissions(guild, userId),
  }
}

/** The part of an interaction that says where it came from, as the bot receives it. */
export function placeParts(world: World, { user, locale, guild, guildLocale, channel, permissions }: Place) {
  const common = {
    application_id: world.application.id,
    version: 1,
    channel,
    channel_id: channel.id,
    app_permissions: world.botPermissions.toString(),
    locale,
    entitlements: [],
    attachment_size_limit: largestFileBytes,
  }
  if (guild === undefined) {
    return {
      ...common,
      user,
      context: InteractionContextType.BotDM,
      authorizing_integration_owners: { 0: '0' },
    }
  }
  return {
    ...common,
    member: { ...guild.members.get(user.id), permissions: permissions.toString() },
    guild: { id: guild.id, locale: guildLocale, features: [] },
    guild_id: guild.id,
    guild_locale: guildLocale,
    context: InteractionContextType.Guild,
    authorizing_integration_owners: { 0: guild.id },
  }
}

function firstKey(map: ReadonlyMap<string, unknown>): string {
  const [key] = map.keys()
  if (key === undefined) throw new TypeError('The local Discord has none')
  return key
}
