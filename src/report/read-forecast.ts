import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Subject } from '../ledger/subject.ts'
import { jobIn } from '../workers/job.ts'
import { WorkFailedError } from '../workers/work-failed-error.ts'
import type { Workers } from '../workers/workers.ts'
import { dailyCosts } from './daily-series.ts'
import { daysToCome, type Forecast, forecastMonth, knownDays, mostDaysLookedAt } from './forecast.ts'
import { mayHaveChanged } from './forecasting/level-change.ts'
import { leastDays, leastDaysForWeekly, type Projection, projectDays } from './forecasting/project-days.ts'
import { hourShares } from './limit-forecast.ts'
import { periodRange } from './period-range.ts'

const projectionJob = jobIn<typeof import('./forecasting/projection-job.ts')>(
  new URL('./forecasting/projection-job.ts', import.meta.url),
)

/** By the hours of two weeks a day's spend is divided among its hours. */
const hoursLookedBackMs = 14 * 86_400_000

export interface ForecastBooks {
  readonly ledger: Pick<LedgerStore, 'series' | 'budgetStatus' | 'timeZone'>
  readonly workers: Workers
}

/** Reads what the projection of a subject's month needs, in the subject's time zone. */
export async function readForecast(
  { ledger, workers }: ForecastBooks,
  subject: Subject,
  nowMs: number,
): Promise<Forecast> {
  const timeZone = await ledger.timeZone(subject)
  const range = periodRange({ kind: 'days', days: mostDaysLookedAt + 1 }, nowMs, timeZone)
  const points = await ledger.series({ subject, period: 'day', ...range })
  const statuses = await ledger.budgetStatus(subject, nowMs)
  const known = knownDays(dailyCosts(points, range, timeZone), nowMs)
  const days = daysToCome(nowMs, timeZone)
  const isHourLimited = statuses.some(({ period, budget }) => period === 'hour' && budget)
  const hours = isHourLimited
    ? await ledger.series({ subject, period: 'hour', fromMs: nowMs - hoursLookedBackMs, toMs: nowMs })
    : []
  return forecastMonth({
    known,
    days,
    projection: known.length < leastDays ? undefined : await project(known, days.length, workers),
    statuses,
    shares: hourShares(hours, timeZone),
    timeZone,
    nowMs,
  })
}

/** Means are quick. Where no worker looks for patterns and changes of the level, they are what there is. */
async function project(known: readonly number[], horizon: number, workers: Workers): Promise<Projection> {
  if (known.length < leastDaysForWeekly && !mayHaveChanged(known)) return projectDays(known, horizon)
  try {
    return await workers.run(projectionJob, { days: known, horizon })
  } catch (error) {
    if (error instanceof WorkFailedError) return projectDays(known, horizon)
    throw error
  }
}
