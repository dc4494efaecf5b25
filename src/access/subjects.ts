import type { SetterRole } from '../ledger/budget-limit.ts'
import type { Subject } from '../ledger/subject.ts'
import type { Requester } from './requester.ts'

const subjectRequirements = ['manager', 'setter', 'owner', 'holder'] as const
/**
 * What somebody must be to a subject: one who may see its money, one who may limit it, one of the bot's owners, or one whose words are
 * kept there.
 */
export type SubjectRequirement = (typeof subjectRequirements)[number]

/** Whether somebody may see what a subject spends: a server's managers and a user's own; all of it the bot's owners. */
export function maySeeMoney(requester: Requester, subject: Subject): boolean {
  if (requester.role === 'owner') return true
  switch (subject.kind) {
    case 'bot':
      return false
    case 'user':
      return subject.user === requester.user
    case 'tenant':
      if (subject.name !== requester.tenant.name) return false
      return subject.place === 'direct_messages' || requester.role === 'manager'
    default:
      return subject satisfies never
  }
}

/**
 * As whom somebody sets the limits of a subject: owners all, managers those of their own server; undefined: not at all. Of direct
 * messages and of one's own limit, seeing is not setting.
 */
export function setterRoleFor(requester: Requester, subject: Subject): SetterRole | undefined {
  if (requester.role === 'owner') return 'owner'
  const isServer = subject.kind === 'tenant' && subject.place === 'server'
  return isServer && requester.role === 'manager' && subject.name === requester.tenant.name
    ? 'manager'
    : undefined
}

/**
 * Whether somebody may have all words of a subject forgotten: everybody their own; those who manage a server, and owners who act in it,
 * the server's.
 */
function mayForget(requester: Requester, subject: Subject): boolean {
  switch (subject.kind) {
    case 'bot':
      return false
    case 'user':
      return subject.user === requester.user
    case 'tenant':
      return (
        subject.place === 'server' && subject.name === requester.tenant.name && requester.role !== 'member'
      )
    default:
      return subject satisfies never
  }
}

/** Whether somebody is to a subject what is required. */
export function meetsForSubject(
  requirement: SubjectRequirement,
  requester: Requester,
  subject: Subject,
): boolean {
  switch (requirement) {
    case 'manager':
      return maySeeMoney(requester, subject)
    case 'setter':
      return setterRoleFor(requester, subject) !== undefined
    case 'owner':
      return requester.role === 'owner'
    case 'holder':
      return mayForget(requester, subject)
    default:
      return requirement satisfies never
  }
}
