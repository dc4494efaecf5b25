import { initSync, MSTL } from '@bsull/augurs/mstl'
import { augursBinary } from './augurs-binary.ts'
import { spendUnit } from './series.ts'

/** A week of days: the one season that a few months of spend can show. */
const seasonDays = 7

export interface SeasonalForecast {
  /** One value for each day to come, none below zero. */
  readonly days: readonly number[]
  /** What each stays under with the certainty asked for; empty where none was. */
  readonly upper: readonly number[]
}

let isReady = false

/**
 * Goes on with a series of days by its weekly pattern and its trend: MSTL with exponential smoothing, on the logarithm of the values, so
 * that growth is a straight line and a spread a factor. Takes some milliseconds.
 *
 * @param values days, oldest first, at least fourteen.
 * @param level how certain the upper bound is to be, between 0 and 1.
 */
export function seasonalForecast(
  values: readonly number[],
  horizon: number,
  level?: number,
): SeasonalForecast {
  makeReady()
  const unit = spendUnit(values)
  using model = MSTL.ets([seasonDays])
  model.fit(values.map((value) => Math.log1p(Math.max(0, value) / unit)))
  const { point, intervals } = model.predict(horizon, level ?? null)
  const restored = (logarithm: number) => Math.max(0, Math.expm1(logarithm) * unit)
  return { days: point.map(restored), upper: (intervals?.upper ?? []).map(restored) }
}

function makeReady(): void {
  if (isReady) return
  initSync({ module: augursBinary('mstl') })
  isReady = true
}
