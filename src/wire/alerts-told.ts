import { z } from 'zod'
import { type ToldAlert, tellings } from '../ledger/alert.ts'
import { alertFields, alertFieldsOf } from './alert-fields.ts'
import { instant } from './fields.ts'

/** Thresholds that were crossed, of all times, and whether their owners have been told. */
export const alertsToldForm = z.strictObject({
  alerts: z.array(
    z.strictObject({
      id: z.int(),
      ...alertFields,
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
      ...alertFieldsOf(alert),
      created_at: alert.createdAtMs,
      state: alert.telling,
      ended_at: alert.endedAtMs ?? null,
    })),
    next_before: (isLast ? undefined : alerts.at(-1)?.id) ?? null,
  })
}
