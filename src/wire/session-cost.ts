import { z } from 'zod'
import type { TaskSpend } from '../ledger/running-spend.ts'
import { formatUsd } from '../money/format.ts'
import { usd, usdByName } from './fields.ts'

/** What was spent since the process came up. */
export const sessionCostForm = z.strictObject({
  total_cost: usd,
  /** The same as people read it: `$0.05`. */
  total_cost_dollars: z.string(),
  /** By who did the work: a task; `other` where it was none's, as of other programs. */
  agent_costs: usdByName,
})
export type SessionCostJson = z.input<typeof sessionCostForm>

export function sessionCostToJson({ costNanoUsd, byTask }: TaskSpend): SessionCostJson {
  return z.encode(sessionCostForm, {
    total_cost: costNanoUsd,
    total_cost_dollars: formatUsd(costNanoUsd, 'readable'),
    agent_costs: Object.fromEntries(
      [...byTask].map(([task, amount]) => [task === 'none' ? 'other' : task, amount]),
    ),
  })
}
