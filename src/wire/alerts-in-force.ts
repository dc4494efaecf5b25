import { z } from 'zod'
import { thresholdsPercent } from '../ledger/alert.ts'
import { type BudgetStatus, remainderNanoUsd } from '../ledger/budget-limit.ts'
import { periods } from '../ledger/period.ts'
import { percentUsed } from '../money/format.ts'
import { instant, usd } from './fields.ts'

/** Budgets that have reached a threshold in their running period, the highest only. */
export const alertsInForceForm = z.array(
  z.strictObject({
    subject: z.string(),
    period: z.enum(periods),
    period_start: instant,
    threshold_percent: z.literal(thresholdsPercent),
    spent_usd: usd,
    limit_usd: usd,
    percent: z.number(),
    remaining_usd: usd,
    resets_at: instant,
  }),
)
export type AlertsInForceJson = z.input<typeof alertsInForceForm>

export function alertsInForceToJson(statuses: readonly BudgetStatus[]): AlertsInForceJson {
  return z.encode(
    alertsInForceForm,
    statuses.flatMap((status) => {
      const { budget, spentNanoUsd } = status
      const reached = thresholdsPercent.findLast(
        (threshold) =>
          budget && spentNanoUsd > 0n && spentNanoUsd * 100n >= budget.limitNanoUsd * BigInt(threshold),
      )
      if (!budget || reached === undefined) return []
      return {
        subject: status.subject.name,
        period: status.period,
        period_start: status.startMs,
        threshold_percent: reached,
        spent_usd: spentNanoUsd,
        limit_usd: budget.limitNanoUsd,
        percent: percentUsed(spentNanoUsd, budget.limitNanoUsd),
        remaining_usd: remainderNanoUsd(status) ?? 0n,
        resets_at: status.resetsAtMs,
      }
    }),
  )
}
