import type { Period, PeriodBounds, PeriodCalendar } from '../ledger/period.ts'

/**
 * Calendar periods in IANA time zones. A day is the 23, 24 or 25 hours between two local midnights; an hour
 * begins where the local clock shows a full hour. The host's own time zone plays no part.
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
    case 'hour': {
      // Counted back from the instant, because the local hour may occur twice in a day.
      const intoHourMs = local.minute * 60_000 + local.second * 1000 + local.millisecond
      const startMs = local.epochMilliseconds - intoHourMs
      return { startMs, endMs: startMs + 3_600_000 }
    }
    case 'day': {
      const start = local.startOfDay()
      return { startMs: start.epochMilliseconds, endMs: startOfDayAfter(start, { days: 1 }) }
    }
    case 'month': {
      const start = local.with({ day: 1 }).startOfDay()
      return { startMs: start.epochMilliseconds, endMs: startOfDayAfter(start, { months: 1 }) }
    }
    default:
      return period satisfies never
  }
}

function startOfDayAfter(start: Temporal.ZonedDateTime, duration: Temporal.DurationLike): number {
  return start.toPlainDate().add(duration).toZonedDateTime(start.timeZoneId).epochMilliseconds
}

/** The IANA time zone as the system spells it; undefined when there is none of that name. */
export function canonicalTimeZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}
