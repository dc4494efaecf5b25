import { mostDays } from './period-range.ts'
import type { UseRowKind } from './read-use-rows.ts'
import { lastPeriods, reportPeriods } from './report-periods.ts'

/** Dates as they were asked for, ISO 8601; both are part of the report. */
export interface AskedDates {
  readonly since?: string | undefined
  readonly until?: string | undefined
  /** So many days up to today; not beside the others. */
  readonly days?: number | undefined
}

export type ReportDates =
  | { readonly kind: 'dates'; readonly first: string; readonly last: string }
  | { readonly kind: 'since_after_until'; readonly since: string; readonly until: string }
  | { readonly kind: 'too_long'; readonly most: number }

/** How far a report goes back unless it was told: periods, or days. */
const usualLength = {
  daily: 30,
  weekly: 12,
  monthly: 12,
  workflow: 30,
  conversation: 30,
  summary: 7,
} as const

/** The dates that a report is about: those that were asked for, else as many as are usual, up to today. */
export function reportDates(
  kind: UseRowKind,
  { since, until, days }: AskedDates,
  today: string,
): ReportDates {
  const last = until ?? today
  const period = reportPeriods.find((name) => name === kind) ?? 'daily'
  const first =
    since ??
    (days === undefined ? lastPeriods(period, usualLength[kind], last) : lastPeriods('daily', days, last))
      .first
  if (first > last) return { kind: 'since_after_until', since: first, until: last }
  const length = Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(last)).days + 1
  const isListed = kind !== 'workflow' && kind !== 'conversation'
  const most = mostDays * { daily: 1, weekly: 7, monthly: 28 }[period]
  return isListed && length > most ? { kind: 'too_long', most } : { kind: 'dates', first, last }
}
