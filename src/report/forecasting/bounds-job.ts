import { boundCertainty, type DayBound, dayBound } from './day-bound.ts'
import { seasonalForecast } from './seasonal-model.ts'

/** See {@link dayBound}; some milliseconds for each series. */
export function work(series: readonly (readonly number[])[]): readonly (DayBound | undefined)[] {
  return series.map((days) =>
    dayBound(days, (known) => {
      const { days: expected, upper } = seasonalForecast(known, 1, boundCertainty)
      return { expected: expected[0] ?? 0, upper: upper[0] ?? 0 }
    }),
  )
}
