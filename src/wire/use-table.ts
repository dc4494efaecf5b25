import { z } from 'zod'
import type { DepthLimits } from '../report/depth-limits.ts'
import type { DepthUse } from '../report/read-use-details.ts'
import type { UseTable } from '../report/read-use-rows.ts'
import type { Use } from '../report/use.ts'
import { count, instant, usd } from './fields.ts'
import { depthUseForm, depthUsesToJson } from './use-details.ts'

/** What was used of providers' services, and how much was done on this machine, which nobody is paid for. */
const useFigures = {
  cost_usd: usd,
  /** Neither estimated nor unresolved. */
  confirmed_usd: usd,
  estimated_usd: usd,
  unresolved_usd: usd,
  calls: count,
  failed_calls: count,
  free_requests: count,
  input_tokens: count,
  output_tokens: count,
  cache_read_tokens: count,
  cache_write_tokens: count,
  reasoning_tokens: count,
  /** Input and output; the other kinds are parts of these. */
  total_tokens: count,
  local_calls: count,
  local_tokens: count,
}

/** Rows of a report as other programs read them: those of the table on a terminal, with every figure. */
export const useTableForm = z.strictObject({
  report: z.string(),
  time_zone: z.string(),
  from: instant,
  to: instant,
  /** What rows are split by. */
  by: z.nullable(z.string()),
  rows: z.array(
    z.strictObject({
      /** Of a day or week its first date, a month, a workflow or a conversation. */
      name: z.string(),
      from: instant,
      to: instant,
      /** What the row is of, where rows are split. */
      group: z.nullable(z.string()),
      ...useFigures,
      models: z.array(z.string()),
      /** Parts of the row, where they were asked for. */
      breakdown: z.array(z.strictObject({ name: z.string(), ...useFigures })).optional(),
    }),
  ),
  totals: z.strictObject(useFigures),
  /** What runs cost, where a summary is split by depth. */
  depths: z.array(depthUseForm).optional(),
})
export type UseTableJson = z.input<typeof useTableForm>

export function useTableToJson(
  { kind, range, timeZone, by, parts, rows, all }: UseTable,
  runs?: RunCosts,
): UseTableJson {
  const table = z.encode(useTableForm.omit({ depths: true }), {
    report: kind,
    time_zone: timeZone,
    from: range.fromMs,
    to: range.toMs,
    by: by ?? null,
    rows: rows.map((row) => ({
      name: row.name,
      from: row.fromMs,
      to: row.toMs,
      group: row.group ?? null,
      ...figuresOf(row),
      models: [...row.models],
      ...(parts && { breakdown: row.parts.map((part) => ({ name: part.name, ...figuresOf(part) })) }),
    })),
    totals: figuresOf(all),
  })
  return { ...table, ...(runs && { depths: [...depthUsesToJson(runs.depths, runs.limits)] }) }
}

/** What runs of each depth cost, and may cost at most. */
export interface RunCosts {
  readonly depths: readonly DepthUse[]
  readonly limits: DepthLimits
}

/** The figures of {@link useFigures}. */
export function figuresOf({ totals, local }: Use) {
  return {
    cost_usd: totals.costNanoUsd,
    confirmed_usd: totals.costNanoUsd - totals.estimatedNanoUsd - totals.unresolvedNanoUsd,
    estimated_usd: totals.estimatedNanoUsd,
    unresolved_usd: totals.unresolvedNanoUsd,
    calls: totals.calls,
    failed_calls: totals.failedCalls,
    free_requests: totals.freeRequests,
    input_tokens: totals.inputTokens,
    output_tokens: totals.outputTokens,
    cache_read_tokens: totals.cacheReadTokens,
    cache_write_tokens: totals.cacheWriteTokens,
    reasoning_tokens: totals.reasoningTokens,
    total_tokens: totals.inputTokens + totals.outputTokens,
    local_calls: local.calls,
    local_tokens: local.inputTokens + local.outputTokens,
  }
}
