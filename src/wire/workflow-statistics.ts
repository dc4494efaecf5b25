import { z } from 'zod'
import type { TrackCost } from '../report/track-cost.ts'
import { count, usd } from './fields.ts'

/** What one workflow comes to; a turn is a call that a provider served. */
export const workflowStatisticsForm = z.strictObject({
  total_cost: usd,
  total_prompt_tokens: count,
  total_completion_tokens: count,
  total_tokens: count,
  turn_count: count,
  /** Rounded to the nano; 0 before the first turn. */
  average_cost_per_turn: usd,
})
export type WorkflowStatisticsJson = z.input<typeof workflowStatisticsForm>

export function workflowStatisticsToJson(cost: TrackCost | undefined): WorkflowStatisticsJson {
  const { totalNanoUsd = 0n, promptTokens = 0, completionTokens = 0, apiCalls = 0 } = cost ?? {}
  return z.encode(workflowStatisticsForm, {
    total_cost: totalNanoUsd,
    total_prompt_tokens: promptTokens,
    total_completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    turn_count: apiCalls,
    average_cost_per_turn: apiCalls > 0 ? totalNanoUsd / BigInt(apiCalls) : 0n,
  })
}
