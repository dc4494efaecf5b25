import { expect, it } from 'vitest'
import { saidAt } from '../../src/brief/said-at.ts'

const text = 'Good morning.\nIt is cold\nin the harbour.\nGood morning.'
const segments = [
  { startOffset: 0, startSeconds: 0 },
  { startOffset: 14, startSeconds: 2.5 },
  { startOffset: 25, startSeconds: 4 },
  { startOffset: 41, startSeconds: 9 },
]

it.each([
  ['Good morning.', 0],
  ['It is cold\nin the harbour.', 2.5],
  ['harbour', 4],
  [' in the harbour. ', 4],
])('%j is said at %s', (quote, seconds) => {
  expect(saidAt(quote, { text, segments })).toBe(seconds)
})

it.each(['It was warm.', 'it is cold', '', ' '])('nobody knows when %j is said', (quote) => {
  expect(saidAt(quote, { text, segments })).toBeUndefined()
})

it('of a text without times nothing is known', () => {
  expect(saidAt('Good', { text, segments: [] })).toBeUndefined()
  expect(saidAt('Good', { text, segments: [{ startOffset: 0 }] })).toBeUndefined()
})
