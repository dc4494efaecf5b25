import type { NanoUsd } from '../money/nano-usd.ts'
import type { DayCost } from './daily-series.ts'
import { periodRange } from './period-range.ts'

/** Fewer days say nothing about a month. */
const leastDays = 3
/** Older days say less about the days to come. */
export const mostDaysLookedAt = 14
const dayMs = 86_400_000n

/** What the month will have cost, if it goes on as of late. */
export type Forecast =
  | {
      readonly kind: 'too_little_data'
      /** In the month so far. */
      readonly spentNanoUsd: NanoUsd
      /** Whole days since the first spend; {@link leastDays} are needed. */
      readonly daysKnown: number
    }
  | {
      readonly kind: 'projected'
      readonly spentNanoUsd: NanoUsd
      /** At the end of the month. */
      readonly projectedNanoUsd: NanoUsd
      /** The mean of the days looked at. */
      readonly perDayNanoUsd: NanoUsd
      readonly daysKnown: number
      /** When the month's limit is used up at this pace: now if it is already; undefined when not in this month. */
      readonly limitReachedAtMs: number | undefined
    }

/**
 * Projects a month's spend: what is spent so far, and for the rest of the month the mean of the latest whole days since the
 * first spend, at most 14 of them. With $2.00 on each of ten days and ten days to go, $20.00 become $40.00.
 *
 * @param days calendar days up to today, which may begin in the month before.
 */
export function forecastMonth({
  days,
  spentNanoUsd,
  limitNanoUsd,
  nowMs,
  timeZone,
}: {
  readonly days: readonly DayCost[]
  readonly spentNanoUsd: NanoUsd
  readonly limitNanoUsd?: NanoUsd | undefined
  readonly nowMs: number
  readonly timeZone: string
}): Forecast {
  const whole = days.filter(({ toMs }) => toMs <= nowMs)
  const firstSpend = whole.findIndex(({ costNanoUsd }) => costNanoUsd > 0n)
  const known = firstSpend < 0 ? [] : whole.slice(firstSpend).slice(-mostDaysLookedAt)
  const daysKnown = known.length
  if (daysKnown < leastDays) return { kind: 'too_little_data', spentNanoUsd, daysKnown }
  const knownCost = known.reduce((total, { costNanoUsd }) => total + costNanoUsd, 0n)
  const remainingMs = BigInt(periodRange({ kind: 'month' }, nowMs, timeZone).toMs - nowMs)
  const toComeNanoUsd = (knownCost * remainingMs) / (BigInt(daysKnown) * dayMs)
  return {
    kind: 'projected',
    spentNanoUsd,
    projectedNanoUsd: spentNanoUsd + toComeNanoUsd,
    perDayNanoUsd: knownCost / BigInt(daysKnown),
    daysKnown,
    limitReachedAtMs: limitReachedAt(
      limitNanoUsd === undefined ? undefined : limitNanoUsd - spentNanoUsd,
      toComeNanoUsd,
      nowMs,
      remainingMs,
    ),
  }
}

function limitReachedAt(
  leftNanoUsd: NanoUsd | undefined,
  toComeNanoUsd: NanoUsd,
  nowMs: number,
  remainingMs: bigint,
): number | undefined {
  if (leftNanoUsd === undefined) return undefined
  if (leftNanoUsd <= 0n) return nowMs
  return toComeNanoUsd < leftNanoUsd ? undefined : nowMs + Number((leftNanoUsd * remainingMs) / toComeNanoUsd)
}
