/** Who owns the bot: may set every budget and gets the alerts. */
export interface Owners {
  /** User ids, at least one unless it is not known whose the bot is. */
  ids(): readonly string[]
  isOwner(user: string): boolean
}

/** Whose the bot is where it is registered, by the ids of users. */
export type Proprietor =
  | { readonly kind: 'person'; readonly user: string }
  | { readonly kind: 'team'; readonly owner: string; readonly members: readonly TeamMember[] }

export interface TeamMember {
  readonly user: string
  /** May change what the bot does, which those who only look on may not. */
  readonly isResponsible: boolean
  /** Has said yes to being in the team. */
  readonly hasAccepted: boolean
}

/**
 * Who owns the bot: those whom the operator names; whom it belongs to; of a team its owner, and its members as far as they are responsible
 * for it. Each once.
 */
export function ownerIdsOf(named: readonly string[], proprietor: Proprietor | undefined): readonly string[] {
  return [...new Set([...named, ...(proprietor ? responsibleFor(proprietor) : [])])]
}

function responsibleFor(proprietor: Proprietor): readonly string[] {
  if (proprietor.kind === 'person') return [proprietor.user]
  const responsible = proprietor.members.filter(
    ({ isResponsible, hasAccepted }) => isResponsible && hasAccepted,
  )
  return [proprietor.owner, ...responsible.map(({ user }) => user)]
}

/** What Discord tells of an application that matters here: https://discord.com/developers/docs/resources/application (2026-11). */
export interface ToldApplication {
  readonly owner?: { readonly id: string } | undefined
  readonly team?: {
    readonly owner_user_id: string
    readonly members: readonly {
      readonly user: { readonly id: string }
      readonly role: string
      readonly membership_state: number
    }[]
  } | null
}

/** Roles in a team that may change what the bot does; the team's owner has none and always may. */
const responsibleRoles: readonly string[] = ['admin', 'developer']
const accepted = 2

export function proprietorOf({ owner, team }: ToldApplication): Proprietor | undefined {
  if (!team) return owner && { kind: 'person', user: owner.id }
  const members = team.members.map(({ user, role, membership_state }) => ({
    user: user.id,
    isResponsible: responsibleRoles.includes(role),
    hasAccepted: membership_state === accepted,
  }))
  return { kind: 'team', owner: team.owner_user_id, members }
}

/** The owners as they are known at each moment. */
export function ownersFrom(ids: () => readonly string[]): Owners {
  return { ids, isOwner: (user) => ids().includes(user) }
}
