import type { TimeRange } from '../ledger/summary.ts'

/** What a report is about: the last so many calendar days, today included, or the calendar month. */
export type ReportPeriod = { readonly kind: 'days'; readonly days: number } | { readonly kind: 'month' }

export const periodNames = ['today', '7-days', '30-days', 'this-month'] as const
export type PeriodName = (typeof periodNames)[number]

export const namedPeriods: Readonly<Record<PeriodName, ReportPeriod>> = {
  today: { kind: 'days', days: 1 },
  '7-days': { kind: 'days', days: 7 },
  '30-days': { kind: 'days', days: 30 },
  'this-month': { kind: 'month' },
}

export const mostDays = 3_660

/**
 * The range of a period that holds `atMs`, from a local midnight to a local midnight of `timeZone` (IANA name). Seven days that
 * end on 2026-11-22 begin on 2026-11-16 at midnight, whether the clocks changed in between or not.
 *
 * @throws {RangeError} for a number of days that is no whole number from 1 to {@link mostDays}, and for an unknown time zone.
 */
export function periodRange(period: ReportPeriod, atMs: number, timeZone: string): TimeRange {
  const day = localDate(atMs, timeZone)
  switch (period.kind) {
    case 'days': {
      const { days } = period
      if (!Number.isInteger(days) || days < 1 || days > mostDays)
        throw new RangeError(`Expected a whole number of days from 1 to ${mostDays}, not ${days}.`)
      return between(day.subtract({ days: days - 1 }), day.add({ days: 1 }), timeZone)
    }
    case 'month': {
      const first = day.with({ day: 1 })
      return between(first, first.add({ months: 1 }), timeZone)
    }
    default:
      return period satisfies never
  }
}

/** The period of the same length that ends where this one begins. */
export function previousRange(period: ReportPeriod, range: TimeRange, timeZone: string): TimeRange {
  return periodRange(period, range.fromMs - 1, timeZone)
}

/** The period of the same length that begins where this one ends. */
export function nextRange(period: ReportPeriod, range: TimeRange, timeZone: string): TimeRange {
  const begin = localDate(range.toMs, timeZone)
  const lastDay = period.kind === 'days' ? begin.add({ days: period.days - 1 }) : begin
  return periodRange(period, startOfDayMs(lastDay, timeZone), timeZone)
}

/** A calendar day of a time zone. */
export interface CalendarDay extends TimeRange {
  /** ISO 8601: `2026-11-22`. */
  readonly date: string
}

/** The calendar days that a range touches, in order; one that the range cuts is cut. */
export function daysOf(range: TimeRange, timeZone: string): readonly CalendarDay[] {
  const days: CalendarDay[] = []
  let day = localDate(range.fromMs, timeZone)
  let fromMs = range.fromMs
  while (fromMs < range.toMs) {
    const next = day.add({ days: 1 })
    const nextMs = startOfDayMs(next, timeZone)
    // A zone that skipped a whole day (Samoa in 2011) has a date without an instant.
    if (nextMs > fromMs) days.push({ date: day.toString(), fromMs, toMs: Math.min(nextMs, range.toMs) })
    fromMs = nextMs
    day = next
  }
  return days
}

/** The first and the last day of a range, as ISO 8601. */
export function datesOf(
  { fromMs, toMs }: TimeRange,
  timeZone: string,
): { readonly first: string; readonly last: string } {
  return {
    first: localDate(fromMs, timeZone).toString(),
    last: localDate(toMs - 1, timeZone).toString(),
  }
}

/** The date that clocks in `timeZone` show at an instant. */
export function localDate(atMs: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate()
}

function between(from: Temporal.PlainDate, to: Temporal.PlainDate, timeZone: string): TimeRange {
  return { fromMs: startOfDayMs(from, timeZone), toMs: startOfDayMs(to, timeZone) }
}

/** Where midnight is skipped by a change of clocks, the first instant of the day. */
export function startOfDayMs(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime(timeZone).epochMilliseconds
}
