import { describe, expect, it } from 'vitest'
import { type SpendShape, spendShapes, syntheticDays } from '../../scripts/bench/synthetic-spend.ts'
import { work as boundsOf } from '../../src/report/forecasting/bounds-job.ts'
import { mayHaveChanged } from '../../src/report/forecasting/level-change.ts'
import { work as project } from '../../src/report/forecasting/projection-job.ts'
import { meanOf, quantileOf, totalOf } from '../../src/report/forecasting/series.ts'

const history = 90
const horizon = 30
const seeds = Array.from({ length: 9 }, (_, seed) => 700 + seed)

/** The median error in percent of the next month's total, by the mean of 14 days and by what was chosen. */
function errorsOf(shape: SpendShape) {
  const errors = seeds.map((seed) => {
    const all = syntheticDays(shape, { history, horizon, seed })
    const known = all.slice(0, history)
    const actual = totalOf(all.slice(history))
    const off = (total: number) => (100 * Math.abs(total - actual)) / actual
    return {
      mean: off(meanOf(known.slice(-14)) * horizon),
      chosen: off(totalOf(project({ days: known, horizon }).days)),
    }
  })
  return {
    mean: quantileOf(
      errors.map(({ mean }) => mean),
      0.5,
    ),
    chosen: quantileOf(
      errors.map(({ chosen }) => chosen),
      0.5,
    ),
  }
}

// All shapes with more ledgers each: `npm run bench:forecasting`.
describe('a projection of months of days', () => {
  it.each(['steady', 'step'] as const)('is no worse than the mean of 14 days where days are %s', (shape) => {
    const { mean, chosen } = errorsOf(shape)

    expect(chosen).toBeLessThanOrEqual(mean + 2)
  })

  it('is off by a fifth less where days grow', () => {
    const { mean, chosen } = errorsOf('growth')

    expect(chosen).toBeLessThan(mean * 0.8)
  })

  it.each([5, 1])('expects no more than another such day after one that was enormous, %i days ago', (ago) => {
    const days = Array.from({ length: 40 }, (_, day) => (day === 40 - ago ? 1_000 : 1 + (day % 7) / 10))

    const { days: projected, highFactor } = project({ days, horizon: 10 })

    expect(totalOf(projected) * highFactor).toBeLessThan(3_000)
  })

  it.each([
    ['nothing', () => 0],
    ['the same', () => 3],
    ['a tiny amount', () => 1e-9],
    ['an immense amount', () => 1e18],
    ['one day alone', (day: number) => (day === 0 ? 5 : 0)],
    ['the last day alone', (day: number) => (day === history - 1 ? 5 : 0)],
  ])('is a number for days of %s', (_, dayOf) => {
    const days = Array.from({ length: history }, (_, day) => dayOf(day))

    const { days: projected, lowFactor, highFactor } = project({ days, horizon })
    const [bound] = boundsOf([days])

    for (const value of [...projected, lowFactor, highFactor, bound?.usual, bound?.bound]) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThan(Number.POSITIVE_INFINITY)
    }
    expect(lowFactor).toBeLessThanOrEqual(highFactor)
  })
})

describe('a lasting change of the level', () => {
  const steady = (count: number, level: number) =>
    Array.from({ length: count }, (_, day) => level * (day % 2 === 0 ? 1.1 : 0.9))
  const used = (days: readonly number[]) => project({ days, horizon }).daysUsed

  it.each([
    ['three times as much since a week', [...steady(30, 2), ...steady(7, 6)], 7],
    ['a third since ten days', [...steady(30, 6), ...steady(10, 2)], 10],
    ['nothing since ten days', [...steady(30, 6), ...steady(10, 0)], 10],
    ['the later of two', [...steady(20, 2), ...steady(15, 8), ...steady(9, 2)], 9],
    ['the same, but without any spread', [...times(30, 1), ...times(8, 3)], 8],
  ])('takes only the days since: %s', (_, days, expected) => {
    expect(used(days)).toBe(expected)
  })

  it.each([
    ['four days', [...steady(30, 2), ...steady(4, 6)]],
    ['a burst', [...steady(30, 2), 40, ...steady(8, 2)]],
    ['less than half as much again', [...steady(30, 2), ...steady(10, 2.8)]],
    ['nothing', steady(40, 2)],
    ['a fortnight that is half known', steady(13, 2)],
  ])('is none: %s', (_, days) => {
    expect(used(days)).toBe(days.length)
  })

  it('is looked for wherever it is found, and not where days are alike', () => {
    const histories = spendShapes.flatMap((shape) =>
      seeds.map((seed) => syntheticDays(shape, { history: 50, horizon: 0, seed })),
    )

    expect(histories.filter((days) => used(days) < 50 && !mayHaveChanged(days))).toEqual([])
    expect(histories.filter(mayHaveChanged).length).toBeLessThan(histories.length / 2)
  })

  it.each(['steady', 'weekly', 'sparse', 'growth'] as const)('is seldom seen where days are %s', (shape) => {
    const seen = seeds.filter((seed) => used(syntheticDays(shape, { history: 60, horizon: 0, seed })) < 60)

    expect(seen.length).toBeLessThanOrEqual(1)
  })

  it('halves the error of a step that is a week old, and its interval holds', () => {
    const outcomes = seeds.map((seed) => {
      const all = syntheticDays('step', { history, horizon, seed, stepDaysAgo: 7 })
      const known = all.slice(0, history)
      const actual = totalOf(all.slice(history))
      const { days, lowFactor, highFactor } = project({ days: known, horizon })
      const total = totalOf(days)
      return {
        mean: Math.abs(meanOf(known.slice(-14)) * horizon - actual),
        chosen: Math.abs(total - actual),
        holds: total * lowFactor <= actual && actual <= total * highFactor,
      }
    })

    expect(totalOf(outcomes.map(({ chosen }) => chosen))).toBeLessThan(
      totalOf(outcomes.map(({ mean }) => mean)) / 2,
    )
    expect(outcomes.filter(({ holds }) => holds).length).toBeGreaterThanOrEqual(7)
  })
})

function times(count: number, value: number): readonly number[] {
  return Array.from({ length: count }, () => value)
}

describe('the bound of a day', () => {
  it.each(spendShapes)('finds five times as much where days are %s', (shape) => {
    const days = syntheticDays(shape, { history, horizon: 0, seed: 801 })
    const dearest = Math.max(...days.slice(-14))

    const [bound] = boundsOf([days])

    expect(bound?.bound).toBeLessThan(5 * dearest)
    expect(bound?.bound).toBeGreaterThan(bound?.usual ?? 0)
  })
})
