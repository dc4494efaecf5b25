import { meanOf, usualBoundOf } from './series.ts'

/** What a day costs by its series, and what it stays under; in the unit of the series. */
export interface DayBound {
  readonly usual: number
  readonly bound: number
}

/** What the day after these days is expected to cost, and what it stays under in 99 of 100 cases. */
export type SeasonalBound = (days: readonly number[]) => { readonly expected: number; readonly upper: number }

export const boundCertainty = 0.99
/** With fewer days nothing is usual yet. */
const leastDays = 3
/** With fewer days a weekly pattern cannot be told from chance. */
export const leastDaysForPattern = 28
const leastFactor = 1.5
const factorOfMean = 2
const weekDays = 7
/** How far below the cheapest of the same days of the week a day can be expected. */
const lowestExpected = 0.8

/** Of so many days the days with spend tell what such a day costs. */
const latestDays = 90
const leastSpendingDays = 3
/** A third of days without any spend: what a day costs depends on whether anything happens on it. */
const sparseShare = 1 / 3

function isSparse(days: readonly number[]): boolean {
  const latest = days.slice(-leastDaysForPattern)
  return latest.filter((day) => day === 0).length >= latest.length * sparseShare
}

/**
 * The bound of a day by the days before it: from their weekly pattern, trend and spread, and at least half above what is expected; twice
 * the mean of fourteen days while there are fewer than {@link leastDaysForPattern}. Where
 * many days pass without spend, days with spend are compared with each other. Undefined while nothing is usual yet.
 *
 * @param days whole days, oldest first.
 */
export function dayBound(days: readonly number[], seasonal?: SeasonalBound): DayBound | undefined {
  if (days.length < leastDays) return undefined
  const spending = days.slice(-latestDays).filter((day) => day > 0)
  if (isSparse(days)) return sparseBound(spending)
  if (!seasonal || days.length < leastDaysForPattern) {
    const usual = meanOf(days.slice(-2 * weekDays))
    return { usual, bound: factorOfMean * usual }
  }
  const { expected, upper } = seasonal(days)
  return { usual: expected, bound: Math.max(upper, leastFactor * expected) }
}

/** Days with spend are compared with each other: of few of them, twice their mean. */
function sparseBound(spending: readonly number[]): DayBound {
  if (spending.length < leastSpendingDays) {
    const usual = meanOf(spending)
    return { usual, bound: factorOfMean * usual }
  }
  const { usual, bound } = usualBoundOf(spending)
  return { usual, bound: Math.max(bound, leastFactor * usual) }
}

/** Whether it is worth to fit a pattern: what is not above the same day of any of the latest weeks is not above what they lead to. */
export function mayStandOut(days: readonly number[], spent: number): boolean {
  if (days.length < leastDaysForPattern || isSparse(days)) return true
  const sameDays = [1, 2, 3, 4].map((weeks) => days.at(-weeks * weekDays) ?? 0)
  return spent > leastFactor * lowestExpected * Math.min(...sameDays)
}
