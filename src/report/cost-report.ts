import type { BudgetStatus } from '../ledger/budget-limit.ts'
import type { Subject } from '../ledger/subject.ts'
import {
  noTotals,
  type Summary,
  subtractTotals,
  summaryDimensions,
  type TimeRange,
  type Totals,
} from '../ledger/summary.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { localProvider } from '../pricing/model-id.ts'
import type { DayCost } from './daily-series.ts'

/** One line of a breakdown. */
export interface ReportRow extends Totals {
  readonly name: string
  /** Of the report's total, 0 to 100 with one decimal; 0 while the total is zero. */
  readonly sharePercent: number
}

export const breakdowns = summaryDimensions
export type Breakdown = (typeof breakdowns)[number]

/** Every figure that a surface shows about a range, computed here and nowhere else. */
export interface CostReport {
  readonly range: TimeRange
  readonly timeZone: string
  /** The subject whose budgets and days are shown: a user, a tenant or the bot. */
  readonly subject: Subject
  /** Of providers' services: what was done on this machine itself is counted in `local`. */
  readonly totals: Totals
  readonly local: Totals
  /** What providers reported or was computed from what they reported: neither estimated nor unresolved. */
  readonly confirmedNanoUsd: NanoUsd
  /** Estimated and unresolved together. */
  readonly uncertainNanoUsd: NanoUsd
  /** Input and output, of providers' services. */
  readonly tokens: number
  /** Of all calls, served and failed, the served ones, with one decimal; undefined before the first call. */
  readonly successPercent: number | undefined
  /** Rounded half up; undefined before the first served call. */
  readonly averagePerOperationNanoUsd: NanoUsd | undefined
  /** Workflows started in the range, where the caller counted them. */
  readonly workflows: number | undefined
  /** Those of them that have failed, whether or not they came to a call. */
  readonly failedWorkflows: number | undefined
  readonly averagePerWorkflowNanoUsd: NanoUsd | undefined
  /** Dearest first. */
  readonly by: Readonly<Record<Breakdown, readonly ReportRow[]>>
  /** Every day of the range. */
  readonly days: readonly DayCost[]
  readonly budgets: readonly BudgetStatus[]
}

/** What was read from the ledger for a report. */
export interface ReportFacts {
  readonly range: TimeRange
  readonly timeZone: string
  readonly subject: Subject
  readonly summary: Summary
  readonly days: readonly DayCost[]
  readonly budgets: readonly BudgetStatus[]
  readonly workflows?: number | undefined
  readonly failedWorkflows?: number | undefined
}

/** Computes the figures. */
export function computeCostReport(facts: ReportFacts): CostReport {
  const { by, ...all } = facts.summary
  const local = by.provider.get(localProvider) ?? noTotals
  const totals = subtractTotals(all, local)
  const { costNanoUsd, calls, failedCalls } = totals
  const uncertainNanoUsd = totals.estimatedNanoUsd + totals.unresolvedNanoUsd
  return {
    range: facts.range,
    timeZone: facts.timeZone,
    subject: facts.subject,
    totals,
    local,
    confirmedNanoUsd: costNanoUsd - uncertainNanoUsd,
    uncertainNanoUsd,
    tokens: totals.inputTokens + totals.outputTokens,
    successPercent: calls + failedCalls > 0 ? percent(calls, calls + failedCalls) : undefined,
    averagePerOperationNanoUsd: average(costNanoUsd, calls),
    workflows: facts.workflows,
    failedWorkflows: facts.failedWorkflows,
    averagePerWorkflowNanoUsd: average(costNanoUsd, facts.workflows ?? 0),
    by: {
      task: rowsOf(by.task, costNanoUsd),
      model: rowsOf(by.model, costNanoUsd),
      provider: rowsOf(by.provider, costNanoUsd),
      operation: rowsOf(by.operation, costNanoUsd),
      depth: rowsOf(by.depth, costNanoUsd),
    },
    days: facts.days,
    budgets: facts.budgets,
  }
}

function rowsOf(sums: ReadonlyMap<string, Totals>, total: NanoUsd): readonly ReportRow[] {
  return [...sums]
    .map(([name, totals]) => ({ name, ...totals, sharePercent: shareOf(totals.costNanoUsd, total) }))
    .sort((a, b) => compare(b.costNanoUsd, a.costNanoUsd) || b.calls - a.calls || compare(a.name, b.name))
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b)
}

/** In percent, with one decimal; 0 of nothing. */
export function shareOf(part: NanoUsd, whole: NanoUsd): number {
  return whole <= 0n || part <= 0n ? 0 : Number((part * 2_000n + whole) / (whole * 2n)) / 10
}

/** Never rounded up to 100: one failure among thousands is still seen. */
function percent(part: number, whole: number): number {
  return Math.floor((part * 1_000) / whole) / 10
}

/** Rounded half up; a negative cost, left by corrections of an earlier range, rounds towards zero. */
function average(cost: NanoUsd, count: number): NanoUsd | undefined {
  if (count <= 0) return undefined
  const divisor = BigInt(count)
  return cost < 0n ? cost / divisor : (cost * 2n + divisor) / (divisor * 2n)
}
