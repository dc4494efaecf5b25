import { z } from 'zod'
import type { CostReport, ReportRow } from '../report/cost-report.ts'
import { count, usd, usdByName } from './fields.ts'

/** A report as other programs read it. */
export const costReportForm = z.strictObject({
  total_cost: usd,
  /** Calls that providers served. */
  operations: count,
  by_task: usdByName,
  by_model: usdByName,
  by_provider: usdByName,
  by_operation: usdByName,
  by_depth: usdByName,
  /** Of these calls. */
  tokens: z.strictObject({
    input: count,
    output: count,
    cache_read: count,
    cache_write: count,
    reasoning: count,
    /** Input and output; the other kinds are parts of these. */
    total: count,
  }),
  /** The part of the total that is estimated or unresolved. */
  uncertain_cost: usd,
  /** What was done on this machine itself, which nobody is paid for. */
  local: z.strictObject({
    operations: count,
    tokens: z.strictObject({ input: count, output: count, total: count }),
  }),
})
export type CostReportJson = z.input<typeof costReportForm>

export function costReportToJson({
  totals,
  local,
  by,
  tokens,
  uncertainNanoUsd,
}: CostReport): CostReportJson {
  return z.encode(costReportForm, {
    total_cost: totals.costNanoUsd,
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
    uncertain_cost: uncertainNanoUsd,
    local: {
      operations: local.calls,
      tokens: {
        input: local.inputTokens,
        output: local.outputTokens,
        total: local.inputTokens + local.outputTokens,
      },
    },
  })
}

function costsByName(rows: readonly ReportRow[]): Record<string, bigint> {
  return Object.fromEntries(rows.map(({ name, costNanoUsd }) => [name, costNanoUsd]))
}
