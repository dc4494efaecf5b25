import { type Period, periods } from '../../ledger/period.ts'
import type { Subject } from '../../ledger/subject.ts'
import { mostDays, namedPeriods, type ReportPeriod } from '../../report/period-range.ts'
import { encodeCustomId } from './custom-id.ts'
import { type ReportGrouping, reportGroupings } from './render/report-lines.ts'

/** Which report a button shows: everything that it needs is in its custom id, so that it works after a restart. */
export interface ReportState {
  readonly subject: Subject
  readonly period: ReportPeriod
  readonly by: ReportGrouping
  /** Within the period that is shown, for a period of days within its last day; epoch milliseconds. */
  readonly atMs: number
}

const chosenInMenu = '*'

/** `report|subject|period|by|at`; without `by`, of a menu that gives it. */
export function reportId({
  subject,
  period,
  atMs,
  ...rest
}: Omit<ReportState, 'by'> & { by?: ReportGrouping }) {
  return encodeCustomId({
    action: 'report',
    arguments: [subject.name, periodCode(period), rest.by ?? chosenInMenu, atMs.toString(36)],
  })
}

/** `export|subject|period|at`, and the format where it is chosen. */
export function exportId(
  { subject, period, atMs }: Omit<ReportState, 'by'>,
  ...format: readonly string[]
): string {
  return encodeCustomId({
    action: 'export',
    arguments: [subject.name, periodCode(period), atMs.toString(36), ...format],
  })
}

/** `open-report|subject|period`: under an alert. Answers with a new message. */
export function openReportId(subject: Subject, period: Period): string {
  return encodeCustomId({ action: 'open-report', arguments: [subject.name, period] })
}

/** What `reportId` has written behind the subject; `chosen` is the value of the menu. */
export function readReportState(
  subject: Subject,
  [code = '', by = '', at = '']: readonly string[],
  chosen?: string,
): ReportState | undefined {
  const grouping = reportGroupings.find((known) => known === (by === chosenInMenu ? chosen : by))
  const place = readExportState(subject, [code, at])
  return grouping && place && { ...place, by: grouping }
}

export function readExportState(
  subject: Subject,
  [code = '', at = '']: readonly string[],
): Omit<ReportState, 'by'> | undefined {
  const period = periodOf(code)
  const atMs = Number.parseInt(at, 36)
  if (!period || !isShowable(atMs)) return undefined
  return { subject, period, atMs }
}

/** The report that an alert about a budget opens: of the day, or of the month. */
export function readOpenReport(
  subject: Subject,
  [name]: readonly string[],
  nowMs: number,
): ReportState | undefined {
  const period = periods.find((known) => known === name)
  if (!period) return undefined
  const shown = namedPeriods[period === 'month' ? 'this-month' : 'today']
  return { subject, period: shown, by: 'task', atMs: nowMs }
}

function periodCode(period: ReportPeriod): string {
  return period.kind === 'month' ? 'm' : `d${period.days}`
}

function periodOf(code: string): ReportPeriod | undefined {
  if (code === 'm') return { kind: 'month' }
  const days = Number(/^d(\d{1,4})$/.exec(code)?.[1])
  return days >= 1 && days <= mostDays ? { kind: 'days', days } : undefined
}

/** From 1980 to 2200: `Previous` cannot be pressed out of what calendars hold. */
function isShowable(atMs: number): boolean {
  return atMs >= Date.UTC(1980) && atMs < Date.UTC(2200)
}
