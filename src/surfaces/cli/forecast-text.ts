import type { DisplayCurrency } from '../../money/display-currency.ts'
import { formatUsd } from '../../money/format.ts'
import type { Forecast } from '../../report/forecast.ts'
import type { LimitForecast } from '../../report/limit-forecast.ts'
import { inBoth, limitText } from './limit-text.ts'

export interface ForecastTextOptions {
  readonly subject: string
  readonly timeZone: string
  readonly currency: DisplayCurrency
}

/** What a subject's month comes to, and when its budgets are used up, in sentences. */
export function forecastText(forecast: Forecast, options: ForecastTextOptions): string {
  const { subject, currency } = options
  const limits = limitSentences(forecast.limits, options)
  switch (forecast.kind) {
    case 'too_little_data':
      return [
        `${subject}, this month so far: ${formatUsd(forecast.spentNanoUsd, 'four')}. There are too few days yet to say where it ends.`,
        ...limits,
      ].join(' ')
    case 'little_data':
    case 'projected':
      return [
        `${subject}, this month so far: ${formatUsd(forecast.spentNanoUsd, 'readable')}; ${paceText(forecast)} (${formatUsd(forecast.perDayNanoUsd, 'readable')} a day) it ends at about ${inBoth(forecast.projectedNanoUsd, 'readable', currency)}, ${intervalText(forecast)}.`,
        ...(forecast.kind === 'little_data'
          ? ['That is little data: from fourteen days on it can be tried against what came.']
          : []),
        ...(forecast.levelSince === undefined
          ? []
          : [`Days before ${forecast.levelSince} do not count: since then a day costs something else.`]),
        ...limits,
      ].join(' ')
    default:
      return forecast satisfies never
  }
}

type Projected = Exclude<Forecast, { kind: 'too_little_data' }>

function paceText({ method, daysUsed }: Projected): string {
  switch (method) {
    case 'mean_14':
      return `at the pace of the last ${Math.min(14, daysUsed)} days`
    case 'mean_28':
      return `at the pace of the last ${Math.min(28, daysUsed)} days`
    case 'mean_all':
      return `at the pace of the last ${daysUsed} days`
    case 'weekly':
      return `by the weekly pattern and the trend of the last ${daysUsed} days`
    default:
      return method satisfies never
  }
}

function intervalText({ lowNanoUsd, highNanoUsd }: Projected): string {
  return `four times out of five between ${formatUsd(lowNanoUsd, 'readable')} and ${formatUsd(highNanoUsd, 'readable')}`
}

function limitSentences(
  limits: readonly LimitForecast[],
  { timeZone }: ForecastTextOptions,
): readonly string[] {
  return limits.flatMap(({ period, limitNanoUsd, spentNanoUsd, reachedAtMs }) => {
    if (reachedAtMs === undefined) return []
    const budget = `Its budget of ${limitText(limitNanoUsd)} a ${period}`
    if (spentNanoUsd >= limitNanoUsd) return [`${budget} is used up.`]
    return [`${budget} is then used up on ${whenText(reachedAtMs, period, timeZone)}.`]
  })
}

/** Of a month the day, of less the hour too. */
function whenText(atMs: number, period: LimitForecast['period'], timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone)
  const day = at.toPlainDate().toString()
  return period === 'month' ? day : `${day} at about ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`
}
