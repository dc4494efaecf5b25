import type { APIChannel, APIUser } from 'discord.js'
import { ApplicationIntegrationType, InteractionContextType, PermissionFlagsBits } from 'discord.js'
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
  /** In direct messages of several people instead of a guild: their channel's id. */
  group?: string
  /** Instead of the user's own locale. */
  locale?: string
  /** Instead of the guild's locale. */
  guildLocale?: string
  /** Instead of what the guild grants the member. */
  permissions?: bigint
  /** Those who run the guild have allowed the member commands that are for others by default. */
  isAllowed?: boolean
}

/** The same, looked up. */
export interface Place {
  user: APIUser
  /** Has installed the application for themselves. */
  hasInstalled: boolean
  locale: string
  context: InteractionContextType
  guild: GuildState | undefined
  guildLocale: string | undefined
  channel: APIChannel
  /** Of the member; every permission in direct messages. */
  permissions: bigint
  isAllowed: boolean
}

/** Interactions in direct messages carry every permission. */
const directPermissions = 2n ** 50n - 1n

export function findPlace(world: World, context: ActionContext): Place {
  const userId = context.user ?? firstKey(world.users)
  const known = world.users.get(userId)
  if (known === undefined) throw new TypeError(`No user ${userId} among the local users`)
  const { user, hasInstalled } = known
  const base = {
    user,
    hasInstalled,
    locale: context.locale ?? known.locale,
    isAllowed: context.isAllowed ?? false,
  }
  const elsewhere = { ...base, guild: undefined, guildLocale: undefined, permissions: directPermissions }
  if (context.isDirect) {
    const { channel } = openDirectMessages(world, userId)
    return { ...elsewhere, channel, context: InteractionContextType.BotDM }
  }
  if (context.group !== undefined) {
    const channel = groupOf(world, context.group, userId)
    return { ...elsewhere, channel, context: InteractionContextType.PrivateChannel }
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
    context: InteractionContextType.Guild,
    guild,
    guildLocale: context.guildLocale ?? guild.locale,
    permissions: context.permissions ?? memberPermissions(guild, userId),
  }
}

function groupOf(world: World, group: string, userId: string): APIChannel {
  const { channel, groupIds } = world.channels.get(group) ?? {}
  if (!channel || !groupIds?.includes(userId)) throw new TypeError(`User ${userId} is in no group ${group}`)
  return channel
}

/** By which installations an interaction may be: of the guild or direct messages with the bot, of the user, or of both. */
export function installationsOf({ user, hasInstalled, context, guild }: Place): Record<string, string> {
  const home = guild ? guild.hasBot && guild.id : context === InteractionContextType.BotDM && '0'
  return {
    ...(home && { [ApplicationIntegrationType.GuildInstall]: home }),
    ...(hasInstalled && { [ApplicationIntegrationType.UserInstall]: user.id }),
  }
}

/** Where the guild withholds it, what a user has brought along is heard by that user alone. */
export function isHushed(place: Place): boolean {
  const isBroughtAlong = place.guild !== undefined && !place.guild.hasBot
  return isBroughtAlong && (place.permissions & PermissionFlagsBits.UseExternalApps) === 0n
}

/** The part of an interaction that says where it came from, as the bot receives it. */
export function placeParts(world: World, place: Place) {
  const { user, locale, context, guild, guildLocale, channel, permissions } = place
  const common = {
    application_id: world.application.id,
    version: 1,
    channel,
    channel_id: channel.id,
    app_permissions: world.botPermissions.toString(),
    locale,
    entitlements: [],
    attachment_size_limit: largestFileBytes,
    context,
    authorizing_integration_owners: installationsOf(place),
  }
  if (guild === undefined) {
    return { ...common, user }
  }
  return {
    ...common,
    member: { ...guild.members.get(user.id), permissions: permissions.toString() },
    guild: { id: guild.id, locale: guildLocale, features: [] },
    guild_id: guild.id,
    guild_locale: guildLocale,
  }
}

function firstKey(map: ReadonlyMap<string, unknown>): string {
  const [key] = map.keys()
  if (key === undefined) throw new TypeError('The local Discord has none')
  return key
}
