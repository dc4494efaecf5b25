import { DiscordApiError } from '../api-error.ts'
import type { GuildState } from '../guild.ts'
import { guildResponse, memberPermissions } from '../guild.ts'
import type { RestRequest, Route } from '../rest/router.ts'
import { parameter } from '../rest/router.ts'
import type { RouteDependencies } from './dependencies.ts'

/** Guilds, their channels, roles and members, to read. */
export function guildRoutes({ world }: RouteDependencies): Route[] {
  const guildOf = (request: RestRequest): GuildState => {
    const guild = world.guilds.get(parameter(request, 'guild'))
    if (guild === undefined) throw new DiscordApiError('unknownGuild')
    if (!guild.hasBot) throw new DiscordApiError('missingAccess')
    return guild
  }
  return [
    {
      method: 'GET',
      pattern: '/users/@me/guilds',
      isForUsers: true,
      handle: ({ query, user }) => ({
        status: 200,
        body: [...world.guilds.values()]
          .filter(({ hasBot, members }) => (user === undefined ? hasBot : members.has(user)))
          .slice(0, Number(query.get('limit') ?? 200))
          .map((guild) => ({
            id: guild.id,
            name: guild.name,
            icon: null,
            banner: null,
            owner: guild.ownerId === (user ?? world.bot.id),
            permissions: (user === undefined
              ? world.botPermissions
              : memberPermissions(guild, user)
            ).toString(),
            features: [],
          })),
      }),
    },
    {
      method: 'GET',
      pattern: '/guilds/:guild',
      handle: (request) => ({ status: 200, body: guildResponse(guildOf(request)) }),
    },
    {
      method: 'GET',
      pattern: '/guilds/:guild/channels',
      handle: (request) => ({ status: 200, body: guildOf(request).channels }),
    },
    {
      method: 'GET',
      pattern: '/guilds/:guild/roles',
      handle: (request) => ({ status: 200, body: guildOf(request).roles }),
    },
    {
      method: 'GET',
      pattern: '/guilds/:guild/members/:user',
      handle: (request) => {
        const member = guildOf(request).members.get(parameter(request, 'user'))
        if (member === undefined) throw new DiscordApiError('unknownMember')
        return { status: 200, body: member }
      },
    },
    {
      method: 'GET',
      pattern: '/channels/:channel/thread-members/:user',
      handle: (request) => {
        const channel = parameter(request, 'channel')
        const user = parameter(request, 'user')
        if (!world.threadMembers.get(channel)?.includes(user)) throw new DiscordApiError('unknownMember')
        return {
          status: 200,
          body: { id: channel, user_id: user, join_timestamp: world.clock.timestamp(), flags: 0 },
        }
      },
    },
    {
      method: 'GET',
      pattern: '/channels/:channel',
      handle: (request) => {
        const state = world.channels.get(parameter(request, 'channel'))
        if (state === undefined) throw new DiscordApiError('unknownChannel')
        return { status: 200, body: state.channel }
      },
    },
  ]
}
