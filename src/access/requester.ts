import type { TenantSubject } from '../ledger/subject.ts'
import type { Owners } from './owners.ts'

const roles = ['owner', 'manager', 'member'] as const
/** As whom somebody acts: one of the bot's owners, one who manages the server that they act in, or neither. */
export type Role = (typeof roles)[number]

/**
 * As whom a user acts: owners everywhere.
 *
 * @param isManagerHere whether they manage the server that they act in.
 */
export function roleOf(user: string, isManagerHere: boolean, owners: Pick<Owners, 'isOwner'>): Role {
  if (owners.isOwner(user)) return 'owner'
  return isManagerHere ? 'manager' : 'member'
}

/**
 * Who asks for something, and from where.
 *
 * @example
 * ```ts
 * const manager: Requester = { user: '7', role: 'manager', tenant: serverSubject('1') }
 * const roles = [serverSubject('1'), serverSubject('2')].map((server) => setterRoleFor(manager, server))
 * roles // ['manager', undefined]
 * ```
 */
export interface Requester {
  /** The user's id. */
  readonly user: string
  /** The highest that they have. */
  readonly role: Role
  /** Where they act: a server, or their own direct messages. */
  readonly tenant: TenantSubject
  /** The channel that they act in, and so are a reader of; of a public thread, the channel that it is in. */
  readonly channel?: string | undefined
}
