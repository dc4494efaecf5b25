import { z } from 'zod'
import { type ToldAlert, tellings, thresholdsPercent } from '../ledger/alert.ts'
import { periods } from '../ledger/period.ts'
import { percentUsed } from '../money/format.ts'
import { instant, usd } from './fields.ts'

/** Thresholds that were crossed, of all times, and whether their owners have been told. */
export const alertsToldForm = z.strictObject({
  alerts: z.array(
    z.strictObject({
      id: z.int(),
      subject: z.string(),
      period: z.enum(periods),
      period_start: instant,
      threshold_percent: z.literal(thresholdsPercent),
      /** As they stood when it was crossed. */
      spent_usd: usd,
      limit_usd: usd,
      percent: z.number(),
      created_at: instant,
      /** `kept`: no way was left to tell of it. */
      state: z.enum(tellings),
      /** When it was delivered or given up; null while it waits. */
      ended_at: instant.nullable(),
    }),
  ),
  /** What `before` is to be for the next page; null after the last. */
  next_before: z.int().nullable(),
})
export type AlertsToldJson = z.input<typeof alertsToldForm>

/** @param isLast whether there are no older ones */
export function alertsToldToJson(alerts: readonly ToldAlert[], isLast: boolean): AlertsToldJson {
  return z.encode(alertsToldForm, {
    alerts: alerts.map((alert) => ({
      id: alert.id,
      subject: alert.subject.name,
      period: alert.period,
      period_start: alert.periodStartMs,
      threshold_percent: alert.thresholdPercent,
      spent_usd: alert.spentNanoUsd,
      limit_usd: alert.limitNanoUsd,
      percent: percentUsed(alert.spentNanoUsd, alert.limitNanoUsd),
      created_at: alert.createdAtMs,
      state: alert.telling,
      ended_at: alert.endedAtMs ?? null,
    })),
    next_before: (isLast ? undefined : alerts.at(-1)?.id) ?? null,
  })
}
