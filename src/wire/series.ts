import { z } from 'zod'
import { type Period, periods } from '../ledger/period.ts'
import type { SeriesPoint } from '../ledger/summary.ts'
import { instant, usd } from './fields.ts'

/** What a subject spent over time; periods without spend are left out. */
export const seriesForm = z.strictObject({
  subject: z.string(),
  time_zone: z.string(),
  period: z.enum(periods),
  points: z.array(z.strictObject({ starts_at: instant, cost_usd: usd })),
})
export type SeriesJson = z.input<typeof seriesForm>

export function seriesToJson(
  subject: string,
  {
    timeZone,
    period,
    points,
  }: {
    readonly timeZone: string
    readonly period: Period
    readonly points: readonly SeriesPoint[]
  },
): SeriesJson {
  return z.encode(seriesForm, {
    subject,
    time_zone: timeZone,
    period,
    points: points.map(({ startMs, spentNanoUsd }) => ({ starts_at: startMs, cost_usd: spentNanoUsd })),
  })
}
