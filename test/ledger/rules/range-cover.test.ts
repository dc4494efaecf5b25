import fc from 'fast-check'
import { expect, it } from 'vitest'
import { coverRange } from '../../../src/ledger/rules/range-cover.ts'
import { grainMs } from '../../../src/ledger/rules/totals.ts'

const hourMs = grainMs.hour
const dayMs = grainMs.day
const instants = fc.oneof(
  fc.integer({ min: 0, max: 10 * dayMs }),
  fc.integer({ min: 0, max: 240 }).map((hours) => hours * hourMs),
  fc.integer({ min: 0, max: 10 }).map((days) => days * dayMs),
)
const ranges = fc.tuple(instants, instants).map(([a, b]) => ({
  fromMs: Math.min(a, b),
  toMs: Math.max(a, b),
}))

it('cuts a range into pieces that follow one another from its begin to its end', () => {
  fc.assert(
    fc.property(ranges, (range) => {
      const { rollups, edges } = coverRange(range)
      const pieces = [...rollups, ...edges].sort((a, b) => a.fromMs - b.fromMs)
      const ends = [range.fromMs, ...pieces.map(({ toMs }) => toMs)]

      expect(pieces.map(({ fromMs }) => fromMs)).toEqual(ends.slice(0, pieces.length))
      expect(ends.at(-1)).toBe(range.toMs)
    }),
    { numRuns: 1000 },
  )
})

it('takes only whole hours and days from the roll-ups, and leaves less than two hours to the entries', () => {
  fc.assert(
    fc.property(ranges, (range) => {
      const { rollups, edges } = coverRange(range)
      const lengthMs = edges.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)

      expect(
        rollups.filter(({ grain, fromMs, toMs }) => fromMs % grainMs[grain] || toMs % grainMs[grain]),
      ).toEqual([])
      expect(lengthMs).toBeLessThan(2 * hourMs)
    }),
    { numRuns: 1000 },
  )
})

it('reads whole days as days', () => {
  expect(coverRange({ fromMs: dayMs - hourMs - 1, toMs: 3 * dayMs })).toEqual({
    rollups: [
      { grain: 'hour', fromMs: dayMs - hourMs, toMs: dayMs },
      { grain: 'day', fromMs: dayMs, toMs: 3 * dayMs },
    ],
    edges: [{ fromMs: dayMs - hourMs - 1, toMs: dayMs - hourMs }],
  })
})

it.each([
  ['empty', { fromMs: dayMs, toMs: dayMs }],
  ['the wrong way round', { fromMs: 2 * dayMs, toMs: dayMs }],
])('covers nothing of a range that is %s', (_what, range) => {
  expect(coverRange(range)).toEqual({ rollups: [], edges: [] })
})
