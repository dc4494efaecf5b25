import type { NanoUsd } from '../../money/nano-usd.ts'
import { type Alert, type AlertPlace, type ThresholdPercent, thresholdsPercent } from '../alert.ts'
import type { BudgetChange, BudgetStatus } from '../budget-limit.ts'
import type { Period } from '../period.ts'
import type { SubjectAccount } from './accounts.ts'
import type { BooksView } from './decision.ts'

/** The thresholds that are watched for a period: of an hour only that it is used up. */
function thresholdsOf(period: Period): readonly [ThresholdPercent, ...ThresholdPercent[]] {
  return period === 'hour' ? [100] : thresholdsPercent
}

/**
 * The highest threshold that `spent` of `limit` has reached, undefined below the first: of a day's 20.00, 50 from
 * 10.00 on, 75 from 15.00, 90 from 18.00, 100 from 20.00. A limit of zero is reached by the first spend.
 */
export function thresholdReached(
  period: Period,
  spentNanoUsd: NanoUsd,
  limitNanoUsd: NanoUsd,
): ThresholdPercent | undefined {
  if (spentNanoUsd <= 0n) return undefined
  const hasReached = (percent: ThresholdPercent) => spentNanoUsd * 100n >= limitNanoUsd * BigInt(percent)
  const thresholds = thresholdsOf(period)
  // Most calls reach none.
  return hasReached(thresholds[0]) ? thresholds.findLast(hasReached) : undefined
}

/**
 * The alerts that the spend of these accounts now calls for: of the highest threshold that each has reached, unless
 * that or a higher one has its alert already. A jump from 40 to 92 % raises one, for 90; the next spend at 95 %
 * raises none. After a move to another time zone a subject's day counts in two days for a while: together they raise
 * what the fuller one calls for, once.
 *
 * @param accounts those of one subject and kind of period beside each other
 * @param addedNanoUsd what is being booked to each of the accounts.
 */
export function alertsToRaise(
  books: Pick<BooksView, 'balanceOf' | 'budgetOf' | 'highestAlertOf'>,
  accounts: readonly SubjectAccount[],
  addedNanoUsd: NanoUsd,
  atMs: number,
): readonly Omit<Alert, 'id'>[] {
  return ofEachPeriod(accounts).flatMap((group) => alertOf(books, group, addedNanoUsd, atMs) ?? [])
}

function ofEachPeriod(accounts: readonly SubjectAccount[]): readonly (readonly SubjectAccount[])[] {
  const groups: SubjectAccount[][] = []
  for (const account of accounts) {
    const [first] = groups.at(-1) ?? []
    if (first?.account === account.account && first.period === account.period) groups.at(-1)?.push(account)
    else groups.push([account])
  }
  return groups
}

/** @param accounts of one subject and kind of period. */
function alertOf(
  books: Pick<BooksView, 'balanceOf' | 'budgetOf' | 'highestAlertOf'>,
  accounts: readonly SubjectAccount[],
  addedNanoUsd: NanoUsd,
  atMs: number,
): Omit<Alert, 'id'> | undefined {
  const [first] = accounts
  const budget = first && books.budgetOf(first.subject, first.period)
  if (!budget) return undefined
  const { limitNanoUsd, revision } = budget
  const filled = accounts.map((account) => ({ account, ...books.balanceOf(account) }))
  const { account: fullest, spentNanoUsd: before } = filled.reduce((a, b) =>
    b.spentNanoUsd > a.spentNanoUsd ? b : a,
  )
  const spentNanoUsd = before + addedNanoUsd
  const { subject, period } = fullest
  const thresholdPercent = thresholdReached(period, spentNanoUsd, limitNanoUsd)
  if (thresholdPercent === undefined) return undefined
  const placeOf = ({ startMs }: SubjectAccount): AlertPlace => ({
    subject,
    period,
    periodStartMs: startMs,
    revision,
  })
  if (accounts.some((account) => books.highestAlertOf(placeOf(account)) >= thresholdPercent)) return undefined
  return { ...placeOf(fullest), thresholdPercent, spentNanoUsd, limitNanoUsd, createdAtMs: atMs }
}

/** The alert that a limit calls for which was lowered to what is spent of its period, or below: that it is used up. */
export function alertOfLowered(
  { subject, period, budget, spentNanoUsd, startMs }: BudgetStatus,
  { previousLimitNanoUsd }: Pick<BudgetChange, 'previousLimitNanoUsd'>,
  atMs: number,
): Omit<Alert, 'id'> | undefined {
  if (!budget) return undefined
  const { limitNanoUsd, revision } = budget
  if (previousLimitNanoUsd !== undefined && limitNanoUsd >= previousLimitNanoUsd) return undefined
  if (thresholdReached(period, spentNanoUsd, limitNanoUsd) !== 100) return undefined
  const place = { subject, period, periodStartMs: startMs, revision }
  return { ...place, thresholdPercent: 100, spentNanoUsd, limitNanoUsd, createdAtMs: atMs }
}
