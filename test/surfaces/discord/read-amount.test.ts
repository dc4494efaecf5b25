import { expect, it } from 'vitest'
import { largestBudgetNanoUsd, readAmount } from '../../../src/surfaces/discord/read-amount.ts'

it.each([
  ['50', 50_000_000_000n],
  ['$50', 50_000_000_000n],
  ['50.00', 50_000_000_000n],
  [' $ 50.5 ', 50_500_000_000n],
  ['50,25', 50_250_000_000n],
  ['50 USD', 50_000_000_000n],
  ['50$', 50_000_000_000n],
  ['0', 0n],
  ['0.000000001', 1n],
  ['1000000', largestBudgetNanoUsd],
])('reads %s', (text, amountNanoUsd) => {
  expect(readAmount(text)).toEqual({ kind: 'amount', amountNanoUsd })
})

it.each([
  '',
  'fifty',
  '-5',
  '+5',
  '1,000',
  '1.000,50',
  '1e3',
  'NaN',
  'Infinity',
  '5 0',
  '$',
  '.5',
  '5.',
  '٥٠',
  '0x10',
])('does not guess what %j means', (text) => {
  expect(readAmount(text)).toEqual({ kind: 'invalid' })
})

it.each(['1000000.01', '999999999999999999999999999999'])('refuses %s as too large', (text) => {
  expect(readAmount(text)).toEqual({ kind: 'too_large' })
})
