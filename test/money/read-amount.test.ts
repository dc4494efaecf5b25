import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toExactUsd } from '../../src/money/format.ts'
import { largestAmountNanoUsd, readAmount } from '../../src/money/read-amount.ts'

describe('an amount that somebody gives', () => {
  it.each([
    ['50', 50_000_000_000n],
    ['$50', 50_000_000_000n],
    ['50.00', 50_000_000_000n],
    [' $ 50.5 ', 50_500_000_000n],
    ['50,25', 50_250_000_000n],
    ['5,5', 5_500_000_000n],
    ['50 USD', 50_000_000_000n],
    ['50$', 50_000_000_000n],
    ['0', 0n],
    ['-0', 0n],
    ['0.000000001', 1n],
    ['1000000', largestAmountNanoUsd],
    ['999999.999999999', largestAmountNanoUsd - 1n],
    [0.25, 250_000_000n],
    [1e-7, 100n],
    [20, 20_000_000_000n],
    [1e6, largestAmountNanoUsd],
  ])('%j is read', (input, amountNanoUsd) => {
    expect(readAmount(input)).toEqual({ kind: 'amount', amountNanoUsd })
  })

  it.each([
    '',
    'fifty',
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
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ])('%j is not guessed at', (input) => {
    expect(readAmount(input)).toEqual({
      kind: 'problem',
      problem: { code: 'not_an_amount', input: String(input) },
    })
  })

  it.each([
    ['-5', 'negative'],
    ['−0.01', 'negative'],
    ['-$5', 'negative'],
    [-0.000000001, 'negative'],
    ['0.0000000001', 'too_many_decimals'],
    ['1.0000000000', 'too_many_decimals'],
    [1e-10, 'too_many_decimals'],
    ['1000000.000000001', 'too_large'],
    ['999999999999999999999999999999', 'too_large'],
    [1e21, 'too_large'],
  ] as const)('%j is refused as %s', (input, code) => {
    expect(readAmount(input)).toEqual({ kind: 'problem', problem: { code, input: String(input) } })
  })

  it('is what the books write for it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: largestAmountNanoUsd }), (amountNanoUsd) => {
        expect(readAmount(toExactUsd(amountNanoUsd))).toEqual({ kind: 'amount', amountNanoUsd })
      }),
    )
  })
})
