import type { TimeRange } from '../summary.ts'
import { grainMs, type RollupGrain } from './totals.ts'

export interface RangeCover {
  readonly rollups: readonly (TimeRange & { readonly grain: RollupGrain })[]
  /** What no whole UTC hour covers: read from the entries. */
  readonly edges: readonly TimeRange[]
}

/**
 * Cuts a range into whole UTC days, the whole UTC hours around them, and the rest, so that nothing is counted twice:
 * Monday 22:30 to Wednesday 01:15 is the entries until 23:00, the hour from 23:00, Tuesday, the hour from 00:00, and
 * the entries of the last quarter.
 */
export function coverRange({ fromMs, toMs }: TimeRange): RangeCover {
  const [hoursFromMs, hoursToMs] = wholeGrains(fromMs, toMs, grainMs.hour)
  if (hoursFromMs >= hoursToMs) return { rollups: [], edges: nonEmpty([{ fromMs, toMs }]) }
  const [daysFromMs, daysToMs] = wholeGrains(hoursFromMs, hoursToMs, grainMs.day)
  const rollups =
    daysFromMs >= daysToMs
      ? [{ grain: 'hour' as const, fromMs: hoursFromMs, toMs: hoursToMs }]
      : nonEmpty([
          { grain: 'hour' as const, fromMs: hoursFromMs, toMs: daysFromMs },
          { grain: 'day' as const, fromMs: daysFromMs, toMs: daysToMs },
          { grain: 'hour' as const, fromMs: daysToMs, toMs: hoursToMs },
        ])
  return {
    rollups,
    edges: nonEmpty([
      { fromMs, toMs: hoursFromMs },
      { fromMs: hoursToMs, toMs },
    ]),
  }
}

function wholeGrains(fromMs: number, toMs: number, sizeMs: number): [fromMs: number, toMs: number] {
  return [Math.ceil(fromMs / sizeMs) * sizeMs, Math.floor(toMs / sizeMs) * sizeMs]
}

function nonEmpty<T extends TimeRange>(ranges: readonly T[]): readonly T[] {
  return ranges.filter(({ fromMs, toMs }) => fromMs < toMs)
}
