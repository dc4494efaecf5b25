import { z } from 'zod'
import { isTenantName } from '../ledger/subject.ts'
import type { OutsideEvent } from '../llm/outside-spend.ts'
import { parseUsd } from '../money/nano-usd.ts'
import { largestAmountNanoUsd } from '../money/read-amount.ts'

const mostCount = 1_000_000_000_000
const whole = z.int().min(0).max(mostCount)
const mostUsd = Number(largestAmountNanoUsd / 1_000_000_000n)
const amount = z.number().min(0).max(mostUsd)
const name = z.string().min(1).max(200)

/** What a runner elsewhere has spent: the fields of `track_cost`, for whom, and under an id of the runner's own. */
export const outsideEventForm = z.strictObject({
  id: name,
  type: z.literal('track_cost'),
  tenant: z.string().refine(isTenantName),
  user: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,75}$/)
    .optional(),
  workflow: name.optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  data: z.strictObject({
    total_cost: amount,
    currency: z.literal('USD'),
    api_calls: whole,
    free_requests: whole,
    node_costs: z.record(name, amount),
    prompt_tokens: whole,
    completion_tokens: whole,
    total_tokens: whole,
  }),
})
export type OutsideEventJson = z.output<typeof outsideEventForm>

export function outsideEventOf({ id, tenant, user, workflow, at, data }: OutsideEventJson): OutsideEvent {
  return {
    id,
    attribution: { tenant, user, workflow },
    atMs: at === undefined ? undefined : Date.parse(at),
    totalNanoUsd: parseUsd(data.total_cost),
    apiCalls: data.api_calls,
    freeRequests: data.free_requests,
    nodeCostsNanoUsd: Object.fromEntries(
      Object.entries(data.node_costs).map(([node, cost]) => [node, parseUsd(cost)]),
    ),
    promptTokens: data.prompt_tokens,
    completionTokens: data.completion_tokens,
  }
}
