import type { DisplayCurrency } from '../../money/display-currency.ts'
import { formatUsd } from '../../money/format.ts'
import type { Forecast } from '../../report/forecast.ts'
import { localDate } from '../../report/period-range.ts'
import { inBoth } from './limit-text.ts'

/** What a subject's month comes to, in sentences. */
export function forecastText(
  forecast: Forecast,
  { subject, timeZone }: { readonly subject: string; readonly timeZone: string },
  currency: DisplayCurrency,
): string {
  switch (forecast.kind) {
    case 'too_little_data':
      return `${subject}, this month so far: ${formatUsd(forecast.spentNanoUsd, 'four')}. There are too few days yet to say where it ends.`
    case 'little_data':
    case 'projected':
      return [
        `${subject}, this month so far: ${formatUsd(forecast.spentNanoUsd, 'readable')}; ${paceText(forecast)} (${formatUsd(forecast.perDayNanoUsd, 'readable')} a day) it ends at about ${inBoth(forecast.projectedNanoUsd, 'readable', currency)}, ${intervalText(forecast)}.`,
        ...(forecast.kind === 'little_data'
          ? ['That is little data: from fourteen days on it can be tried against what came.']
          : []),
        ...(forecast.limitReachedAtMs === undefined
          ? []
          : [`Its budget is then used up on ${localDate(forecast.limitReachedAtMs, timeZone)}.`]),
      ].join(' ')
    default:
      return forecast satisfies never
  }
}

type Projected = Exclude<Forecast, { kind: 'too_little_data' }>

function paceText({ method, daysKnown }: Projected): string {
  switch (method) {
    case 'mean_14':
      return `at the pace of the last ${Math.min(14, daysKnown)} days`
    case 'mean_28':
      return `at the pace of the last ${Math.min(28, daysKnown)} days`
    case 'mean_all':
      return `at the pace of the last ${daysKnown} days`
    case 'weekly':
      return `by the weekly pattern and the trend of the last ${daysKnown} days`
    default:
      return method satisfies never
  }
}

function intervalText({ lowNanoUsd, highNanoUsd }: Projected): string {
  return `four times out of five between ${formatUsd(lowNanoUsd, 'readable')} and ${formatUsd(highNanoUsd, 'readable')}`
}
