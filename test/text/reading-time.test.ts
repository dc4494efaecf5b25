import { expect, it } from 'vitest'
import { readingMinutes } from '../../src/text/reading-time.ts'

it.each([
  ['', undefined],
  [' \n', undefined],
  ['word '.repeat(238), 1],
  ['word '.repeat(239), 2],
  ['词'.repeat(476), 1],
  ['词'.repeat(477), 2],
])('%#: a text takes its minutes', (text, minutes) => {
  expect(readingMinutes(text)).toBe(minutes)
})

it('a long text takes as long as its beginning says', () => {
  expect(readingMinutes('word '.repeat(238_000))).toBe(1_000)
})
