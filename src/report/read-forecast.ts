import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Subject } from '../ledger/subject.ts'
import { dailyCosts } from './daily-series.ts'
import { type Forecast, forecastMonth, mostDaysLookedAt } from './forecast.ts'
import { periodRange } from './period-range.ts'

/** Reads what the projection of a subject's month needs, in the subject's time zone. */
export async function readForecast(
  ledger: Pick<LedgerStore, 'series' | 'budgetStatus' | 'timeZone'>,
  subject: Subject,
  nowMs: number,
): Promise<Forecast> {
  const timeZone = await ledger.timeZone(subject)
  const range = periodRange({ kind: 'days', days: mostDaysLookedAt + 1 }, nowMs, timeZone)
  const points = await ledger.series({ subject, period: 'day', ...range })
  const status = await ledger.budgetStatus(subject, nowMs)
  const month = status.find(({ period }) => period === 'month')
  return forecastMonth({
    days: dailyCosts(points, range, timeZone),
    spentNanoUsd: month?.spentNanoUsd ?? 0n,
    limitNanoUsd: month?.budget?.limitNanoUsd,
    nowMs,
    timeZone,
  })
}
