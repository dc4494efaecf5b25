import type { BudgetStatus } from '../ledger/budget-limit.ts'
import type { Period } from '../ledger/period.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { DayCost } from './daily-series.ts'
import { estimatedNanoUsd } from './forecasting/estimate.ts'
import {
  leastDays,
  leastDaysTried,
  type Projection,
  type ProjectionMethod,
} from './forecasting/project-days.ts'
import { meanOf, totalOf } from './forecasting/series.ts'
import { expectedHours, type HourShares, type LimitForecast, limitForecasts } from './limit-forecast.ts'
import { type CalendarDay, daysOf, localDate, periodRange, startOfDayMs } from './period-range.ts'

/** Older days say nothing about the days to come. */
export const mostDaysLookedAt = 180
/** After so many days without any spend what was before them says nothing about the days to come. */
const longestGapDays = 28

export const forecastKinds = ['too_little_data', 'little_data', 'projected'] as const

/** What the month will have cost, if it goes on as of late. Everything to come is an estimate. */
export type Forecast = TooLittleData | ProjectedMonth

interface TooLittleData {
  readonly kind: 'too_little_data'
  /** In the month so far. */
  readonly spentNanoUsd: NanoUsd
  /** Whole days since the first spend; three are needed. */
  readonly daysKnown: number
  /** What is used up already. */
  readonly limits: readonly LimitForecast[]
  readonly limitReachedAtMs: number | undefined
}

interface ProjectedMonth {
  /** `little_data` until fourteen days are known: there is nothing yet to try a projection against. */
  readonly kind: 'little_data' | 'projected'
  readonly spentNanoUsd: NanoUsd
  /** At the end of the month. */
  readonly projectedNanoUsd: NanoUsd
  /** Between these two the month ends four times out of five. */
  readonly lowNanoUsd: NanoUsd
  readonly highNanoUsd: NanoUsd
  /** The mean of the days to come. */
  readonly perDayNanoUsd: NanoUsd
  readonly method: ProjectionMethod
  readonly daysKnown: number
  /** Fewer than are known where the level has changed since: what lies before does not count. */
  readonly daysUsed: number
  /** The first day of a level that differs from the days before it, as ISO 8601. */
  readonly levelSince: string | undefined
  /** Of each limit of the subject: the hour's, the day's, the month's. */
  readonly limits: readonly LimitForecast[]
  /** When the month's limit is used up at this pace: now if it is already; undefined when not in this month. */
  readonly limitReachedAtMs: number | undefined
}

/**
 * The whole days that a projection is made from, oldest first: since the first spend, or since the end of the last gap of four weeks.
 * What was corrected to below zero counts as nothing.
 */
export function knownDays(days: readonly DayCost[], nowMs: number): readonly number[] {
  const costs = days.filter(({ toMs }) => toMs <= nowMs).map(({ costNanoUsd }) => Number(costNanoUsd))
  const known: number[] = []
  let gap = 0
  for (const cost of costs) {
    gap = cost > 0 ? 0 : gap + 1
    if (gap >= longestGapDays) known.length = 0
    else if (known.length > 0 || cost > 0) known.push(Math.max(0, cost))
  }
  return known
}

/** A day of which something is to come. */
export interface DayToCome extends CalendarDay {
  /** What is left of it: 1 but for today. */
  readonly part: number
}

/** Budgets of hours and days are looked at so many days ahead, today included, where the month ends sooner. */
const leastDaysAhead = 31

/** What is left of today, then whole days: to the end of the month, and {@link leastDaysAhead} at least. */
export function daysToCome(nowMs: number, timeZone: string): readonly DayToCome[] {
  const { toMs } = periodRange({ kind: 'month' }, nowMs, timeZone)
  const today = periodRange({ kind: 'days', days: 1 }, nowMs, timeZone)
  const end = localDate(nowMs, timeZone).add({ days: leastDaysAhead })
  const last = Math.max(toMs, startOfDayMs(end, timeZone))
  return daysOf({ fromMs: nowMs, toMs: last }, timeZone).map((day, index) => ({
    ...day,
    part: index === 0 ? (day.toMs - day.fromMs) / (today.toMs - today.fromMs) : 1,
  }))
}

/** What a forecast is made of. */
export interface MonthSoFar {
  /** As {@link knownDays} has them, in nano-dollars. */
  readonly known: readonly number[]
  /** As {@link daysToCome} has them. */
  readonly days: readonly DayToCome[]
  /** Of as many days as are to come; undefined with too few known days. */
  readonly projection: Projection | undefined
  /** The subject's periods. */
  readonly statuses: readonly BudgetStatus[]
  /** Where an hour is limited. */
  readonly shares?: HourShares | undefined
  readonly timeZone: string
  readonly nowMs: number
}

/** Adds what is projected to what is spent. With $2.00 on each of ten days and ten days to go, $20.00 become $40.00. */
export function forecastMonth({
  known,
  days,
  projection,
  statuses,
  shares = [],
  timeZone,
  nowMs,
}: MonthSoFar): Forecast {
  const daysKnown = known.length
  const status = (wanted: Period) => statuses.find(({ period }) => period === wanted)
  const spentNanoUsd = status('month')?.spentNanoUsd ?? 0n
  if (!projection || daysKnown < leastDays) {
    const limits = limitForecasts(statuses, nowMs, { hour: [], day: [], month: [] })
    return { kind: 'too_little_data', spentNanoUsd, daysKnown, limits, limitReachedAtMs: ofMonth(limits) }
  }
  const { method, lowFactor, highFactor, daysUsed } = projection
  const wholeDays = days.map((day, index) => ({ ...day, nanoUsd: projection.days[index] ?? 0 }))
  const toCome = wholeDays.map((day) => ({ ...day, nanoUsd: day.nanoUsd * day.part }))
  const { toMs } = periodRange({ kind: 'month' }, nowMs, timeZone)
  const inMonth = toCome.filter(({ fromMs }) => fromMs < toMs)
  const spend = totalOf(inMonth.map(({ nanoUsd }) => nanoUsd))
  // Where nothing is projected, the mean of all days is what may come after all.
  const surprise = spend > 0 ? spend * highFactor : meanOf(known) * totalOf(inMonth.map(({ part }) => part))
  const hour = status('hour')
  const limits = limitForecasts(statuses, nowMs, {
    hour: hour ? expectedHours(wholeDays, { shares, hourEndMs: hour.resetsAtMs, timeZone }) : [],
    day: toCome,
    month: inMonth,
  })
  return {
    kind: daysKnown < leastDaysTried ? 'little_data' : 'projected',
    spentNanoUsd,
    projectedNanoUsd: spentNanoUsd + estimatedNanoUsd(spend),
    lowNanoUsd: spentNanoUsd + estimatedNanoUsd(spend * lowFactor),
    highNanoUsd: spentNanoUsd + estimatedNanoUsd(surprise),
    perDayNanoUsd: estimatedNanoUsd(meanOf(projection.days.slice(0, inMonth.length))),
    method,
    daysKnown,
    daysUsed,
    levelSince:
      daysUsed < daysKnown ? localDate(nowMs, timeZone).subtract({ days: daysUsed }).toString() : undefined,
    limits,
    limitReachedAtMs: ofMonth(limits),
  }
}

function ofMonth(limits: readonly LimitForecast[]): number | undefined {
  return limits.find(({ period }) => period === 'month')?.reachedAtMs
}
