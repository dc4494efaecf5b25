import { z } from 'zod'
import type { Alert } from '../ledger/alert.ts'
import { alertFields, alertFieldsOf } from './alert-fields.ts'
import { instant, usd } from './fields.ts'

/** What the webhook gets for a crossing of a budget's threshold. */
export const alertEventForm = z.strictObject({
  /** The same in every attempt. */
  id: z.string(),
  type: z.literal('budget.threshold'),
  ...alertFields,
  remaining_usd: usd,
  resets_at: instant,
  created_at: instant,
})
export type AlertEventJson = z.input<typeof alertEventForm>

export function alertEventToJson(alert: Alert, resetsAtMs: number): AlertEventJson {
  const { spentNanoUsd, limitNanoUsd } = alert
  return z.encode(alertEventForm, {
    id: `alert_${alert.id}_${alert.createdAtMs}`,
    type: 'budget.threshold',
    ...alertFieldsOf(alert),
    remaining_usd: spentNanoUsd < limitNanoUsd ? limitNanoUsd - spentNanoUsd : 0n,
    resets_at: resetsAtMs,
    created_at: alert.createdAtMs,
  })
}
