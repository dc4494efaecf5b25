import { toUsdNumber } from '../money/format.ts'
import type { CostReport, ReportRow } from './cost-report.ts'

type CostsByName = Readonly<Record<string, number>>

/** A report as other programs read it. Money is in US dollars, as JSON numbers exact to the nano. */
export interface ReportJson {
  readonly total_cost: number
  /** Calls that were served. */
  readonly operations: number
  readonly by_task: CostsByName
  readonly by_model: CostsByName
  readonly by_provider: CostsByName
  readonly by_operation: CostsByName
  readonly by_depth: CostsByName
  readonly tokens: {
    readonly input: number
    readonly output: number
    readonly cache_read: number
    readonly cache_write: number
    readonly reasoning: number
    /** Input and output; the other kinds are parts of these. */
    readonly total: number
  }
  /** The part of the total that is estimated or unresolved. */
  readonly uncertain_cost: number
}

export function reportToJson({ totals, by, tokens, uncertainNanoUsd }: CostReport): ReportJson {
  return {
    total_cost: toUsdNumber(totals.costNanoUsd),
    operations: totals.calls,
    by_task: costsByName(by.task),
    by_model: costsByName(by.model),
    by_provider: costsByName(by.provider),
    by_operation: costsByName(by.operation),
    by_depth: costsByName(by.depth),
    tokens: {
      input: totals.inputTokens,
      output: totals.outputTokens,
      cache_read: totals.cacheReadTokens,
      cache_write: totals.cacheWriteTokens,
      reasoning: totals.reasoningTokens,
      total: tokens,
    },
    uncertain_cost: toUsdNumber(uncertainNanoUsd),
  }
}

function costsByName(rows: readonly ReportRow[]): CostsByName {
  return Object.fromEntries(rows.map(({ name, costNanoUsd }) => [name, toUsdNumber(costNanoUsd)]))
}
