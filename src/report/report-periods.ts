import type { TimeRange } from '../ledger/summary.ts'
import { localDate, startOfDayMs } from './period-range.ts'
import type { RowPlace } from './use-rows.ts'

export const reportPeriods = ['daily', 'weekly', 'monthly'] as const
export type ReportPeriodKind = (typeof reportPeriods)[number]

/** From the first moment of a date to the last one of another, both ISO 8601, by the clocks of a time zone. */
export function rangeOfDates(first: string, last: string, timeZone: string): TimeRange {
  return {
    fromMs: startOfDayMs(Temporal.PlainDate.from(first), timeZone),
    toMs: Math.min(startOfDayMs(Temporal.PlainDate.from(last).add({ days: 1 }), timeZone), endOfYearsMs),
  }
}

/** The last instant whose year is written with four digits. */
const endOfYearsMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/**
 * The days, weeks (from Monday) or months that a range touches, in order; those that it cuts are cut. A day and a week are named by their
 * first date, `2026-11-23`, a month `2026-11`.
 */
export function periodsIn(
  kind: ReportPeriodKind,
  { fromMs, toMs }: TimeRange,
  timeZone: string,
): readonly RowPlace[] {
  const periods: RowPlace[] = []
  let first = firstDateOf(kind, localDate(fromMs, timeZone))
  let beginMs = fromMs
  while (beginMs < toMs) {
    const next = nextDateOf(kind, first)
    const endMs = Math.min(startOfDayMs(next, timeZone), toMs)
    // A zone that skipped a whole day has a date without an instant.
    if (endMs > beginMs) periods.push({ name: nameOf(kind, first), fromMs: beginMs, toMs: endMs })
    beginMs = endMs
    first = next
  }
  return periods
}

/** The range of so many periods of which the last one holds a date. */
export function lastPeriods(
  kind: ReportPeriodKind,
  count: number,
  lastDate: string,
): { readonly first: string; readonly last: string } {
  const begin = firstDateOf(kind, Temporal.PlainDate.from(lastDate))
  const back = count - 1
  const first = begin.subtract(
    kind === 'daily' ? { days: back } : kind === 'weekly' ? { weeks: back } : { months: back },
  )
  return { first: first.toString(), last: lastDate }
}

function firstDateOf(kind: ReportPeriodKind, date: Temporal.PlainDate): Temporal.PlainDate {
  if (kind === 'weekly') return date.subtract({ days: date.dayOfWeek - 1 })
  return kind === 'monthly' ? date.with({ day: 1 }) : date
}

function nextDateOf(kind: ReportPeriodKind, first: Temporal.PlainDate): Temporal.PlainDate {
  if (kind === 'weekly') return first.add({ weeks: 1 })
  return kind === 'monthly' ? first.add({ months: 1 }) : first.add({ days: 1 })
}

function nameOf(kind: ReportPeriodKind, first: Temporal.PlainDate): string {
  return kind === 'monthly' ? first.toPlainYearMonth().toString() : first.toString()
}
