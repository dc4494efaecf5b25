export function totalOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** Zero of no values. */
export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : totalOf(values) / values.length
}

/** Of a sample; zero of fewer than two values. */
export function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values)
  return values.length < 2
    ? 0
    : Math.sqrt(totalOf(values.map((value) => (value - mean) ** 2)) / (values.length - 1))
}

/** Cents are to behave as dollars do: the mean of a series is so many units. */
const unitsOfMean = 10

/** What amounts are divided by before their logarithm is taken: a part of their mean; what is below zero counts as nothing. */
export function spendUnit(values: readonly number[]): number {
  const mean = meanOf(values.map((value) => Math.max(0, value)))
  return mean > 0 ? mean / unitsOfMean : 1
}

/** On this scale growth is a straight line and a spread a factor, and a day without spend is a number. */
export function logarithmsOf(values: readonly number[]): readonly number[] {
  const unit = spendUnit(values)
  return values.map((value) => Math.log1p(Math.max(0, value) / unit))
}

/** The value that the share of all, from 0 to 1, does not exceed; zero of no values. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length)))
  return sorted[rank - 1] ?? 0
}

/** Makes of the median absolute deviation of normally spread values their standard deviation. */
const deviationOfNormal = 1.4826
/** A normally spread value stays under so many deviations above the middle in 99 of 100 cases. */
const deviations = 2.326

/**
 * What values above zero stay under in 99 of 100 cases by their own spread, measured on the logarithm and by the median, so that a
 * spread is a factor and one wild value does not widen it.
 */
export function usualBoundOf(values: readonly number[]): { readonly usual: number; readonly bound: number } {
  const logarithms = values.filter((value) => value > 0).map(Math.log)
  const middle = quantileOf(logarithms, 0.5)
  const spread = quantileOf(
    logarithms.map((logarithm) => Math.abs(logarithm - middle)),
    0.5,
  )
  return logarithms.length === 0
    ? { usual: 0, bound: 0 }
    : {
        usual: Math.exp(middle),
        bound: Math.exp(middle + deviations * deviationOfNormal * spread),
      }
}
