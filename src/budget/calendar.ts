import type { Period, PeriodBounds, PeriodCalendar } from '../ledger/period.ts'

/**
 * Calendar periods in IANA time zones. A day is the 23, 24 or 25 hours between two local midnights; an hour
 * begins where the local clock shows a full hour. Where clocks move by half an hour (Lord Howe), the hour is
 * cut there into two periods, so that each instant belongs to one. The host's own time zone plays no part.
 */
export function createCalendar(): PeriodCalendar {
  const latest = new Map<string, PeriodBounds>()
  return {
    bounds(period, atMs, timeZone) {
      const key = `${period} ${timeZone}`
      const known = latest.get(key)
      if (known && known.startMs <= atMs && atMs < known.endMs) return known
      const bounds = boundsOf(period, atMs, timeZone)
      latest.set(key, bounds)
      return bounds
    },
  }
}

function boundsOf(period: Period, atMs: number, timeZone: string): PeriodBounds {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(timeZone)
  switch (period) {
    case 'hour':
      return hourOf(local)
    case 'day': {
      const start = local.startOfDay()
      return { startMs: start.epochMilliseconds, endMs: startOfDayAfter(start, { days: 1 }) }
    }
    case 'month': {
      const start = local.toPlainDate().with({ day: 1 }).toZonedDateTime(timeZone)
      return { startMs: start.epochMilliseconds, endMs: startOfDayAfter(start, { months: 1 }) }
    }
    default:
      return period satisfies never
  }
}

function hourOf(local: Temporal.ZonedDateTime): PeriodBounds {
  // Counted back from the instant, because the local hour may occur twice in a day.
  const start = local.subtract({
    minutes: local.minute,
    seconds: local.second,
    milliseconds: local.millisecond,
  })
  const end = start.add({ hours: 1 })
  const change = (direction: 'previous' | 'next', from: Temporal.ZonedDateTime) =>
    from.getTimeZoneTransition(direction)?.epochMilliseconds
  // 'previous' looks strictly before the instant, and a transition may be the instant itself.
  const startMs = isFullHour(start) ? undefined : change('previous', local.add({ milliseconds: 1 }))
  const endMs = isFullHour(end) ? undefined : change('next', local)
  return { startMs: startMs ?? start.epochMilliseconds, endMs: endMs ?? end.epochMilliseconds }
}

function isFullHour({ minute, second }: Temporal.ZonedDateTime): boolean {
  return minute === 0 && second === 0
}

function startOfDayAfter(start: Temporal.ZonedDateTime, duration: Temporal.DurationLike): number {
  return start.toPlainDate().add(duration).toZonedDateTime(start.timeZoneId).epochMilliseconds
}
