import type { SeriesPoint, TimeRange } from '../ledger/summary.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { daysOf } from './period-range.ts'

/** What a calendar day cost. */
export interface DayCost {
  /** ISO 8601: `2026-11-22`. */
  readonly date: string
  readonly fromMs: number
  readonly toMs: number
  readonly costNanoUsd: NanoUsd
}

/** Every calendar day of the range with what was spent on it, days without spend included. */
export function dailyCosts(
  points: readonly SeriesPoint[],
  range: TimeRange,
  timeZone: string,
): readonly DayCost[] {
  const spent = new Map<number, NanoUsd>()
  for (const { startMs, spentNanoUsd } of points)
    spent.set(startMs, (spent.get(startMs) ?? 0n) + spentNanoUsd)
  return daysOf(range, timeZone).map((day) => ({ ...day, costNanoUsd: spent.get(day.fromMs) ?? 0n }))
}
