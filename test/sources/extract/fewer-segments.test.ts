import { expect, it } from 'vitest'
import { fewerSegments } from '../../../src/sources/extract/fewer-segments.ts'

const segmentsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    startSeconds: index,
    endSeconds: index + 0.5,
    text: `line ${index}`,
  }))

it('leaves as many as there may be as they are', () => {
  const segments = segmentsOf(4)
  expect(fewerSegments(segments, 4)).toBe(segments)
})

it('joins neighbours when there is one more, and keeps the text and the times around it', () => {
  expect(fewerSegments(segmentsOf(5), 4)).toEqual([
    { startSeconds: 0, endSeconds: 1.5, text: 'line 0\nline 1' },
    { startSeconds: 2, endSeconds: 3.5, text: 'line 2\nline 3' },
    { startSeconds: 4, endSeconds: 4.5, text: 'line 4' },
  ])
})

it('takes hundreds of thousands', () => {
  const segments = segmentsOf(200_000)
  const fewer = fewerSegments(segments)
  expect(fewer.length).toBe(10_000)
  expect(fewer.map(({ text }) => text).join('\n')).toBe(segments.map(({ text }) => text).join('\n'))
})
