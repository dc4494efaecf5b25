import type { PeriodCalendar } from '../../../ledger/period.ts'
import type { SeriesPoint, SeriesRequest } from '../../../ledger/summary.ts'
import type { Balances } from './balances.ts'
import type { TimeZones } from './time-zones.ts'
import type { WindowSums } from './window-sums.ts'

export interface SeriesParts {
  readonly balances: Balances
  readonly timeZones: TimeZones
  readonly sums: WindowSums
  readonly calendar: PeriodCalendar
}

/**
 * What a subject has spent in each period that begins in the range, by its present time zone: as kept, where that zone was in force
 * all the time, else summed up anew.
 */
export function readSeries(request: SeriesRequest, parts: SeriesParts): readonly SeriesPoint[] {
  const present = parts.timeZones.spansOf(request.subject).at(-1)
  return present && present.fromMs > request.fromMs
    ? summedUp(request, present.timeZone, parts)
    : parts.balances.series(request)
}

function summedUp(
  { subject, period, fromMs, toMs }: SeriesRequest,
  timeZone: string,
  { sums, calendar }: SeriesParts,
): readonly SeriesPoint[] {
  const points: SeriesPoint[] = []
  const booked = sums.bookedRange(subject)
  if (!booked) return points
  const lastMs = Math.min(toMs, booked.toMs)
  let { startMs, endMs } = calendar.bounds(period, Math.max(fromMs, booked.fromMs), timeZone)
  while (startMs < lastMs) {
    const spentNanoUsd = startMs < fromMs ? 0n : sums.spentIn(subject, { fromMs: startMs, toMs: endMs })
    if (spentNanoUsd !== 0n) points.push({ startMs, spentNanoUsd })
    startMs = endMs
    endMs = calendar.bounds(period, startMs, timeZone).endMs
  }
  return points
}
