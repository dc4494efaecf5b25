import { z } from 'zod'
import { thresholdsPercent } from '../ledger/alert.ts'
import { type BudgetStatus, remainderNanoUsd } from '../ledger/budget-limit.ts'
import { alertFields, alertFieldsOf } from './alert-fields.ts'
import { instant, usd } from './fields.ts'

/** Budgets that have reached a threshold in their running period, the highest only. */
export const alertsInForceForm = z.array(
  z.strictObject({
    ...alertFields,
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
        ...alertFieldsOf({
          ...status,
          ...budget,
          periodStartMs: status.startMs,
          thresholdPercent: reached,
        }),
        remaining_usd: remainderNanoUsd(status) ?? 0n,
        resets_at: status.resetsAtMs,
      }
    }),
  )
}
