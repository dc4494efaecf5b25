import type { Texts } from '../../../locales/texts.ts'
import type { Forecast } from '../../../report/forecast.ts'
import type { LimitForecast } from '../../../report/limit-forecast.ts'

/** Where the month ends, within what, and when its budgets are used up by then. */
export function forecastLine(forecast: Forecast, timeZone: string, texts: Texts): string {
  if (forecast.kind === 'too_little_data') return ''
  const { kind, projectedNanoUsd, lowNanoUsd, highNanoUsd, levelSince, limits } = forecast
  return [
    texts.t(kind === 'little_data' ? 'report.forecastOfLittle' : 'report.forecast', {
      amount: texts.moneyInBoth(projectedNanoUsd),
      low: texts.money(lowNanoUsd),
      high: texts.money(highNanoUsd),
    }),
    ...(levelSince === undefined
      ? []
      : [texts.t('report.levelSince', { day: texts.date(startOf(levelSince, timeZone), timeZone) })]),
    ...limits.flatMap((limit) => limitText(limit, timeZone, texts)),
  ].join(' · ')
}

function startOf(date: string, timeZone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds
}

/** A day or an hour that is used up already stands among the budgets. */
function limitText(
  { period, limitNanoUsd, spentNanoUsd, reachedAtMs }: LimitForecast,
  timeZone: string,
  texts: Texts,
): readonly string[] {
  if (reachedAtMs === undefined) return []
  if (period === 'month') return [texts.t('report.usedUpOn', { day: texts.date(reachedAtMs, timeZone) })]
  if (spentNanoUsd >= limitNanoUsd) return []
  const when = texts.dateTime(reachedAtMs, timeZone)
  return [texts.t(period === 'day' ? 'report.dayUsedUp' : 'report.hourUsedUp', { when })]
}
