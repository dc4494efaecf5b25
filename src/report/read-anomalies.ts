import type { LedgerStore } from '../ledger/ledger-store.ts'
import { bookedSubject, botSubject } from '../ledger/subject.ts'
import type { TimeRange } from '../ledger/summary.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { localProvider } from '../pricing/model-id.ts'
import type { Workers } from '../workers/workers.ts'
import {
  type BookedAnomaly,
  type DearWorkflow,
  dearWorkflow,
  leastDifferenceNanoUsd,
  type PriceShift,
  type SpendSpike,
  spendDimensions,
} from './anomalies.ts'
import { dailyCosts } from './daily-series.ts'
import { daysOfHistory, findSpikes, type SpendSeries } from './find-spikes.ts'
import { failureRate, priceShift } from './model-days.ts'
import { type CalendarDay, daysOf, localDate } from './period-range.ts'
import { type SpendDay, SpendDays } from './spend-days.ts'
import { isOf, mostOf, type RunSpend, runsIn } from './who-spent.ts'

export interface AnomalyBooks {
  readonly ledger: Pick<LedgerStore, 'summary' | 'series' | 'topTenants' | 'timeZone' | 'entriesIn'>
  readonly workers: Workers
  /** What is less above the usual worries nobody. Default: half a dollar. */
  readonly leastNanoUsd?: NanoUsd
  /** Kept by who looks often. */
  readonly spendDays?: SpendDays
}

/** So many days before a day tell what a call costs and how often one fails. */
const daysOfModels = 28
const mostTenants = 200
const workflowsCompared = 20

/**
 * What stands out in the days of a range, oldest first. Each day is held against the days before it, as if it were looked at on its
 * evening.
 *
 * @param range from local midnight to local midnight of the bot's time zone; what lies after `nowMs` is left out.
 */
export async function readAnomalies(
  books: AnomalyBooks,
  range: TimeRange,
  nowMs: number,
): Promise<readonly BookedAnomaly[]> {
  const timeZone = await books.ledger.timeZone(botSubject)
  const looked = { fromMs: range.fromMs, toMs: Math.min(range.toMs, nowMs + 1) }
  if (looked.fromMs >= looked.toMs) return []
  const spikes = await readDayAnomalies(books, looked, nowMs, timeZone)
  const [runs = []] = await runsIn(books.ledger, withHistory(looked, timeZone, daysOfModels), [() => true])
  return [...spikes, ...dearWorkflows(runs, looked, books.leastNanoUsd)].sort(
    (a, b) => a.fromMs - b.fromMs || byWidth(a, b),
  )
}

/** The same without the runs that were dear, which are seen when they end; the widest series first. */
export async function readDayAnomalies(
  { ledger, workers, leastNanoUsd = leastDifferenceNanoUsd, spendDays = new SpendDays(ledger) }: AnomalyBooks,
  looked: TimeRange,
  nowMs: number,
  timeZone: string,
): Promise<readonly Exclude<BookedAnomaly, DearWorkflow>[]> {
  const recent = await spendDays.read(wholeDays(looked, timeZone), nowMs)
  if (recent.every((day) => isQuiet(day, leastNanoUsd))) return []
  const earlier = wholeDays(
    { fromMs: withHistory(looked, timeZone, daysOfHistory).fromMs, toMs: looked.fromMs },
    timeZone,
  )
  const days = [...(await spendDays.read(earlier, nowMs)), ...recent]
  const tenants = await tenantSeries(ledger, looked, leastNanoUsd)
  const spikes = await findSpikes([...botSeries(days, looked.fromMs), ...tenants], looked.fromMs, {
    workers,
    leastNanoUsd,
  })
  const { prices, failures } = modelAnomalies(days, looked.fromMs, leastNanoUsd)
  return [...(await withMost(ledger, [...spikes, ...prices])), ...failures].sort(byWidth)
}

/** Calendar days, none of them cut: their figures are remembered. */
function wholeDays({ fromMs, toMs }: TimeRange, timeZone: string): readonly CalendarDay[] {
  if (fromMs >= toMs) return []
  const end = localDate(toMs - 1, timeZone)
    .add({ days: 1 })
    .toZonedDateTime(timeZone)
  return daysOf({ fromMs, toMs: end.epochMilliseconds }, timeZone)
}

function withHistory({ fromMs, toMs }: TimeRange, timeZone: string, days: number): TimeRange {
  const first = localDate(fromMs, timeZone).subtract({ days }).toZonedDateTime(timeZone)
  return { fromMs: first.epochMilliseconds, toMs }
}

/** Nothing can stand out: too little was spent, and too few calls were made to fail in numbers. */
function isQuiet({ costNanoUsd, models }: SpendDay, leastNanoUsd: NanoUsd): boolean {
  const hasFailures = [...models.values()].some(({ failedCalls }) => failedCalls > 0)
  return costNanoUsd < leastNanoUsd && !hasFailures
}

function botSeries(days: readonly SpendDay[], fromMs: number): readonly SpendSeries[] {
  const named = (dimension: 'model' | 'task', key: 'models' | 'tasks') => {
    const names = new Set(days.filter((day) => day.fromMs >= fromMs).flatMap((day) => [...day[key].keys()]))
    return [...names].map(
      (subject): SpendSeries => ({
        dimension,
        subject,
        days: days.map((day) => ({ ...day, costNanoUsd: day[key].get(subject)?.costNanoUsd ?? 0n })),
      }),
    )
  }
  return [
    { dimension: 'bot', subject: botSubject.name, days },
    ...named('model', 'models'),
    ...named('task', 'tasks'),
  ]
}

/** Of those who spent enough to stand out, each by its own calendar. */
async function tenantSeries(
  ledger: AnomalyBooks['ledger'],
  looked: TimeRange,
  leastNanoUsd: NanoUsd,
): Promise<readonly SpendSeries[]> {
  const series: SpendSeries[] = []
  for (const [subject, { costNanoUsd }] of await ledger.topTenants(looked, mostTenants)) {
    if (costNanoUsd < leastNanoUsd) break
    const tenant = bookedSubject(subject)
    const timeZone = await ledger.timeZone(tenant)
    const [first] = wholeDays(looked, timeZone)
    const range = withHistory({ ...looked, fromMs: first?.fromMs ?? looked.fromMs }, timeZone, daysOfHistory)
    const [day, ...days] = wholeDays(range, timeZone)
    if (!day) continue
    const whole = { fromMs: day.fromMs, toMs: days.at(-1)?.toMs ?? day.toMs }
    const points = await ledger.series({ subject: tenant, period: 'day', ...whole })
    series.push({ dimension: 'tenant', subject, days: dailyCosts(points, whole, timeZone) })
  }
  return series
}

function modelAnomalies(days: readonly SpendDay[], fromMs: number, leastNanoUsd: NanoUsd) {
  const prices: Omit<PriceShift, 'workflow' | 'user'>[] = []
  const failures = days.flatMap((day, index) => {
    if (day.fromMs < fromMs) return []
    const earlier = days.slice(Math.max(0, index - daysOfModels), index)
    return [...day.models].flatMap(([model, totals]) => {
      if (model.startsWith(`${localProvider}:`)) return []
      const modelDay = { model, totals, fromMs: day.fromMs, toMs: day.toMs }
      const before = earlier.flatMap(({ models }) => models.get(model) ?? [])
      const shift = priceShift(modelDay, before, leastNanoUsd)
      if (shift) prices.push(shift)
      return failureRate(modelDay, before) ?? []
    })
  })
  return { prices, failures }
}

type Found = Omit<SpendSpike, 'workflow' | 'user'> | Omit<PriceShift, 'workflow' | 'user'>

/** With the dearest run of each and the member who spent most; each day is read once. */
async function withMost(
  ledger: AnomalyBooks['ledger'],
  found: readonly Found[],
): Promise<readonly (SpendSpike | PriceShift)[]> {
  const complete: (SpendSpike | PriceShift)[] = []
  for (const ofDay of Map.groupBy(found, ({ fromMs, toMs }) => `${fromMs} ${toMs}`).values()) {
    const [{ fromMs, toMs } = { fromMs: 0, toMs: 0 }] = ofDay
    const runs = await runsIn(ledger, { fromMs, toMs }, ofDay.map(questionOf))
    complete.push(...ofDay.map((anomaly, index) => ({ ...anomaly, ...mostOf(runs[index] ?? []) })))
  }
  return complete
}

function questionOf(anomaly: Found) {
  return anomaly.kind === 'price_shift'
    ? isOf('model', anomaly.model)
    : isOf(anomaly.dimension, anomaly.subject)
}

/** @param runs in the order of their beginning, those of the days before the range among them. */
function dearWorkflows(
  runs: readonly RunSpend[],
  range: TimeRange,
  leastNanoUsd: NanoUsd | undefined,
): readonly DearWorkflow[] {
  const earlier = new Map<string, readonly NanoUsd[]>()
  return runs.flatMap(({ depth, ...run }) => {
    if (depth === undefined) return []
    const costs = earlier.get(depth) ?? []
    earlier.set(depth, [...costs, run.costNanoUsd].slice(-workflowsCompared))
    return run.fromMs < range.fromMs ? [] : (dearWorkflow({ ...run, depth }, costs, leastNanoUsd) ?? [])
  })
}

function byWidth(a: BookedAnomaly, b: BookedAnomaly): number {
  return widthOf(a) - widthOf(b)
}

function widthOf(anomaly: BookedAnomaly): number {
  return anomaly.kind === 'spend_spike' ? spendDimensions.indexOf(anomaly.dimension) : spendDimensions.length
}
