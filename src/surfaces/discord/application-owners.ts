import type { REST } from '@discordjs/rest'
import {
  type APIApplication,
  type APITeam,
  Routes,
  TeamMemberMembershipState,
  TeamMemberRole,
} from 'discord.js'
import type { Logger } from 'pino'
import type { Owners } from './owners.ts'

/** Roles in a team that may change what the bot does; the team's owner has none and always may. */
const responsibleRoles: readonly TeamMemberRole[] = [TeamMemberRole.Admin, TeamMemberRole.Developer]

export interface ApplicationOwners extends Owners {
  /** Asks Discord anew; keeps what was known when it does not answer. */
  refresh(): Promise<void>
}

/** Those whom the operator names, and the application's owner, or the responsible members of the team that owns it. */
export function createApplicationOwners(
  application: APIApplication,
  {
    rest,
    ownerIds,
    log,
  }: { readonly rest: REST; readonly ownerIds: readonly string[]; readonly log: Logger },
): ApplicationOwners {
  let ids = ownersOf(application, ownerIds)
  return {
    ids: () => ids,
    isOwner: (user) => ids.includes(user),
    async refresh() {
      try {
        ids = ownersOf(await fetchApplication(rest), ownerIds)
      } catch (error) {
        log.warn({ err: error }, 'the application’s owners could not be asked for; those known are kept')
      }
    },
  }
}

export async function fetchApplication(rest: REST): Promise<APIApplication> {
  return (await rest.get(Routes.currentApplication())) as APIApplication
}

function ownersOf({ owner, team }: APIApplication, ownerIds: readonly string[]): readonly string[] {
  const named = team ? responsibleMembers(team) : owner ? [owner.id] : []
  return [...new Set([...ownerIds, ...named])]
}

function responsibleMembers({ owner_user_id, members }: APITeam): readonly string[] {
  const responsible = members.filter(
    ({ membership_state, role }) =>
      membership_state === TeamMemberMembershipState.Accepted && responsibleRoles.includes(role),
  )
  return [owner_user_id, ...responsible.map(({ user }) => user.id)]
}
