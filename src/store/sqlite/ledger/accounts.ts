import type { Attribution } from '../../../ledger/attribution.ts'
import { type Period, type PeriodCalendar, periods } from '../../../ledger/period.ts'
import { botSubject, type SubjectKind, userSubject } from '../../../ledger/subject.ts'

/** One row of `balances` that a hold or entry counts in. */
export interface Account {
  readonly account: string
  readonly period: Period | 'run'
  readonly startMs: number
}

/** An account of a subject, with what is needed to look up its budget. */
export interface SubjectAccount extends Account {
  readonly kind: SubjectKind
  readonly period: Period
  readonly endMs: number
}

/** The subjects of an attribution, widest first. */
export function subjectsOf(
  attribution: Pick<Attribution, 'tenant' | 'user'>,
): readonly (readonly [SubjectKind, string])[] {
  const subjects: (readonly [SubjectKind, string])[] = [
    ['bot', botSubject.name],
    ['tenant', attribution.tenant],
  ]
  if (attribution.user) subjects.push(['user', userSubject(attribution.user).name])
  return subjects
}

export function subjectAccounts(
  attribution: Pick<Attribution, 'tenant' | 'user'>,
  atMs: number,
  calendar: PeriodCalendar,
  timeZoneOf: (subject: string) => string,
): readonly SubjectAccount[] {
  return subjectsOf(attribution).flatMap(([kind, account]) => {
    const timeZone = timeZoneOf(account)
    return periods.map((period) => ({ kind, account, period, ...calendar.bounds(period, atMs, timeZone) }))
  })
}

export function scopeAccount(account: string): Account {
  return { account, period: 'run', startMs: 0 }
}
