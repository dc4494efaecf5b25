import type { BudgetLimit, SetterRole } from './budget-limit.ts'
import type { Subject } from './subject.ts'

export interface SetTimeZoneRequest {
  /** A subject, or `default` for all that have no zone of their own. */
  readonly subject: Subject
  /** IANA name. */
  readonly timeZone: string
  /** Who did it, for the history. */
  readonly by: string
  readonly role: SetterRole
  readonly atMs: number
}

/** A time zone that took the place of another. */
export interface TimeZoneChange extends SetTimeZoneRequest {
  readonly previousTimeZone: string
}

export type SetTimeZoneResult =
  | { readonly kind: 'set'; readonly change: TimeZoneChange }
  | { readonly kind: 'unchanged'; readonly timeZone: string }
  /** An owner has limited the subject; when its periods begin is then an owner's to say. */
  | { readonly kind: 'owners_only'; readonly cap: BudgetLimit }
