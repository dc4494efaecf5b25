import type {
  APIGuildMember,
  APIRole,
  APITextChannel,
  APIThreadChannel,
  GatewayGuildCreateDispatchData,
  GuildHubType,
  GuildMemberFlags,
  Locale,
  RoleFlags,
} from 'discord.js'
import {
  ChannelType,
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  GuildSystemChannelFlags,
  GuildVerificationLevel,
  OverwriteType,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js'
import type { LocalChannel, LocalGuild, LocalMember, LocalThread } from './options.ts'
import { requireSnowflake } from './snowflake.ts'
import type { World } from './world.ts'

export interface GuildState {
  id: string
  name: string
  ownerId: string
  locale: string
  /** The application is installed here. */
  hasBot: boolean
  channels: APITextChannel[]
  threads: APIThreadChannel[]
  roles: APIRole[]
  members: Map<string, APIGuildMember>
}

/** What everybody in a guild may do. */
const everyonePermissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps

/** Special permissions of a member become a role of their own, so that every way of asking gives the same answer. */
export function buildGuild(local: LocalGuild, world: World, firstUserId: string): GuildState {
  const { nextId, users, bot, clock } = world
  requireSnowflake(local.id, `guild ${local.name}`)
  const everyone = buildRole(local.id, '@everyone', everyonePermissions & ~(local.withheld ?? 0n), 0)
  const botRole = { ...buildRole(nextId(), bot.username, world.botPermissions, 1), managed: true }
  const channels: readonly LocalChannel[] = local.channels ?? [{ id: nextId(), name: 'general' }]
  const guild: GuildState = {
    id: local.id,
    name: local.name,
    ownerId: local.owner ?? firstUserId,
    locale: local.locale ?? 'en-US',
    hasBot: !local.isWithoutBot,
    channels: channels.map((channel, position) => buildChannel(channel, local.id, position)),
    threads: channels.flatMap(({ id, threads = [] }) =>
      threads.map((thread) => buildThread(thread, { guildId: local.id, parentId: id, ownerId: bot.id })),
    ),
    roles: [everyone, botRole],
    members: new Map(local.isWithoutBot ? [] : [[bot.id, buildMember(bot, [botRole.id], clock.timestamp())]]),
  }
  for (const { user: id, permissions, nickname } of local.members ?? [...users.keys()].map(plainMember)) {
    const known = users.get(id)
    if (known === undefined) throw new TypeError(`guild ${local.name}: no user ${id} among the local users`)
    const role = permissions && buildRole(nextId(), `role of ${id}`, permissions, guild.roles.length)
    if (role) guild.roles.push(role)
    const member = buildMember(known.user, role ? [role.id] : [], clock.timestamp())
    guild.members.set(id, { ...member, nick: nickname ?? null })
  }
  return guild
}

function plainMember(user: string): LocalMember {
  return { user }
}

/** What the member may do in the guild: everything for its owner, else the sum of the roles. */
export function memberPermissions(guild: GuildState, userId: string): bigint {
  if (guild.ownerId === userId) return PermissionsBitField.All
  const roleIds = [guild.id, ...(guild.members.get(userId)?.roles ?? [])]
  return guild.roles
    .filter(({ id }) => roleIds.includes(id))
    .reduce((sum, { permissions }) => sum | BigInt(permissions), 0n)
}

/** The guild as REST gives it. */
export function guildResponse(guild: GuildState) {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    region: null,
    afk_channel_id: null,
    afk_timeout: 300 as const,
    widget_enabled: false,
    verification_level: GuildVerificationLevel.None,
    default_message_notifications: GuildDefaultMessageNotifications.AllMessages,
    explicit_content_filter: GuildExplicitContentFilter.Disabled,
    roles: guild.roles,
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: GuildMFALevel.None,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: GuildSystemChannelFlags.SuppressJoinNotifications,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: GuildPremiumTier.None,
    preferred_locale: guild.locale as Locale,
    public_updates_channel_id: null,
    nsfw_level: GuildNSFWLevel.Default,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    hub_type: null as GuildHubType | null,
    incidents_data: null,
  }
}

/** The guild as the gateway announces it. Without the members intent the bot is told of itself alone. */
export function guildCreateDispatch(guild: GuildState, botId: string): GatewayGuildCreateDispatchData {
  const self = guild.members.get(botId)
  return {
    ...guildResponse(guild),
    joined_at: self?.joined_at ?? '',
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: self === undefined ? [] : [self],
    channels: guild.channels,
    threads: guild.threads,
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}

function buildChannel(
  { id, name, isHidden = false }: LocalChannel,
  guildId: string,
  position: number,
): APITextChannel {
  const hidden = {
    id: guildId,
    type: OverwriteType.Role as const,
    allow: '0',
    deny: `${PermissionFlagsBits.ViewChannel}`,
  }
  return {
    id: requireSnowflake(id, `channel ${name}`),
    name,
    guild_id: guildId,
    position,
    type: ChannelType.GuildText,
    permission_overwrites: isHidden ? [hidden] : [],
    nsfw: false,
    parent_id: null,
    topic: null,
    last_message_id: null,
    rate_limit_per_user: 0,
  }
}

export function buildThread(
  { id, name, isPrivate = false }: LocalThread,
  { guildId, parentId, ownerId }: { guildId: string; parentId: string; ownerId: string },
): APIThreadChannel {
  return {
    id: requireSnowflake(id, `thread ${name}`),
    name,
    type: isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread,
    guild_id: guildId,
    parent_id: parentId,
    owner_id: ownerId,
    last_message_id: null,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    rate_limit_per_user: 0,
    applied_tags: [],
    thread_metadata: {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: new Date(0).toISOString(),
      locked: false,
    },
  }
}

function buildRole(id: string, name: string, permissions: bigint, position: number): APIRole {
  return {
    id,
    name,
    position,
    permissions: permissions.toString(),
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0 as RoleFlags,
  }
}

function buildMember(
  user: NonNullable<APIGuildMember['user']>,
  roles: string[],
  joinedAt: string,
): APIGuildMember {
  return {
    user,
    roles,
    joined_at: joinedAt,
    deaf: false,
    mute: false,
    flags: 0 as GuildMemberFlags,
    nick: null,
    avatar: null,
  }
}
