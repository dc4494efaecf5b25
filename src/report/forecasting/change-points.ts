import { ChangepointDetector, initSync } from '@bsull/augurs/changepoint'
import { augursBinary } from './augurs-binary.ts'
import { deviationOf, logarithmsOf, meanOf } from './series.ts'

let isReady = false

/**
 * Where a series of days may have changed, as places of days, oldest first: Bayesian online detection with a normal-gamma prior, on the
 * logarithm of the values. A burst is such a place too, and the first day always is.
 */
export function changePoints(days: readonly number[]): readonly number[] {
  const logarithms = logarithmsOf(days)
  const deviation = deviationOf(logarithms)
  if (deviation === 0) return []
  makeReady()
  const mean = meanOf(logarithms)
  using detector = ChangepointDetector.normalGamma()
  return detector.detectChangepoints(logarithms.map((value) => (value - mean) / deviation)).indices
}

function makeReady(): void {
  if (isReady) return
  initSync({ module: augursBinary('changepoint') })
  isReady = true
}
