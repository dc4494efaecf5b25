import type { BudgetStatus } from '../../src/ledger/budget-limit.ts'
import type { Period } from '../../src/ledger/period.ts'
import { serverSubject } from '../../src/ledger/subject.ts'
import { noTotals, type Totals } from '../../src/ledger/summary.ts'
import { parseUsd } from '../../src/money/nano-usd.ts'
import { computeCostReport } from '../../src/report/cost-report.ts'
import { dailyCosts } from '../../src/report/daily-series.ts'
import { nowMs } from './harbour-brief.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
export const server = serverSubject('811223344556677889')

const periodsNow: Readonly<Record<Period, readonly [startMs: number, resetsAtMs: number]>> = {
  hour: [Date.UTC(2026, 10, 22, 14), Date.UTC(2026, 10, 22, 15)],
  day: [Date.UTC(2026, 10, 22), Date.UTC(2026, 10, 23)],
  month: [Date.UTC(2026, 10, 1), Date.UTC(2026, 11, 1)],
}

function status(period: Period, limit: string, spent: string, held = '0'): BudgetStatus {
  const [startMs, resetsAtMs] = periodsNow[period]
  return {
    subject: server,
    period,
    budget: {
      limitNanoUsd: parseUsd(limit),
      mode: 'hard',
      revision: 1,
      origin: period === 'hour' ? 'config' : 'own',
    },
    spentNanoUsd: parseUsd(spent),
    heldNanoUsd: parseUsd(held),
    startMs,
    resetsAtMs,
    timeZone: 'UTC',
  }
}

/** The budgets of an invented server on a busy Sunday. */
export const statuses = [
  status('hour', '5', '1.26', '0.84'),
  status('day', '20', '10.92', '0.84'),
  status('month', '300', '234.6', '0.84'),
] as const

function part(cost: string, calls: number): Totals {
  return { ...noTotals, costNanoUsd: parseUsd(cost), calls }
}

const range = { fromMs: Date.UTC(2026, 10, 16), toMs: Date.UTC(2026, 10, 23) }
const spentByDay = ['6.12', '8.40', '4.95', '11.30', '9.02', '5.27', '10.92']

/** A week of that server. */
export const weekReport = computeCostReport({
  range,
  timeZone: 'UTC',
  subject: server,
  workflows: 92,
  days: dailyCosts(
    spentByDay.map((spent, day) => ({ startMs: range.fromMs + day * dayMs, spentNanoUsd: parseUsd(spent) })),
    range,
    'UTC',
  ),
  budgets: statuses,
  summary: {
    ...noTotals,
    costNanoUsd: parseUsd('55.98'),
    estimatedNanoUsd: parseUsd('0.42'),
    calls: 1013,
    failedCalls: 9,
    inputTokens: 3_912_400,
    outputTokens: 341_870,
    by: {
      task: new Map([
        ['analysis', part('31.46', 541)],
        ['verification', part('17.80', 312)],
        ['transcription', part('4.31', 28)],
        ['knowledge', part('2.41', 132)],
      ]),
      model: new Map([
        ['openai:gpt-5', part('38.05', 402)],
        ['openai:gpt-5-mini', part('17.93', 611)],
      ]),
      provider: new Map([['openai', part('55.98', 1013)]]),
      operation: new Map([['generate', part('55.98', 1013)]]),
      depth: new Map([
        ['standard', part('34.20', 700)],
        ['deep', part('21.78', 313)],
      ]),
    },
  },
})

/** The month past 75 %, as the alert has it. */
export const monthAlert = {
  period: 'month',
  thresholdPercent: 75,
  spentNanoUsd: parseUsd('234.6'),
  limitNanoUsd: parseUsd('300'),
  usedPercent: 78.2,
  remainingNanoUsd: parseUsd('65.4'),
  mode: 'hard',
  crossedAtMs: nowMs,
  resetsAtMs: periodsNow.month[1],
} as const
