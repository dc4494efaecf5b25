import { expect, test } from 'vitest'
import {
  bar,
  budgetColor,
  colors,
  discordTime,
  sparkline,
} from '../../../../src/surfaces/discord/render/look.ts'

test.each([
  [0, '▱▱▱▱▱▱▱▱▱▱'],
  [0.1, '▰▱▱▱▱▱▱▱▱▱'],
  [62, '▰▰▰▰▰▰▱▱▱▱'],
  [99.9, '▰▰▰▰▰▰▰▰▰▱'],
  [100, '▰▰▰▰▰▰▰▰▰▰'],
  [250, '▰▰▰▰▰▰▰▰▰▰'],
  [-5, '▱▱▱▱▱▱▱▱▱▱'],
])('%d percent is %s', (percent, drawn) => {
  expect(bar(percent)).toBe(drawn)
})

test.each([
  [49.9, colors.good],
  [50, colors.caution],
  [74.9, colors.caution],
  [75, colors.warning],
  [89.9, colors.warning],
  [90, colors.bad],
])('a budget used to %d percent has the colour of its threshold', (percent, color) => {
  expect(budgetColor(percent)).toBe(color)
})

test('columns stand against the greatest amount, and too many are put together', () => {
  expect(sparkline([0n, 50n, 100n])).toBe('▁▄█')
  expect(sparkline([1n, 1n, 2n, 2n], 2)).toBe('▄█')
  expect(sparkline([0n, 0n])).toBe('▁▁')
  expect(sparkline([])).toBe('')
})

test('times are left to the reader’s own clock', () => {
  expect(discordTime(1_795_348_800_999)).toBe('<t:1795348800:R>')
  expect(discordTime(1_795_348_800_000, 'd')).toBe('<t:1795348800:d>')
})
