import { work as boundsOf } from '../../src/report/forecasting/bounds-job.ts'
import { dayBound, mayStandOut } from '../../src/report/forecasting/day-bound.ts'
import type { projectDays } from '../../src/report/forecasting/project-days.ts'
import { work as project } from '../../src/report/forecasting/projection-job.ts'
import { meanOf, quantileOf, totalOf } from '../../src/report/forecasting/series.ts'
import { type SpendShape, spendShapes, syntheticDays } from './synthetic-spend.ts'

const horizon = 30
const forecastSeries = 40
const anomalySeries = 60
const daysLookedAt = 10
const factors = [2, 3, 5]
/** In dollars, as everything here. */
const leastDifference = 0.5

/** How forecasts and anomalies do on made-up ledgers that no threshold was chosen by, in Markdown: the same on every machine. */
export function forecastingTables(): string {
  return `## Forecast and anomalies

On made-up ledgers that nothing was chosen by (\`npm run bench:forecasting\`; the same on every machine): a level of $2 to $20 a day with a
log-normal spread of a quarter, alone (steady), with cheap weekends (weekly), growing by 1.2 % a day (growth), sixfold on 5 % of the days
(bursts), nothing on 60 % of them (sparse), and three times as much since 15 days (step), 7 or 45.

The next ${horizon} days' total, ${forecastSeries} ledgers a cell: median and 90th percentile of the error in percent; in brackets how often the interval, which
is to hold four times out of five, held. The mean of 14 days is what was shown before.

${forecastTable()}

A day that is held against the days before it, ${anomalySeries} ledgers a cell: false alarms in percent of the days, then how many of the days are found that
cost two, three and five times as much (of a day without spend there is nothing to find). Three times the mean of seven days is what was
looked for before.

${anomalyTable()}`
}

interface Series {
  readonly name: string
  readonly shape: SpendShape
  readonly stepDaysAgo?: number
}

const forecastColumns: readonly Series[] = [
  ...spendShapes.map((shape) => ({ name: shape, shape })),
  { name: 'step, 7 days ago', shape: 'step', stepDaysAgo: 7 },
  { name: 'step, 45 days ago', shape: 'step', stepDaysAgo: 45 },
]

function forecastTable(): string {
  const rows = [7, 14, 30, 60, 90].flatMap((history) =>
    [['mean of 14 days', meanOf14] as const, ['projected', project] as const].map(([name, method]) => [
      `${history} days, ${name}`,
      ...forecastColumns.map((series) => forecastCell(series, history, method)),
    ]),
  )
  return markdownTable(['history', ...forecastColumns.map(({ name }) => name)], rows)
}

type Method = (given: { days: readonly number[]; horizon: number }) => ReturnType<typeof projectDays>

const meanOf14: Method = ({ days, horizon }) => ({
  method: 'mean_14',
  days: Array.from({ length: horizon }, () => meanOf(days.slice(-14))),
  lowFactor: 1,
  highFactor: 1,
  daysUsed: 14,
})

function forecastCell({ shape, stepDaysAgo = 15 }: Series, history: number, method: Method): string {
  if (shape === 'step' && stepDaysAgo >= history) return ''
  const trials = Array.from({ length: forecastSeries }, (_, number) => {
    const seed = seedOf(shape, history, number)
    const all = syntheticDays(shape, { history, horizon, seed, stepDaysAgo })
    const actual = totalOf(all.slice(history))
    const { days, lowFactor, highFactor } = method({ days: all.slice(0, history), horizon })
    const total = totalOf(days)
    return {
      error: (100 * Math.abs(total - actual)) / actual,
      held: total * lowFactor <= actual && actual <= total * highFactor,
    }
  })
  const errors = trials.map(({ error }) => error)
  const cover = method === meanOf14 ? '' : ` (${percent(trials.map(({ held }) => held))})`
  return `${quantileOf(errors, 0.5).toFixed(0)} / ${quantileOf(errors, 0.9).toFixed(0)}${cover}`
}

function anomalyTable(): string {
  const rows = [14, 21, 90].flatMap((history) =>
    [
      ['3 × mean of 7 days', isAboveThreeMeans] as const,
      ['own pattern and spread', isAboveBound] as const,
    ].map(([name, rule]) => [
      `${history} days, ${name}`,
      ...spendShapes.map((shape) => anomalyCell(shape, history, rule)),
    ]),
  )
  return markdownTable(['history', ...spendShapes], rows)
}

type Rule = (history: readonly number[]) => (spent: number) => boolean

const isAboveThreeMeans: Rule = (history) => {
  const usual = meanOf(history.slice(-7))
  return (spent) => spent > 3 * usual && spent - usual >= leastDifference
}

const isAboveBound: Rule = (history) => {
  const [bound = dayBound(history)] = boundsOf([history])
  return (spent) =>
    bound !== undefined &&
    mayStandOut(history, spent) &&
    spent > bound.bound &&
    spent - bound.usual >= leastDifference
}

function anomalyCell(shape: SpendShape, history: number, rule: Rule): string {
  const alarms: boolean[] = []
  const found = factors.map((): boolean[] => [])
  for (let number = 0; number < anomalySeries; number += 1) {
    const seed = seedOf(shape, history, number) + 1
    const all = syntheticDays(shape, { history, horizon: daysLookedAt, seed })
    for (let day = history; day < history + daysLookedAt; day += 1) {
      const isFound = rule(all.slice(0, day))
      const spent = all[day] ?? 0
      alarms.push(isFound(spent))
      if (day === history)
        for (const [index, factor] of factors.entries()) found[index]?.push(isFound(spent * factor))
    }
  }
  const rate = (100 * alarms.filter(Boolean).length) / alarms.length
  return `${rate.toFixed(1)} / ${found.map(percent).join(', ')}`
}

function seedOf(shape: SpendShape, history: number, number: number): number {
  return 5_000_000 + spendShapes.indexOf(shape) * 100_000 + history * 100 + number * 2
}

function percent(outcomes: readonly boolean[]): string {
  return ((100 * outcomes.filter(Boolean).length) / outcomes.length).toFixed(0)
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
