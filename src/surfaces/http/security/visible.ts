import { parseSubject, type Subject } from '../../../ledger/subject.ts'
import { ProblemError } from '../problem.ts'
import type { Caller } from './caller.ts'

/**
 * Whose figures are shown: those that were asked for, or all that the caller may see; undefined: of all tenants.
 *
 * @throws {ProblemError} for somebody else's.
 */
export function visibleTenant(caller: Caller, asked: string | undefined): string | undefined {
  if (caller.kind === 'operator') return asked
  const { tenant } = caller.spender
  if (asked !== undefined && asked !== tenant) throw notYours()
  return tenant
}

/** Whether a tenant's things are the caller's to see. */
export function maySee(caller: Caller, tenant: string): boolean {
  return caller.kind === 'operator' || caller.spender.tenant === tenant
}

/** @throws {ProblemError} for a name that is nobody's, and for somebody else. */
export function visibleSubject(caller: Caller, name: string | undefined): Subject {
  const own = caller.kind === 'key' ? caller.spender.tenant : 'bot'
  const subject = parseSubject((name ?? own).replace(/^(guild|dm|user|app):/, '$1_'))
  if (!subject)
    throw new ProblemError({
      status: 400,
      code: 'invalid_subject',
      detail: 'Expected a subject, such as bot, default, guild_123, dm_123, user_123 or app_shop.',
    })
  const isOwn =
    caller.kind === 'key' &&
    (subject.name === caller.spender.tenant ||
      (subject.kind === 'user' && subject.user === caller.spender.user))
  if (caller.kind !== 'operator' && !isOwn) throw notYours()
  return subject
}

/** @throws {ProblemError} for everybody else. */
export function requireOperator(caller: Caller): void {
  if (caller.kind !== 'operator') throw notYours()
}

function notYours(): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'forbidden',
    detail: 'These credentials do not reach that far: they are those of one tenant.',
  })
}
