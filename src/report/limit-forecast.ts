import type { BudgetStatus } from '../ledger/budget-limit.ts'
import type { Period } from '../ledger/period.ts'
import type { SeriesPoint, TimeRange } from '../ledger/summary.ts'
import type { NanoUsd } from '../money/nano-usd.ts'

/** When a budget is used up, if spend goes on as of late. */
export interface LimitForecast {
  readonly period: Period
  readonly limitNanoUsd: NanoUsd
  /** In the running period. */
  readonly spentNanoUsd: NanoUsd
  /** In the running period or, of hours and days, a coming one; now if it is used up already; undefined when not within the days looked at. */
  readonly reachedAtMs: number | undefined
}

/** A time to come and what it is expected to cost, in nano-dollars: an estimate. */
export interface ExpectedSpend extends TimeRange {
  readonly nanoUsd: number
}

/** Of a day's spend, the part that falls into each hour that its clocks show. */
export type HourShares = readonly number[]

const hoursOfDay = 24
const hourMs = 3_600_000

/** Without any spend every hour is like the others. */
export function hourShares(hours: readonly SeriesPoint[], timeZone: string): HourShares {
  const sums = Array.from({ length: hoursOfDay }, () => 0)
  for (const { startMs, spentNanoUsd } of hours) {
    const hour = localHour(startMs, timeZone)
    sums[hour] = (sums[hour] ?? 0) + Math.max(0, Number(spentNanoUsd))
  }
  const total = sums.reduce((sum, one) => sum + one, 0)
  return sums.map((sum) => (total > 0 ? sum / total : 1 / hoursOfDay))
}

/** Whole days by their hours; the first day from `nowMs` on, whose running hour ends at `hourEndMs`. */
export function expectedHours(
  days: readonly ExpectedSpend[],
  { shares, hourEndMs, timeZone }: { shares: HourShares; hourEndMs: number; timeZone: string },
): readonly ExpectedSpend[] {
  const hours: ExpectedSpend[] = []
  for (const [index, { fromMs, toMs, nanoUsd }] of days.entries()) {
    let startMs = fromMs
    let endMs = index === 0 ? hourEndMs : fromMs + hourMs
    while (startMs < toMs) {
      const part = (endMs - startMs) / hourMs
      const share = shares[localHour(startMs, timeZone)] ?? 0
      hours.push({ fromMs: startMs, toMs: endMs, nanoUsd: nanoUsd * share * part })
      startMs = endMs
      endMs = startMs + hourMs
    }
  }
  return hours
}

function localHour(atMs: number, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).hour
}

type Limited = BudgetStatus & { readonly budget: NonNullable<BudgetStatus['budget']> }

/** @param expected what is to come from now on, by the budget's period: days of the month, days, or hours; none where nothing is known. */
export function limitForecasts(
  statuses: readonly BudgetStatus[],
  nowMs: number,
  expected: Readonly<Record<Period, readonly ExpectedSpend[]>>,
): readonly LimitForecast[] {
  return statuses
    .filter((status): status is Limited => status.budget !== undefined)
    .map(({ period, budget: { limitNanoUsd }, spentNanoUsd }) => {
      const limit = Number(limitNanoUsd)
      const left = Number(limitNanoUsd - spentNanoUsd)
      return { period, limitNanoUsd, spentNanoUsd, reachedAtMs: reachedAt(period, limit, left) }
    })

  function reachedAt(period: Period, limit: number, left: number): number | undefined {
    if (left <= 0) return nowMs
    const toCome = expected[period]
    if (period === 'month') return reachedWithin(toCome, left)
    const [running, ...later] = toCome
    if (!running) return undefined
    const first = reachedWithin([running], left)
    if (first !== undefined) return first
    for (const one of later) {
      const reachedAtMs = reachedWithin([one], limit)
      if (reachedAtMs !== undefined) return reachedAtMs
    }
    return undefined
  }
}

/** Within each money goes evenly. */
function reachedWithin(times: readonly ExpectedSpend[], leftNanoUsd: number): number | undefined {
  let left = leftNanoUsd
  for (const { fromMs, toMs, nanoUsd } of times) {
    // A millionth of a cent lost in the sums does not save a budget.
    if (nanoUsd > 0 && nanoUsd >= left - 1)
      return Math.round(fromMs + (toMs - fromMs) * Math.min(1, left / nanoUsd))
    left -= nanoUsd
  }
  return undefined
}
