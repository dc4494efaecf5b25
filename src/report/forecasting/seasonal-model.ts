import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { initSync, MSTL } from '@bsull/augurs/mstl'

/** A week of days: the one season that a few months of spend can show. */
const seasonDays = 7
/** Cents are to behave as dollars do: the mean of a series is so many units. */
const unitsOfMean = 10

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
  const unit = unitOf(values)
  using model = MSTL.ets([seasonDays])
  model.fit(values.map((value) => Math.log1p(Math.max(0, value) / unit)))
  const { point, intervals } = model.predict(horizon, level ?? null)
  const restored = (logarithm: number) => Math.max(0, Math.expm1(logarithm) * unit)
  return { days: point.map(restored), upper: (intervals?.upper ?? []).map(restored) }
}

/** Left to itself, the package asks an address for its binary, which stands beside its script. */
function makeReady(): void {
  if (isReady) return
  const script = fileURLToPath(import.meta.resolve('@bsull/augurs/mstl'))
  initSync({ module: readFileSync(script.replace(/\.js$/, '_bg.wasm')) })
  isReady = true
}

function unitOf(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0)
  return total > 0 ? total / values.length / unitsOfMean : 1
}
