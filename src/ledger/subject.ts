export const subjectKinds = ['bot', 'tenant', 'user'] as const
/** Who a budget binds. */
export type SubjectKind = (typeof subjectKinds)[number]

/** The whole bot as a subject. */
export const botSubject = 'bot'
/** Not a subject of its own: the budgets that tenants have unless they have their own. */
export const defaultSubject = 'default'

export function userSubject(user: string): string {
  return `user_${user}`
}

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/

/** What kind of subject a name is; undefined when it names none. `default` counts as a tenant. */
export function subjectKind(subject: string): SubjectKind | undefined {
  if (!namePattern.test(subject)) return undefined
  if (subject === botSubject) return 'bot'
  if (subject.startsWith('user_')) return subject.length > 'user_'.length ? 'user' : undefined
  return 'tenant'
}

/** Whether a name can be a tenant: `guild_<id>`, `dm_<id>` or a plain name that is no other subject's. */
export function isTenantName(name: string): boolean {
  return subjectKind(name) === 'tenant' && name !== defaultSubject
}
