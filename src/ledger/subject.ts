const subjectKinds = ['bot', 'tenant', 'user'] as const
/** Who a budget binds. */
export type SubjectKind = (typeof subjectKinds)[number]

/**
 * Who a budget binds, parsed from its name: `bot`, `guild_<server>`, `dm_<user>`, `user_<user>`, another tenant such as `cli`, or
 * `default` and `dm`, which are no subjects of their own but the budgets that tenants and direct messages have unless they
 * have their own.
 */
export type Subject =
  | { readonly kind: 'bot'; readonly name: string }
  | { readonly kind: 'user'; readonly name: string; readonly user: string }
  | TenantSubject

/** Who pays: a server, one person's direct messages, or another tenant. */
export type TenantSubject =
  | { readonly kind: 'tenant'; readonly place: 'server'; readonly name: string; readonly server: string }
  | {
      readonly kind: 'tenant'
      readonly place: 'direct_messages'
      readonly name: string
      readonly user: string
    }
  | { readonly kind: 'tenant'; readonly place: 'other' | 'default'; readonly name: string }

/** The whole bot. */
export const botSubject: Subject = { kind: 'bot', name: 'bot' }
/** Not a subject of its own: the budgets that tenants have unless they have their own. */
export const defaultSubject: TenantSubject = { kind: 'tenant', place: 'default', name: 'default' }

/** Not a subject of its own: the budgets that each person's direct messages have unless they have their own. */
export const directMessagesDefault: TenantSubject = { kind: 'tenant', place: 'default', name: 'dm' }

/** A Discord server, by its id. */
export function serverSubject(server: string): TenantSubject {
  return { kind: 'tenant', place: 'server', name: `guild_${server}`, server }
}

/** One person's direct messages, by the user's id. */
export function directMessagesSubject(user: string): TenantSubject {
  return { kind: 'tenant', place: 'direct_messages', name: `dm_${user}`, user }
}

/** A user wherever they ask, by the id. */
export function userSubject(user: string): Subject {
  return { kind: 'user', name: `user_${user}`, user }
}

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/

/** The subject of a name; undefined when it names none. */
export function parseSubject(name: string): Subject | undefined {
  if (!namePattern.test(name)) return undefined
  if (name === botSubject.name) return botSubject
  if (name === defaultSubject.name) return defaultSubject
  if (name === directMessagesDefault.name) return directMessagesDefault
  const [, prefix, id = ''] = /^(user|guild|dm)_(.*)$/.exec(name) ?? []
  switch (prefix) {
    case 'user':
      return id === '' ? undefined : userSubject(id)
    case 'guild':
      return id === '' ? otherTenant(name) : serverSubject(id)
    case 'dm':
      return id === '' ? otherTenant(name) : directMessagesSubject(id)
    default:
      return otherTenant(name)
  }
}

/** The subject of a name that the books have: whatever names no other subject is a tenant's. */
export function bookedSubject(name: string): Subject {
  return parseSubject(name) ?? otherTenant(name)
}

function otherTenant(name: string): TenantSubject {
  return { kind: 'tenant', place: 'other', name }
}

/**
 * Whose budgets a subject has while it has none of its own: a tenant `default`'s, direct messages `dm`'s, but an owner's
 * direct messages `default`'s as well; others nobody's.
 */
export function defaultFor(subject: Subject, isOwner: (user: string) => boolean): TenantSubject | undefined {
  if (subject.kind !== 'tenant' || subject.place === 'default') return undefined
  return subject.place === 'direct_messages' && !isOwner(subject.user)
    ? directMessagesDefault
    : defaultSubject
}

/** What kind of subject a name is; undefined when it names none. `default` and `dm` count as tenants. */
export function subjectKind(name: string): SubjectKind | undefined {
  return parseSubject(name)?.kind
}

/** Whether a name can be a tenant: `guild_<id>`, `dm_<id>` or a plain name that is no other subject's. */
export function isTenantName(name: string): boolean {
  const subject = parseSubject(name)
  return subject?.kind === 'tenant' && subject.place !== 'default'
}
