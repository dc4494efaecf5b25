import { expect, it } from 'vitest'
import { timeCode } from '../../src/locales/time-code.ts'

it.each([
  [0, '0:00'],
  [59.9, '0:59'],
  [245, '4:05'],
  [3_599, '59:59'],
  [3_723.4, '1:02:03'],
])('%s seconds are %s', (seconds, code) => {
  expect(timeCode(seconds)).toBe(code)
})
