import type { LedgerStore } from '../ledger/ledger-store.ts'
import { bookedSubject, botSubject, type Subject, userSubject } from '../ledger/subject.ts'
import type { SummaryFilter, TimeRange } from '../ledger/summary.ts'
import { type CostReport, computeCostReport } from './cost-report.ts'
import { type DayCost, dailyCosts } from './daily-series.ts'
import { daysOf, periodRange, type ReportPeriod } from './period-range.ts'

export interface ReportRequest extends SummaryFilter {
  readonly period: ReportPeriod
  readonly nowMs: number
  /** Another range than the one of `period` that holds `nowMs`, from local midnight to local midnight. */
  readonly range?: TimeRange | undefined
  /** By whose clocks days are; default: the subject's. */
  readonly timeZone?: string | undefined
  /** How many workflows were started in a range, for the average of one; with a state, how many of them are in it. */
  readonly countWorkflows?: (range: TimeRange, filter: SummaryFilter, state?: 'failed') => Promise<number>
}

type Books = Pick<LedgerStore, 'summary' | 'series' | 'budgetStatus' | 'timeZone'>

/** Reads what a report needs, in the time zone of its subject: the user if one is given, else the tenant, else the bot. */
export async function costReport(ledger: Books, request: ReportRequest): Promise<CostReport> {
  const { tenant, user, nowMs } = request
  const subject = subjectOfFilter(request)
  const ownZone = await ledger.timeZone(subject)
  const timeZone = request.timeZone ?? ownZone
  const range = request.range ?? periodRange(request.period, nowMs, timeZone)
  return computeCostReport({
    range,
    timeZone,
    subject,
    summary: await ledger.summary(range, { tenant, user }),
    days: await (timeZone === ownZone ? readDays : sumDays)(ledger, { tenant, user }, range, timeZone),
    budgets: await ledger.budgetStatus(subject, nowMs),
    workflows: await request.countWorkflows?.(range, { tenant, user }),
    failedWorkflows: await request.countWorkflows?.(range, { tenant, user }, 'failed'),
  })
}

/** Whose budgets and time zone a filter is about. */
export function subjectOfFilter({ tenant, user }: SummaryFilter): Subject {
  if (user) return userSubject(user)
  return tenant ? bookedSubject(tenant) : botSubject
}

async function readDays(
  ledger: Books,
  filter: SummaryFilter,
  range: TimeRange,
  timeZone: string,
): Promise<readonly DayCost[]> {
  if (!filter.tenant || !filter.user) {
    const points = await ledger.series({ subject: subjectOfFilter(filter), period: 'day', ...range })
    return dailyCosts(points, range, timeZone)
  }
  // The ledger keeps days of a user and of a tenant, not of a user within a tenant.
  return sumDays(ledger, filter, range, timeZone)
}

async function sumDays(
  ledger: Books,
  filter: SummaryFilter,
  range: TimeRange,
  timeZone: string,
): Promise<readonly DayCost[]> {
  const days: DayCost[] = []
  for (const day of daysOf(range, timeZone))
    days.push({ ...day, costNanoUsd: (await ledger.summary(day, filter)).costNanoUsd })
  return days
}
