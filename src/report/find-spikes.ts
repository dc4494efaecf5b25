import type { NanoUsd } from '../money/nano-usd.ts'
import { jobIn } from '../workers/job.ts'
import type { Workers } from '../workers/workers.ts'
import { isWorthTelling, type SpendDimension, type SpendSpike } from './anomalies.ts'
import type { DayCost } from './daily-series.ts'
import { knownDays } from './forecast.ts'
import { type DayBound, dayBound, leastDaysForPattern, mayStandOut } from './forecasting/day-bound.ts'
import { estimatedNanoUsd } from './forecasting/estimate.ts'

const boundsJob = jobIn<typeof import('./forecasting/bounds-job.ts')>(
  new URL('./forecasting/bounds-job.ts', import.meta.url),
)
/** At some milliseconds each well within the processor time of a job. */
const seriesPerJob = 200
/** Older days say nothing of what a day stays under. */
export const daysOfHistory = 120

/** The days of a series, history and looked at alike, oldest first and without a gap. */
export interface SpendSeries {
  readonly dimension: SpendDimension
  readonly subject: string
  readonly days: readonly DayCost[]
}

interface Candidate {
  readonly series: SpendSeries
  readonly day: DayCost
  readonly history: readonly number[]
}

/** Days from `fromMs` on that cost far more than the days before them lead to expect. */
export async function findSpikes(
  all: readonly SpendSeries[],
  fromMs: number,
  { workers, leastNanoUsd }: { readonly workers: Workers; readonly leastNanoUsd: NanoUsd },
): Promise<readonly Omit<SpendSpike, 'workflow' | 'user'>[]> {
  const candidates = all.flatMap((series) => candidatesIn(series, fromMs, leastNanoUsd))
  const bounds = await boundsOf(candidates, workers)
  return candidates.flatMap(({ series: { dimension, subject }, day }, index) => {
    const bound = bounds[index]
    const found = bound && { usualNanoUsd: estimatedNanoUsd(bound.usual), spentNanoUsd: day.costNanoUsd }
    if (!bound || !found || Number(day.costNanoUsd) <= bound.bound) return []
    if (!isWorthTelling(day.costNanoUsd, found.usualNanoUsd, leastNanoUsd)) return []
    const { fromMs, toMs } = day
    const boundNanoUsd = estimatedNanoUsd(bound.bound)
    return [{ kind: 'spend_spike', dimension, subject, fromMs, toMs, ...found, boundNanoUsd } as const]
  })
}

function candidatesIn(series: SpendSeries, fromMs: number, leastNanoUsd: NanoUsd): readonly Candidate[] {
  return series.days.flatMap((day, index) => {
    if (day.fromMs < fromMs || day.costNanoUsd < leastNanoUsd) return []
    const earlier = series.days.slice(Math.max(0, index - daysOfHistory), index)
    const history = knownDays(earlier, day.fromMs)
    return mayStandOut(history, Number(day.costNanoUsd)) ? [{ series, day, history }] : []
  })
}

/** What has a pattern is fitted in workers; the rest is a mean. */
async function boundsOf(
  candidates: readonly Candidate[],
  workers: Workers,
): Promise<readonly (DayBound | undefined)[]> {
  const bounds = candidates.map(({ history }) => dayBound(history))
  const patterned = [...candidates.keys()].filter(
    (index) => (candidates[index]?.history.length ?? 0) >= leastDaysForPattern,
  )
  for (let start = 0; start < patterned.length; start += seriesPerJob) {
    const some = patterned.slice(start, start + seriesPerJob)
    const fitted = await workers.run(
      boundsJob,
      some.map((index) => candidates[index]?.history ?? []),
    )
    for (const [place, index] of some.entries()) bounds[index] = fitted[place]
  }
  return bounds
}
