import type { APIApplication, APIUser } from 'discord.js'
import { TeamMemberMembershipState, TeamMemberRole } from 'discord.js'
import type { LocalDiscordOptions } from './options.ts'
import type { KnownUser } from './world.ts'

/** The application, owned by a user or, if the options name one, by a team whose members have all accepted. */
export function buildApplication(
  bot: APIUser,
  options: Pick<LocalDiscordOptions, 'guilds' | 'owner' | 'team'>,
  users: ReadonlyMap<string, KnownUser>,
  firstUserId: string,
  nextId: () => string,
): APIApplication {
  const find = (id: string): APIUser => {
    const known = users.get(id)
    if (known === undefined) throw new TypeError(`No user ${id} among the local users`)
    return known.user
  }
  const application = {
    id: bot.id,
    name: bot.username,
    icon: null,
    description: '',
    summary: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    approximate_guild_count: options.guilds?.length ?? 1,
    tags: [],
    bot,
  }
  const [teamOwner, ...others] = options.team ?? []
  if (teamOwner === undefined) {
    return {
      ...application,
      owner: find(options.owner ?? firstUserId),
      team: null,
    } as unknown as APIApplication
  }
  const teamId = nextId()
  const team = {
    id: teamId,
    name: 'Team',
    icon: null,
    owner_user_id: teamOwner,
    members: [teamOwner, ...others].map((id) => ({
      team_id: teamId,
      user: find(id),
      membership_state: TeamMemberMembershipState.Accepted,
      permissions: ['*'],
      role: TeamMemberRole.Admin,
    })),
  }
  const teamUser = { ...bot, bot: false, id: teamId, username: `team${teamId}`, global_name: null }
  return { ...application, owner: teamUser, team } as unknown as APIApplication
}
