import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toExactUsd } from '../../src/money/format.ts'
import {
  assertNonNegative,
  ceilToNanoUsd,
  compareNanoUsd,
  InvalidAmountError,
  minNanoUsd,
  parseUsd,
  sum,
} from '../../src/money/nano-usd.ts'

const anyAmount = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })

describe('reading US dollars', () => {
  it.each([
    ['2.5', 2_500_000_000n],
    [0.1, 100_000_000n],
    [' 15.45 ', 15_450_000_000n],
    ['1e-9', 1n],
    [1e-9, 1n],
    [new Decimal('0.3'), 300_000_000n],
    ['-0.25', -250_000_000n],
    ['0', 0n],
    ['0.0000000001', 1n],
    ['-0.0000000001', -1n],
    ['0.00000000100000000000000000000000000001', 2n],
    ['12345678901.123456789', 12_345_678_901_123_456_789n],
    ['123456789012345.1234567891', 123_456_789_012_345_123_456_790n],
  ])('reads %s', (usd, nanos) => {
    expect(parseUsd(usd)).toBe(nanos)
  })

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    '',
    '  ',
    '1,5',
    '$1',
    '0x10',
    '1_000',
    'NaN',
    '.5',
    '5.',
  ])('refuses %j and tells what it was given', (usd) => {
    expect(() => parseUsd(usd)).toThrow(InvalidAmountError)
    expect(() => parseUsd(usd)).toThrow(JSON.stringify(String(usd).trim()))
  })

  it('reads back every amount that it writes', () => {
    fc.assert(fc.property(anyAmount, (amount) => parseUsd(toExactUsd(amount)) === amount))
  })
})

describe('rounding up', () => {
  it.each([
    ['0.0000000005', 1n],
    ['0.000000001', 1n],
    ['0.0000000010000000000000000000000000001', 2n],
    ['0', 0n],
    ['99999999999999.0000000001', 99_999_999_999_999_000_000_001n],
  ])('takes %s to the next nano', (usd, nanos) => {
    expect(ceilToNanoUsd(new Decimal(usd))).toBe(nanos)
  })

  it('never goes below the amount, and never a whole nano above it', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 25n }),
        fc.integer({ min: 0, max: 6 }),
        (digits, extraPlaces) => {
          const exact = new Decimal(`${digits}e-${9 + extraPlaces}`)
          const scale = 10n ** BigInt(extraPlaces)
          const nanos = ceilToNanoUsd(exact)
          expect(nanos * scale >= digits).toBe(true)
          expect((nanos - 1n) * scale < digits).toBe(true)
        },
      ),
    )
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (usd) => {
    expect(() => ceilToNanoUsd(new Decimal(usd))).toThrow(InvalidAmountError)
  })
})

describe('arithmetic', () => {
  it('adds ten times 0.10 up to exactly 1.00', () => {
    expect(sum(Array.from({ length: 10 }, () => parseUsd('0.10')))).toBe(parseUsd('1.00'))
  })

  it('keeps 0.000456 + 0.000778 exact', () => {
    expect(toExactUsd(sum([parseUsd('0.000456'), parseUsd(0.000778)]))).toBe('0.001234')
  })

  it('sums nothing to zero and finds the least of some', () => {
    expect(sum([])).toBe(0n)
    expect(minNanoUsd(3n, -1n, 2n)).toBe(-1n)
  })

  it('orders amounts that no double tells apart', () => {
    const amounts = [2n ** 60n + 1n, 2n ** 60n, -(2n ** 60n), 2n ** 60n - 1n, 0n]
    expect(amounts.toSorted(compareNanoUsd)).toEqual([
      -(2n ** 60n),
      0n,
      2n ** 60n - 1n,
      2n ** 60n,
      2n ** 60n + 1n,
    ])
    expect(compareNanoUsd(5n, 5n)).toBe(0)
  })

  it('lets zero pass as an amount, and no negative one nor a number', () => {
    expect(() => assertNonNegative(0n, 'limit')).not.toThrow()
    expect(() => assertNonNegative(-1n, 'limit')).toThrow('limit of zero or more')
    expect(() => assertNonNegative(1 as unknown as bigint, 'limit')).toThrow(InvalidAmountError)
  })
})
