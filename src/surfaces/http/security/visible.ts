import type { Requester } from '../../../access/requester.ts'
import { mayControl, mayRead, type RunAccess } from '../../../access/runs.ts'
import { maySeeMoney, setterRoleFor } from '../../../access/subjects.ts'
import type { SetterRole } from '../../../ledger/budget-limit.ts'
import { bookedSubject, parseSubject, type Subject, userSubject } from '../../../ledger/subject.ts'
import { ProblemError } from '../problem.ts'
import type { Caller } from './caller.ts'

type Manager = Extract<Caller, { kind: 'manager' }>

/** The tenants that are a caller's; undefined: all. */
function tenantsOf(caller: Caller): readonly string[] | undefined {
  switch (caller.kind) {
    case 'operator':
      return undefined
    case 'manager':
      return caller.servers.map(({ tenant }) => tenant)
    case 'key':
      return [caller.spender.tenant]
    default:
      return caller satisfies never
  }
}

/**
 * Whose figures are shown: those that were asked for, or all that the caller may see; undefined: of all tenants.
 *
 * @throws {ProblemError} for somebody else's, and where one of several has to be named.
 */
export function visibleTenant(caller: Caller, asked: string | undefined): string | undefined {
  const tenants = tenantsOf(caller)
  if (!tenants) return asked
  const tenant = asked ?? tenants[0]
  if (tenant === undefined || !tenants.includes(tenant)) throw notYours()
  if (asked === undefined && tenants.length > 1)
    throw new ProblemError({
      status: 400,
      code: 'tenant_missing',
      detail: `tenant: expected one of ${tenants.join(', ')}.`,
    })
  return tenant
}

/** Whether a tenant's things are the caller's to see. */
export function maySee(caller: Caller, tenant: string): boolean {
  return tenantsOf(caller)?.includes(tenant) ?? true
}

/** @throws {ProblemError} for a name that is nobody's, and for somebody else. */
export function visibleSubject(caller: Caller, name: string | undefined): Subject {
  const asked = name ?? visibleTenant(caller, undefined) ?? 'bot'
  const subject = parseSubject(asked.replace(/^(guild|dm|user|app):/, '$1_'))
  if (!subject)
    throw new ProblemError({
      status: 400,
      code: 'invalid_subject',
      detail: 'Expected a subject, such as bot, default, guild_123, dm_123, user_123 or app_shop.',
    })
  if (!maySeeSubject(caller, subject)) throw notYours()
  return subject
}

function maySeeSubject(caller: Caller, subject: Subject): boolean {
  switch (caller.kind) {
    case 'operator':
      return true
    case 'manager':
      return requestersOf(caller).some((requester) => maySeeMoney(requester, subject))
    case 'key':
      return (
        subject.name === caller.spender.tenant ||
        (subject.kind === 'user' && subject.user === caller.spender.user)
      )
    default:
      return caller satisfies never
  }
}

/** Whether a caller may be told what somebody is called on Discord: who manages a server meets its members in its figures. */
export function mayName(caller: Caller, subject: Subject): boolean {
  return maySeeSubject(caller, subject) || (caller.kind === 'manager' && 'user' in subject)
}

/** All whose budgets are the caller's to see; undefined: everybody's. */
export function visibleSubjects(caller: Caller): readonly Subject[] | undefined {
  return tenantsOf(caller)?.map(bookedSubject)
}

/** As whom somebody sets the limits of a subject. @throws {ProblemError} for who does not. */
export function requireSetter(caller: Caller, subject: Subject): { role: SetterRole; by: string } {
  const by = caller.kind === 'key' || !caller.discord ? 'api' : userSubject(caller.discord.user).name
  if (caller.kind === 'operator') return { role: 'owner', by }
  const roles =
    caller.kind === 'manager' ? requestersOf(caller).map((one) => setterRoleFor(one, subject)) : []
  const role = roles.find((found) => found !== undefined)
  if (role) return { role, by }
  throw notYours()
}

/** Whether a run is the caller's to read, or to call off and go on with. */
export function mayUseRun(caller: Caller, run: RunAccess, use: 'read' | 'control'): boolean {
  switch (caller.kind) {
    case 'operator':
      return run.visibility !== 'member' || isOwn(caller, run)
    case 'manager':
      return requestersOf(caller).some((requester) =>
        use === 'read' ? mayRead(requester, run) : mayControl(requester, run),
      )
    case 'key':
      return caller.spender.tenant === run.tenant && (run.visibility !== 'member' || isOwn(caller, run))
    default:
      return caller satisfies never
  }
}

/** What a member has read in private is nobody else's. */
function isOwn(caller: Caller, run: RunAccess): boolean {
  const user = userOf(caller)
  return user !== undefined && user === run.user
}

/** The user that a caller acts as, where it is one. */
export function userOf(caller: Caller): string | undefined {
  return caller.kind === 'key' ? caller.spender.user : caller.discord?.user
}

/** A manager as whoever acts in each of their servers. */
function requestersOf({ discord, servers }: Manager): readonly Requester[] {
  return servers.flatMap(({ tenant }) => {
    const subject = bookedSubject(tenant)
    return subject.kind === 'tenant'
      ? [{ user: discord.user, role: 'manager' as const, tenant: subject }]
      : []
  })
}

/** @throws {ProblemError} for everybody else. */
export function requireOperator(caller: Caller): void {
  if (caller.kind !== 'operator') throw notYours()
}

function notYours(): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'forbidden',
    detail: 'These credentials do not reach that far.',
  })
}
