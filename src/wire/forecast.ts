import { z } from 'zod'
import { type Forecast, forecastKinds } from '../report/forecast.ts'
import { projectionMethods } from '../report/forecasting/project-days.ts'
import { count, instant, usd } from './fields.ts'

/** What a subject's month will have cost. With too little data nothing is projected. */
export const forecastForm = z.strictObject({
  subject: z.string(),
  time_zone: z.string(),
  kind: z.enum(forecastKinds),
  spent_usd: usd,
  /** From here on estimates. */
  projected_usd: usd.nullable(),
  low_usd: usd.nullable(),
  high_usd: usd.nullable(),
  per_day_usd: usd.nullable(),
  method: z.enum(projectionMethods).nullable(),
  days_known: count,
  limit_reached_at: instant.nullable(),
})
export type ForecastJson = z.input<typeof forecastForm>

export function forecastToJson(subject: string, timeZone: string, forecast: Forecast): ForecastJson {
  const projected = forecast.kind === 'too_little_data' ? undefined : forecast
  return z.encode(forecastForm, {
    subject,
    time_zone: timeZone,
    kind: forecast.kind,
    spent_usd: forecast.spentNanoUsd,
    projected_usd: projected?.projectedNanoUsd ?? null,
    low_usd: projected?.lowNanoUsd ?? null,
    high_usd: projected?.highNanoUsd ?? null,
    per_day_usd: projected?.perDayNanoUsd ?? null,
    method: projected?.method ?? null,
    days_known: forecast.daysKnown,
    limit_reached_at: projected?.limitReachedAtMs ?? null,
  })
}
