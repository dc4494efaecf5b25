import { z } from 'zod'
import { periods } from '../ledger/period.ts'
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
  /** The first day of a lasting level; what lies before it does not count. */
  level_since: z.iso.date().nullable(),
  /** Of the month's budget. */
  limit_reached_at: instant.nullable(),
  /** Each budget of the subject, and when it is used up at this pace: in the running period or a coming one. */
  limits: z.array(
    z.strictObject({
      period: z.enum(periods),
      limit_usd: usd,
      spent_usd: usd,
      reached_at: instant.nullable(),
    }),
  ),
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
    level_since: projected?.levelSince ?? null,
    limit_reached_at: forecast.limitReachedAtMs ?? null,
    limits: forecast.limits.map(({ period, limitNanoUsd, spentNanoUsd, reachedAtMs }) => ({
      period,
      limit_usd: limitNanoUsd,
      spent_usd: spentNanoUsd,
      reached_at: reachedAtMs ?? null,
    })),
  })
}
