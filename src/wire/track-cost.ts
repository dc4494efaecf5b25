import { z } from 'zod'
import type { TrackCost } from '../report/track-cost.ts'
import { count, usd, usdByName } from './fields.ts'

/** What a run cost, as subscribers of its events and readers of its result get it. */
export const trackCostForm = z.strictObject({
  total_cost: usd,
  currency: z.literal('USD'),
  /** Calls that providers served; failed ones that were not billed do not count, nor does what is done on this machine. */
  api_calls: count,
  /** Calls to somebody else's service that cost nothing. */
  free_requests: count,
  /** Cost by task. */
  node_costs: usdByName,
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
})
export type TrackCostJson = z.input<typeof trackCostForm>

/** Without costs, of what has not booked anything. */
export function trackCostToJson(cost: TrackCost | undefined): TrackCostJson {
  const { promptTokens = 0, completionTokens = 0 } = cost ?? {}
  return z.encode(trackCostForm, {
    total_cost: cost?.totalNanoUsd ?? 0n,
    currency: 'USD',
    api_calls: cost?.apiCalls ?? 0,
    free_requests: cost?.freeRequests ?? 0,
    node_costs: Object.fromEntries(cost?.taskCostsNanoUsd ?? []),
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  })
}
