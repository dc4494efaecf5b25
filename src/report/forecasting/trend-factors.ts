import { logarithmsOf, meanOf, totalOf } from './series.ts'

/** Older days tell little of the trend of today. */
const latestDays = 56
/** Before any day is seen, growth or decline by this much a day is as likely as the other: one standard deviation. */
const usualDailyTrend = 0.012
/** A normally spread value stays within so many standard deviations in four of five cases. */
const deviationsOfCoverage = 1.2816

/**
 * Between which factors of a mean the days to come stay four times out of five, as far as their trend and the level itself are not
 * known: from two weeks a growth of one percent a day cannot be told from chance, and makes a quarter of the month to come.
 *
 * @param span of how many latest days the mean is.
 */
export function trendFactors(
  days: readonly number[],
  { span, horizon }: { readonly span: number; readonly horizon: number },
): { readonly low: number; readonly high: number } {
  const { slope, slopeDeviation, deviation } = trendOf(logarithmsOf(days.slice(-latestDays)))
  const ahead = (span + horizon) / 2
  const level = deviation * Math.sqrt(1 / span + 1 / horizon)
  const reach = deviationsOfCoverage * Math.hypot(slopeDeviation * ahead, level)
  return { low: Math.exp(slope * ahead - reach), high: Math.exp(slope * ahead + reach) }
}

/** A straight line through the values, and how sure its slope is, drawn towards none as far as chance could have made it. */
function trendOf(values: readonly number[]) {
  const mean = meanOf(values)
  const places = values.map((_, index) => index - (values.length - 1) / 2)
  const width = totalOf(places.map((place) => place ** 2))
  const seen = totalOf(values.map((value, index) => (places[index] ?? 0) * (value - mean))) / width
  const rest = values.map((value, index) => value - mean - seen * (places[index] ?? 0))
  const variance = totalOf(rest.map((value) => value ** 2)) / Math.max(1, values.length - 2)
  const chance = variance / width
  const weight = usualDailyTrend ** 2 / (usualDailyTrend ** 2 + chance)
  return { slope: seen * weight, slopeDeviation: Math.sqrt(chance * weight), deviation: Math.sqrt(variance) }
}
