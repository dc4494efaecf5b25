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
import { daysOf, periodRange } from './period-range.ts'

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

/** The parts of the days to come in this month: what is left of today, then whole days. */
export function daysToCome(nowMs: number, timeZone: string): readonly number[] {
  const { toMs } = periodRange({ kind: 'month' }, nowMs, timeZone)
  const today = periodRange({ kind: 'days', days: 1 }, nowMs, timeZone)
  const later = daysOf({ fromMs: today.toMs, toMs }, timeZone)
  return [(today.toMs - nowMs) / (today.toMs - today.fromMs), ...later.map(() => 1)]
}

/**
 * Adds what is projected to what is spent. With $2.00 on each of ten days and ten days to go, $20.00 become $40.00.
 *
 * @param known as {@link knownDays} has them, in nano-dollars.
 * @param parts as {@link daysToCome} has them.
 * @param projection of as many days as there are parts; undefined with too few known days.
 */
export function forecastMonth({
  known,
  parts,
  projection,
  spentNanoUsd,
  limitNanoUsd,
  nowMs,
}: {
  readonly known: readonly number[]
  readonly parts: readonly number[]
  readonly projection: Projection | undefined
  readonly spentNanoUsd: NanoUsd
  readonly limitNanoUsd?: NanoUsd | undefined
  readonly nowMs: number
}): Forecast {
  const daysKnown = known.length
  if (!projection || daysKnown < leastDays) return { kind: 'too_little_data', spentNanoUsd, daysKnown }
  const { method, lowFactor, highFactor } = projection
  const days = parts.map((part, index) => part * (projection.days[index] ?? 0))
  const toCome = totalOf(days)
  // Where nothing is projected, the mean of all days is what may come after all.
  const surprise = toCome > 0 ? toCome * highFactor : meanOf(known) * totalOf(parts)
  return {
    kind: daysKnown < leastDaysTried ? 'little_data' : 'projected',
    spentNanoUsd,
    projectedNanoUsd: spentNanoUsd + estimatedNanoUsd(toCome),
    lowNanoUsd: spentNanoUsd + estimatedNanoUsd(toCome * lowFactor),
    highNanoUsd: spentNanoUsd + estimatedNanoUsd(surprise),
    perDayNanoUsd: estimatedNanoUsd(meanOf(projection.days)),
    method,
    daysKnown,
    limitReachedAtMs:
      limitNanoUsd === undefined
        ? undefined
        : limitReachedAt(Number(limitNanoUsd - spentNanoUsd), days, parts, nowMs),
  }
}

/** Within a day money goes evenly. */
function limitReachedAt(
  leftNanoUsd: number,
  days: readonly number[],
  parts: readonly number[],
  nowMs: number,
): number | undefined {
  if (leftNanoUsd <= 0) return nowMs
  let left = leftNanoUsd
  let dayParts = 0
  for (const [index, day] of days.entries()) {
    const part = parts[index] ?? 0
    // A millionth of a cent lost in the sums does not save a budget.
    if (day > 0 && day >= left - 1)
      return Math.round(nowMs + (dayParts + part * Math.min(1, left / day)) * dayMs)
    left -= day
    dayParts += part
  }
  return undefined
}
const dayMs = 86_400_000
