import type { REST } from '@discordjs/rest'
import {
  type APIApplication,
  type APITeamMember,
  Routes,
  TeamMemberMembershipState,
  TeamMemberRole,
} from 'discord.js'
import type { Logger } from 'pino'
import { type Owners, ownerIdsOf, ownersFrom, type Proprietor, type TeamMember } from '../../access/owners.ts'

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
  let ids = ownerIdsOf(ownerIds, proprietorOf(application))
  return {
    ...ownersFrom(() => ids),
    async refresh() {
      try {
        ids = ownerIdsOf(ownerIds, proprietorOf(await fetchApplication(rest)))
      } catch (error) {
        log.warn({ err: error }, 'the application’s owners could not be asked for; those known are kept')
      }
    },
  }
}

export async function fetchApplication(rest: REST): Promise<APIApplication> {
  return (await rest.get(Routes.currentApplication())) as APIApplication
}

function proprietorOf({ owner, team }: APIApplication): Proprietor | undefined {
  if (team) return { kind: 'team', owner: team.owner_user_id, members: team.members.map(toTeamMember) }
  return owner && { kind: 'person', user: owner.id }
}

function toTeamMember({ user, role, membership_state }: APITeamMember): TeamMember {
  return {
    user: user.id,
    isResponsible: responsibleRoles.includes(role),
    hasAccepted: membership_state === TeamMemberMembershipState.Accepted,
  }
}
