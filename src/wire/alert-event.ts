import { z } from 'zod'
import { type Alert, thresholdsPercent } from '../ledger/alert.ts'
import { periods } from '../ledger/period.ts'
import { percentUsed } from '../money/format.ts'
import { instant, usd } from './fields.ts'

/** What the webhook gets for a crossing of a budget's threshold. */
export const alertEventForm = z.strictObject({
  /** The same in every attempt. */
  id: z.string(),
  type: z.literal('budget.threshold'),
  subject: z.string(),
  period: z.enum(periods),
  period_start: instant,
  threshold_percent: z.literal(thresholdsPercent),
  spent_usd: usd,
  limit_usd: usd,
  percent: z.number(),
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
    subject: alert.subject.name,
    period: alert.period,
    period_start: alert.periodStartMs,
    threshold_percent: alert.thresholdPercent,
    spent_usd: spentNanoUsd,
    limit_usd: limitNanoUsd,
    percent: percentUsed(spentNanoUsd, limitNanoUsd),
    remaining_usd: spentNanoUsd < limitNanoUsd ? limitNanoUsd - spentNanoUsd : 0n,
    resets_at: resetsAtMs,
    created_at: alert.createdAtMs,
  })
}
