import { z } from 'zod'
import { type BudgetStatus, budgetModes, budgetOrigins, remainderNanoUsd } from '../ledger/budget-limit.ts'
import { periods } from '../ledger/period.ts'
import { percentUsed } from '../money/format.ts'
import { instant, usd } from './fields.ts'

/** One period of a subject. Without a limit there is neither a mode nor anything left of it. */
const budgetForm = z.strictObject({
  period: z.enum(periods),
  limit_usd: usd.nullable(),
  mode: z.enum(budgetModes).nullable(),
  origin: z.enum(budgetOrigins).nullable(),
  spent_usd: usd,
  held_usd: usd,
  remaining_usd: usd.nullable(),
  percent: z.number().nullable(),
  starts_at: instant,
  resets_at: instant,
})

/** The budgets of one subject. */
export const budgetsForm = z.strictObject({
  subject: z.string(),
  time_zone: z.string(),
  budgets: z.array(budgetForm),
})
export type BudgetsJson = z.input<typeof budgetsForm>

export function budgetsToJson(
  subject: string,
  timeZone: string,
  statuses: readonly BudgetStatus[],
): BudgetsJson {
  return z.encode(budgetsForm, { subject, time_zone: timeZone, budgets: statuses.map(valuesOf) })
}

function valuesOf(status: BudgetStatus): z.output<typeof budgetForm> {
  const { budget, spentNanoUsd } = status
  return {
    period: status.period,
    limit_usd: budget?.limitNanoUsd ?? null,
    mode: budget?.mode ?? null,
    origin: budget?.origin ?? null,
    spent_usd: spentNanoUsd,
    held_usd: status.heldNanoUsd,
    remaining_usd: remainderNanoUsd(status) ?? null,
    percent: budget ? percentUsed(spentNanoUsd, budget.limitNanoUsd) : null,
    starts_at: status.startMs,
    resets_at: status.resetsAtMs,
  }
}
