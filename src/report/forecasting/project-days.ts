import { levelSince } from './level-change.ts'
import { meanOf, quantileOf, totalOf } from './series.ts'
import { trendFactors } from './trend-factors.ts'

export const projectionMethods = ['mean_14', 'mean_28', 'mean_all', 'weekly'] as const
/** By what the days to come are reckoned: the mean of the latest days, or of all, or the weekly pattern and its trend. */
export type ProjectionMethod = (typeof projectionMethods)[number]

/** An estimate of days to come, in the unit of the days that it was made from. */
export interface Projection {
  readonly method: ProjectionMethod
  /** One value for each day to come. */
  readonly days: readonly number[]
  /** Where the sum of the days is to be expected four times out of five, as factors of it. */
  readonly lowFactor: number
  readonly highFactor: number
  /** So many of the latest days were looked at: what lies before a lasting change of the level does not count. */
  readonly daysUsed: number
}

/** Goes on with days by their weekly pattern and trend. */
type Seasonal = (days: readonly number[], horizon: number) => readonly number[]

/** What takes some milliseconds, and is therefore done elsewhere. */
export interface Fits {
  /** For a history of at least {@link leastDaysForWeekly}. */
  readonly seasonal: Seasonal
  /** Where the level may have changed, as places of days, oldest first. */
  readonly changePoints: (days: readonly number[]) => readonly number[]
}

/** Fewer days say nothing about a month. */
export const leastDays = 3
/** With fewer days there is nothing to try a method against. */
export const leastDaysTried = 14
/** With fewer days the trend of a fresh step runs away. */
export const leastDaysForWeekly = 56
/** A pattern of weeks needs two of them. */
const leastDaysOfPattern = 14
/** From so many days before today projections are tried against what came. */
const originsDaysAgo = [7, 10, 13, 16, 19, 22, 25, 28] as const
/** Only what was off by less than so much of the mean of 14 days is taken instead of it. */
const clearlyBetter = 0.8
const coverage = 0.8
const leastSpread = 0.05
/** What a few days show of their spread is less than there is. */
const leastSpreadOfFew = 0.25
const weekDays = 7

/**
 * Projects a series of days since the latest lasting change of their level: by the mean of the latest fourteen, unless another method
 * would have been clearly better over the latest four weeks. The spread is what the chosen one was off by then, and what is not known of
 * a trend.
 *
 * @param days whole days, oldest first, at least {@link leastDays}.
 * @param fits without them means of all days are compared.
 */
export function projectDays(days: readonly number[], horizon: number, fits?: Fits): Projection {
  const since = fits && days.length >= leastDaysTried ? levelSince(days, fits.changePoints(days)) : 0
  const level = days.slice(since)
  const { span, ...projection } =
    level.length < leastDaysTried ? projectFew(level, horizon) : projectTried(level, horizon, fits?.seasonal)
  if (span === undefined) return { ...projection, daysUsed: level.length }
  const { low, high } = trendFactors(level, { span, horizon })
  return {
    ...projection,
    lowFactor: Math.min(projection.lowFactor, low),
    highFactor: Math.max(projection.highFactor, high),
    daysUsed: level.length,
  }
}

/** Of how many latest days it is the mean; undefined of what follows a trend by itself. */
type Projected = Omit<Projection, 'daysUsed'> & { readonly span: number | undefined }

function projectTried(days: readonly number[], horizon: number, seasonal: Seasonal | undefined): Projected {
  const methods = methodsFor(days, seasonal)
  const [usual, ...others] = methods.map((method) => ({ ...method, ...backTest(days, method) }))
  if (!usual) throw new Error('There is no method to project days by.')
  const best = others.reduce((a, b) => (b.error < a.error ? b : a), usual)
  const chosen = best.error < usual.error * clearlyBetter ? best : usual
  const ahead = chosen.project(days, horizon)
  const spread = Math.max(leastSpread, spreadAround(ahead, chosen))
  return {
    method: chosen.name,
    days: ahead,
    lowFactor: Math.max(0, 1 - spread),
    highFactor: 1 + spread,
    span: chosen.span,
  }
}

/** Too few days to try anything: their mean, between the dearest and the cheapest stretch of up to a week. */
function projectFew(days: readonly number[], horizon: number): Projected {
  const length = Math.min(weekDays, Math.ceil(days.length / 2))
  const stretches = days.slice(length - 1).map((_, index) => meanOf(days.slice(index, index + length)))
  const mean = meanOf(days)
  const factorOf = (stretch: number) => (mean > 0 ? stretch / mean : 1)
  return {
    method: 'mean_14',
    days: repeated(mean, horizon),
    lowFactor: Math.min(1 - leastSpreadOfFew, factorOf(Math.min(...stretches))),
    highFactor: Math.max(1 + leastSpreadOfFew, factorOf(Math.max(...stretches))),
    span: days.length,
  }
}

interface Method {
  readonly name: ProjectionMethod
  readonly project: Seasonal
  readonly leastDays: number
  readonly span: number | undefined
}

/** The usual one first. */
function methodsFor(days: readonly number[], seasonal: Seasonal | undefined): readonly Method[] {
  const meanOfLatest = (name: ProjectionMethod, count: number): Method => ({
    name,
    project: (known, horizon) => repeated(meanOf(known.slice(-count)), horizon),
    leastDays,
    span: Math.min(count, days.length),
  })
  const weekly = seasonal && {
    name: 'weekly' as const,
    project: seasonal,
    leastDays: leastDaysOfPattern,
    span: undefined,
  }
  return [
    meanOfLatest('mean_14', 14),
    meanOfLatest('mean_28', 28),
    meanOfLatest('mean_all', days.length),
    ...(weekly && days.length >= leastDaysForWeekly ? [weekly] : []),
  ]
}

/** How far projections from earlier days were from what came: by the day, and each as a part of what was projected. */
function backTest(days: readonly number[], { project, leastDays }: Method) {
  const trials = originsDaysAgo
    .filter((daysAgo) => days.length - daysAgo >= leastDays)
    .map((daysAgo) => {
      const projected = totalOf(project(days.slice(0, -daysAgo), daysAgo))
      const off = Math.abs(totalOf(days.slice(-daysAgo)) - projected)
      return { perDay: off / daysAgo, miss: missOf(off, projected) }
    })
  const offs = trials.map(({ perDay }) => perDay)
  return { error: meanOf(offs), offs, misses: trials.map(({ miss }) => miss) }
}

/**
 * As a part of what is projected. What was more than projected is so many times little, and would be as many times much once it is
 * part of what is projected itself: by the day it is what it was.
 */
function spreadAround(
  ahead: readonly number[],
  { misses, offs }: { readonly misses: readonly number[]; readonly offs: readonly number[] },
): number {
  const spread = spreadOf(misses)
  const byTheDay = missOf(spreadOf(offs), meanOf(ahead))
  return spread > 1 ? Math.max(1, Math.min(spread, byTheDay)) : spread
}

function missOf(off: number, projected: number): number {
  if (off === 0) return 0
  return projected > 0 ? off / projected : 1
}

/** What of so few misses the next one stays under: a place higher than among many (split conformal prediction). */
function spreadOf(misses: readonly number[]): number {
  return quantileOf(misses, (coverage * (misses.length + 1)) / misses.length)
}

function repeated(value: number, horizon: number): readonly number[] {
  return Array.from({ length: horizon }, () => value)
}
