import { deviationOf, logarithmsOf, meanOf, quantileOf } from './series.ts'

/** So many days on each side of a change are compared, fewer where there are no more. */
const mostDaysCompared = 14
/** A burst or a weekend is no new level. */
const leastDaysCompared = 5
/** What is less may be chance, a week's pattern, or growth, which has no day on which it begins. */
const leastFactor = 1.5
/** Apart by so many standard errors of their means, two sides are no chance. */
const leastErrors = 4
/** A detector may be so many days early. */
const daysEarly = 2

/**
 * The day since which a level has lasted, as a place in the days: the latest change that both the means and the middles of the days
 * before and after it show. Zero where none does.
 *
 * @param days whole days, oldest first.
 * @param places where a detector suspects a change, oldest first.
 */
export function levelSince(days: readonly number[], places: readonly number[]): number {
  for (const place of places.toReversed()) {
    const splits = Array.from({ length: daysEarly + 1 }, (_, later) => splitAt(days, place + later))
    const [clearest] = splits.filter((split) => split !== undefined).sort((a, b) => b.errors - a.errors)
    if (clearest && isNewLevel(clearest)) return clearest.place
  }
  return 0
}

/** Whether it is worth to have a detector look: without a day at which the days differ so far there is no new level. */
export function mayHaveChanged(days: readonly number[]): boolean {
  return days.some((_, place) => {
    const split = splitAt(days, place)
    return split !== undefined && isNewLevel(split)
  })
}

interface Split {
  readonly place: number
  readonly before: readonly number[]
  readonly after: readonly number[]
  /** How far apart the means of the logarithms are, in standard errors. */
  readonly errors: number
}

function splitAt(days: readonly number[], place: number): Split | undefined {
  const before = days.slice(Math.max(0, place - mostDaysCompared), Math.max(0, place))
  const after = days.slice(place, place + mostDaysCompared)
  if (before.length === 0 || after.length === 0) return undefined
  const logarithms = logarithmsOf([...before, ...after])
  const [old, fresh] = [logarithms.slice(0, before.length), logarithms.slice(before.length)]
  const difference = Math.abs(meanOf(fresh) - meanOf(old))
  if (difference === 0) return undefined
  return { place, before, after, errors: difference / standardError(old, fresh) }
}

function standardError(a: readonly number[], b: readonly number[]): number {
  const squares = deviationOf(a) ** 2 * (a.length - 1) + deviationOf(b) ** 2 * (b.length - 1)
  return Math.sqrt((squares / (a.length + b.length - 2)) * (1 / a.length + 1 / b.length))
}

function isNewLevel({ before, after, errors }: Split): boolean {
  return (
    Math.min(before.length, after.length) >= leastDaysCompared &&
    errors >= leastErrors &&
    isFar(meanOf(before), meanOf(after)) &&
    isFar(quantileOf(before, 0.5), quantileOf(after, 0.5))
  )
}

function isFar(a: number, b: number): boolean {
  return a !== b && Math.max(a, b) >= leastFactor * Math.min(a, b)
}
