import type { APIApplication, APIChannel, APIUser } from 'discord.js'
import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { buildApplication } from './application.ts'
import type { EmulatorClock } from './clock.ts'
import { buildGuild, type GuildState } from './guild.ts'
import type { LocalDiscordOptions, LocalUser } from './options.ts'
import { createSnowflakes, requireSnowflake } from './snowflake.ts'

export interface KnownUser {
  user: APIUser
  locale: string
  hasInstalled: boolean
}

/** Where messages go. A direct message channel has a recipient, a guild's channel has a guild. */
export interface ChannelState {
  channel: APIChannel
  guildId: string | undefined
  recipientId: string | undefined
  /** The bot may not write here. */
  isForbidden: boolean
  /** Of direct messages of several people: who they are. */
  groupIds?: readonly string[]
}

/** Everything that exists besides messages, commands and interactions. */
export interface World {
  clock: EmulatorClock
  nextId(): string
  token: string
  application: APIApplication
  bot: APIUser
  botPermissions: bigint
  users: Map<string, KnownUser>
  guilds: Map<string, GuildState>
  channels: Map<string, ChannelState>
  /** Who has been let into private threads, by thread. */
  threadMembers: Map<string, readonly string[]>
  /** Users who take no direct messages from the bot. */
  closedDirectMessages: Set<string>
  logIns: LogIns
}

/** Users who log in elsewhere with their account. */
interface LogIns {
  clientSecret: string
  /** Who sits at the browser and says yes. */
  visitor: string
  /** By code, which is good once: who has said yes, and for which address. */
  codes: Map<string, { user: string; redirectUri: string }>
  /** By access token. */
  users: Map<string, string>
}

const ordinaryBotPermissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.UseExternalEmojis

export function createWorld(options: LocalDiscordOptions, clock: EmulatorClock): World {
  const nextId = createSnowflakes(clock.now)
  const localUsers: readonly LocalUser[] = options.users ?? [{ id: nextId(), username: 'member' }]
  const users = new Map(
    localUsers.map((local) => [
      requireSnowflake(local.id, `user ${local.username}`),
      {
        user: buildUser(local),
        locale: local.locale ?? 'en-US',
        hasInstalled: local.hasInstalled ?? false,
      },
    ]),
  )
  const firstUser = localUsers[0]
  if (firstUser === undefined) throw new TypeError('users: expected at least one user')
  const bot: APIUser = { ...buildUser({ id: nextId(), username: 'autointel' }), bot: true }
  const world: World = {
    clock,
    nextId,
    token: `${Buffer.from(bot.id).toString('base64url')}.local.discord-token`,
    application: buildApplication(bot, options, users, firstUser.id, nextId),
    bot,
    botPermissions: options.botPermissions ?? ordinaryBotPermissions,
    users,
    guilds: new Map(),
    channels: new Map(),
    closedDirectMessages: new Set(),
    logIns: {
      clientSecret: `local-client-secret-${nextId()}`,
      visitor: firstUser.id,
      codes: new Map(),
      users: new Map(),
    },
    threadMembers: new Map(
      (options.guilds ?? []).flatMap(({ channels = [] }) =>
        channels.flatMap(({ threads = [] }) => threads.map(({ id, members = [] }) => [id, members] as const)),
      ),
    ),
  }
  for (const local of options.guilds ?? [{ id: nextId(), name: 'Guild' }]) {
    const guild = buildGuild(local, world, firstUser.id)
    world.guilds.set(guild.id, guild)
    for (const channel of [...guild.channels, ...guild.threads]) {
      world.channels.set(channel.id, {
        channel,
        guildId: guild.id,
        recipientId: undefined,
        isForbidden: !guild.hasBot,
      })
    }
  }
  for (const { id, members } of options.groups ?? []) {
    const recipients = members.flatMap((user) => users.get(user)?.user ?? [])
    world.channels.set(requireSnowflake(id, 'group'), {
      channel: { id, type: ChannelType.GroupDM, name: null, recipients, last_message_id: null },
      guildId: undefined,
      recipientId: undefined,
      isForbidden: true,
      groupIds: members,
    })
  }
  return world
}

function buildUser({ id, username, globalName }: LocalUser): APIUser {
  return { id, username, global_name: globalName ?? username, discriminator: '0', avatar: null }
}
