import type { BudgetLimit } from '../budget-limit.ts'
import { type Period, type PeriodBounds, type PeriodCalendar, periods } from '../period.ts'
import type { SetTimeZoneRequest, SetTimeZoneResult, TimeZoneChange } from '../time-zone.ts'
import { type BudgetSources, capOf } from './budgets.ts'

/** A time zone and when it was in force: `fromMs <= at < toMs`; -Infinity and Infinity where it has no end. */
export interface ZoneSpan {
  readonly timeZone: string
  readonly fromMs: number
  readonly toMs: number
}

/** What is known of the time zones of a subject, or of `default`. */
export interface ZoneHistory {
  /** In force before the first change; undefined: the default's. */
  readonly initial: string | undefined
  /** Oldest first. */
  readonly changes: readonly Pick<TimeZoneChange, 'timeZone' | 'atMs'>[]
}

/** A period of a subject that holds and entries are counted in. */
export interface PeriodWindow extends PeriodBounds {
  /** It began before its time zone was in force: what came before that was not counted in it at the time. */
  readonly reachesBack: boolean
}

/**
 * The zones of a subject one after another, the present one last: the default's until it was given its own. A
 * subject whose default was UTC, and Europe/Berlin from noon on, that has its own from one o'clock on has three.
 */
export function zoneSpans(own: ZoneHistory, byDefault: ZoneHistory): readonly ZoneSpan[] {
  const firstOwnMs =
    own.initial === undefined ? (own.changes[0]?.atMs ?? Number.POSITIVE_INFINITY) : undefined
  const inherited = firstOwnMs === undefined ? [] : byDefault.changes.filter(({ atMs }) => atMs < firstOwnMs)
  const first = own.initial ?? byDefault.initial ?? 'UTC'
  const begun = [{ timeZone: first, atMs: Number.NEGATIVE_INFINITY }, ...inherited, ...own.changes]
  return begun.map(({ timeZone, atMs }, index) => ({
    timeZone,
    fromMs: atMs,
    toMs: begun[index + 1]?.atMs ?? Number.POSITIVE_INFINITY,
  }))
}

/**
 * All periods of one kind that hold a moment, by every time zone that was in force at some time within them, the
 * present one's first. Usually one. For a day in UTC that was moved to Europe/Berlin at noon there are two: until midnight in UTC what is spent
 * counts in, and is limited by, the day of UTC as well as that of Berlin, which counts what was spent since its own
 * midnight. So a move never leaves more to spend than there was, until the old period would have ended.
 */
export function windowsAt(
  spans: readonly ZoneSpan[],
  period: Period,
  atMs: number,
  calendar: PeriodCalendar,
): readonly PeriodWindow[] {
  const windows = new Map<number, PeriodWindow>()
  for (const [timeZone, inForce] of Map.groupBy(spans.toReversed(), (span) => span.timeZone)) {
    const bounds = calendar.bounds(period, atMs, timeZone)
    const within = inForce.filter(({ fromMs, toMs }) => fromMs < bounds.endMs && bounds.startMs < toMs)
    if (within.length === 0) continue
    const reachesBack = within.every(({ fromMs }) => fromMs > bounds.startMs)
    const other = windows.get(bounds.startMs)
    // Where two begin together (a day of two zones of which one changes its clocks), the longer one binds as the other would.
    windows.set(bounds.startMs, {
      startMs: bounds.startMs,
      endMs: Math.max(bounds.endMs, other?.endMs ?? bounds.endMs),
      reachesBack: reachesBack && (other?.reachesBack ?? true),
    })
  }
  return [...windows.values()]
}

/**
 * Whether a subject may be moved to another time zone. That needs the right of a raise: owners may, and a server's
 * managers where no owner has limited the server, be it in the books or by name in the configuration.
 *
 * @param sourcesOf all that was set for a period of the subject.
 */
export function decideTimeZone(
  request: SetTimeZoneRequest,
  present: string,
  sourcesOf: (period: Period) => BudgetSources,
): SetTimeZoneResult {
  const cap =
    request.role === 'manager'
      ? periods.map((period) => ownersCap(sourcesOf(period))).find(Boolean)
      : undefined
  if (cap) return { kind: 'owners_only', cap }
  if (request.timeZone === present) return { kind: 'unchanged', timeZone: present }
  return { kind: 'set', change: { ...request, previousTimeZone: present } }
}

function ownersCap(sources: BudgetSources): BudgetLimit | undefined {
  return sources.byOwner || sources.configured?.specific ? capOf(sources) : undefined
}
