import type { NanoUsd } from '../../money/nano-usd.ts'
import type { Attribution } from '../attribution.ts'
import { type Period, type PeriodCalendar, periods } from '../period.ts'
import { bookedSubject, botSubject, type Subject, userSubject } from '../subject.ts'
import type { TimeRange } from '../summary.ts'
import { type PeriodWindow, windowsAt, type ZoneSpan } from './time-zones.ts'

/** What holds and entries are counted in: a subject's hour, day or month, a scope's run, or the bot since ever. */
export interface Account extends AccountName {
  /** `<account> <period> <startMs>`; names hold no spaces. */
  readonly key: string
  /**
   * Of a period that began before its time zone was in force: the whole of it. A store that has nothing of the account begins
   * it with what was spent and is held in that time.
   */
  readonly reachesBack?: TimeRange | undefined
}

interface AccountName {
  /** The subject's name, or the scope's. */
  readonly account: string
  readonly period: Period | 'run' | 'ever'
  /** 0 for what has no period. */
  readonly startMs: number
}

/** An account of a subject, with what is needed to look up its budget. */
export interface SubjectAccount extends Account {
  readonly subject: Subject
  readonly period: Period
  readonly endMs: number
}

export interface Balance {
  readonly spentNanoUsd: NanoUsd
  readonly heldNanoUsd: NanoUsd
}

/** What accounts gain or lose, each of them the same. */
export interface BalanceChange {
  readonly accounts: readonly Account[]
  readonly change: Balance
}

/** Whose accounts a hold or an entry counts in, and when. */
export interface Counted extends Pick<Attribution, 'tenant' | 'user'> {
  readonly heldAtMs: number
  readonly scopes: readonly string[]
}

export const emptyBalance: Balance = { spentNanoUsd: 0n, heldNanoUsd: 0n }

export function addBalances(a: Balance, b: Balance): Balance {
  return {
    spentNanoUsd: a.spentNanoUsd + b.spentNanoUsd,
    heldNanoUsd: a.heldNanoUsd + b.heldNanoUsd,
  }
}

export function accountOf({ account, period, startMs }: AccountName): Account {
  return { account, period, startMs, key: accountKey({ account, period, startMs }) }
}

export function accountKey({ account, period, startMs }: AccountName): string {
  return `${account} ${period} ${startMs}`
}

/** The bot's spend since the beginning, for whole-dollar milestones. */
export const lifetimeAccount: Account = accountOf({ account: botSubject.name, period: 'ever', startMs: 0 })

/**
 * The periods that a call at a moment belongs to, of everybody whom it counts for, widest first: of
 * `{ tenant: 'guild_1', user: '7' }` the hour, day and month of `bot`, of `guild_1` and of `user_7`, each by the
 * subject's own clock, and by the clock that it had before while a period of that has not ended.
 */
export function subjectAccounts(
  { tenant, user }: Pick<Attribution, 'tenant' | 'user'>,
  atMs: number,
  calendar: PeriodCalendar,
  spansOf: (subject: Subject) => readonly ZoneSpan[],
): readonly SubjectAccount[] {
  const subjects = [botSubject, bookedSubject(tenant), ...(user ? [userSubject(user)] : [])]
  return subjects.flatMap((subject) => {
    const spans = spansOf(subject)
    return periods.flatMap((period) =>
      windowsAt(spans, period, atMs, calendar).map((window) => periodAccount(subject, period, window)),
    )
  })
}

export function periodAccount(
  subject: Subject,
  period: Period,
  { startMs, endMs, reachesBack }: PeriodWindow,
): SubjectAccount {
  const account = accountOf({ account: subject.name, period, startMs })
  const range = { fromMs: startMs, toMs: endMs }
  return { ...account, subject, period, endMs, ...(reachesBack && { reachesBack: range }) }
}

/** Whether more is used of one period than of another, or as much, if anything, for longer. */
export function isFuller(
  a: Balance & { readonly endMs: number },
  b: Balance & { readonly endMs: number },
): boolean {
  const moreNanoUsd = a.spentNanoUsd + a.heldNanoUsd - b.spentNanoUsd - b.heldNanoUsd
  if (moreNanoUsd !== 0n) return moreNanoUsd > 0n
  return a.spentNanoUsd + a.heldNanoUsd > 0n && a.endMs > b.endMs
}

export function scopeAccount(account: string): Account {
  return accountOf({ account, period: 'run', startMs: 0 })
}
