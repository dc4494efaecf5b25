import type { NanoUsd } from '../../money/nano-usd.ts'
import type { Attribution } from '../attribution.ts'
import { type Period, type PeriodCalendar, periods } from '../period.ts'
import { botSubject, type SubjectKind, userSubject } from '../subject.ts'

/** What holds and entries are counted in: a subject's hour, day or month, a scope's run, or the bot since ever. */
export interface Account extends AccountName {
  /** `<account> <period> <startMs>`; names hold no spaces. */
  readonly key: string
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
  readonly kind: SubjectKind
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
 * subject's own clock.
 */
export function subjectAccounts(
  { tenant, user }: Pick<Attribution, 'tenant' | 'user'>,
  atMs: number,
  calendar: PeriodCalendar,
  timeZoneOf: (subject: string) => string,
): readonly SubjectAccount[] {
  const subjects: (readonly [SubjectKind, string])[] = [
    ['bot', botSubject.name],
    ['tenant', tenant],
  ]
  if (user) subjects.push(['user', userSubject(user).name])
  return subjects.flatMap(([kind, account]) => {
    const timeZone = timeZoneOf(account)
    return periods.map((period) => {
      const { startMs, endMs } = calendar.bounds(period, atMs, timeZone)
      return { kind, account, period, startMs, endMs, key: accountKey({ account, period, startMs }) }
    })
  })
}

export function scopeAccount(account: string): Account {
  return accountOf({ account, period: 'run', startMs: 0 })
}
