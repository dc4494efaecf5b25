import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatUsd,
  percentUsed,
  toExactUsd,
  toFixedUsd,
  toUsdNumber,
  wholeDollars,
} from '../../src/money/format.ts'
import { parseUsd } from '../../src/money/nano-usd.ts'

describe('writing US dollars', () => {
  it.each([
    ['15.45', 'three', '$15.450'],
    ['0.001234', 'short', '$0.00'],
    ['0.001234', 'exact', '$0.001234'],
    ['0.001234', 'four', '$0.0012'],
    ['0.00125', 'four', '$0.0013'],
    ['0.005', 'short', '$0.01'],
    ['0.009999999', 'readable', '$0.009999999'],
    ['0.01', 'readable', '$0.01'],
    ['-0.002', 'readable', '-$0.002'],
    ['0', 'readable', '$0.00'],
    ['1.239', 'readable', '$1.24'],
    ['0.004999999', 'short', '$0.00'],
    ['-1.5', 'short', '-$1.50'],
    ['-0.001', 'short', '$0.00'],
    ['0.004', 'three', '$0.004'],
    ['2', 'exact', '$2'],
    ['100', 'exact', '$100'],
    ['0', 'exact', '$0'],
  ] as const)('writes %s in the %s style as %s', (usd, style, text) => {
    expect(formatUsd(parseUsd(usd), style)).toBe(text)
  })

  it('is short unless told otherwise', () => {
    expect(formatUsd(parseUsd('1.239'))).toBe('$1.24')
  })

  it('rounds to no places at all', () => {
    expect(toFixedUsd(parseUsd('1.5'), 0)).toBe('2')
    expect(toFixedUsd(parseUsd('-0.4'), 0)).toBe('0')
  })

  it('is off by half a unit of the last place at most', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.integer({ min: 0, max: 9 }),
        (amount, decimals) => {
          const difference = parseUsd(toFixedUsd(amount, decimals)) - amount
          const magnitude = difference < 0n ? -difference : difference
          expect(magnitude * 2n <= 10n ** BigInt(9 - decimals)).toBe(true)
        },
      ),
    )
  })

  it('writes JSON numbers that print as the decimal they stand for', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 8_000_000n * 10n ** 9n }),
        (amount) => parseUsd(toUsdNumber(amount)) === amount,
      ),
    )
    expect(toUsdNumber(parseUsd('0.1') + parseUsd('0.2'))).toBe(0.3)
  })

  it('counts whole dollars', () => {
    expect(wholeDollars(parseUsd('5.2'))).toBe(5n)
    expect(wholeDollars(parseUsd('0.999999999'))).toBe(0n)
  })
})

describe('percent used', () => {
  it.each([
    ['0.0655', '0.067', 2, 97.76],
    ['0.823', '1.50', 1, 54.9],
    ['0.067', '0.067', 2, 100],
    ['0.0655', '0.06', 2, 109.17],
    ['0', '1', 2, 0],
    ['1', '0', 2, 100],
    ['0.00005', '1', 2, 0.01],
    ['0.000049999', '1', 2, 0],
  ])('of %s in %s, to %i places, is %d', (used, limit, decimals, percent) => {
    expect(percentUsed(parseUsd(used), parseUsd(limit), decimals)).toBe(percent)
  })

  it('never falls when more is used', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n })
    fc.assert(
      fc.property(amount, amount, fc.bigInt({ min: 1n, max: 10n ** 15n }), (used, more, limit) => {
        expect(percentUsed(used + more, limit)).toBeGreaterThanOrEqual(percentUsed(used, limit))
      }),
    )
  })

  it('leaves 0.0015 of 0.067 when 0.0655 is spent', () => {
    expect(toExactUsd(parseUsd('0.067') - parseUsd('0.0655'))).toBe('0.0015')
  })
})
