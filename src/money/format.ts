import type { NanoUsd } from './nano-usd.ts'
import { nanoUsdPerUsd } from './nano-usd.ts'

/** Rounds half away from zero to `decimals` places (0 to 9) and writes them all: 15_450_000_000n to 3 is `15.450`. */
export function toFixedUsd(amount: NanoUsd, decimals: number): string {
  const step = 10n ** BigInt(9 - decimals)
  const magnitude = amount < 0n ? -amount : amount
  const rounded = (magnitude + step / 2n) / step
  const sign = amount < 0n && rounded > 0n ? '-' : ''
  if (decimals === 0) return `${sign}${rounded}`
  const digits = rounded.toString().padStart(decimals + 1, '0')
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Every digit that is there and no more: 1_234_000n is `0.001234`, 2_000_000_000n is `2`. */
export function toExactUsd(amount: NanoUsd): string {
  const text = toFixedUsd(amount, 9)
  return text.replace(/\.?0+$/, '')
}

/** The amount as a JSON number: the double nearest to the exact decimal, which prints as that decimal below 9 million dollars. */
export function toUsdNumber(amount: NanoUsd): number {
  return Number(toExactUsd(amount))
}

const nanoUsdPerCent = nanoUsdPerUsd / 100n

const moneyStyles = ['short', 'readable', 'three', 'four', 'exact'] as const
export type MoneyStyle = (typeof moneyStyles)[number]

/**
 * Dollars for people: `short` is `$0.00`, `readable` the same, but `$0.001234` of what is less than a cent, `three` `$15.450`, `four`
 * `$0.0012`, `exact` `$0.001234`.
 * Negative amounts read `-$1.50`.
 */
export function formatUsd(amount: NanoUsd, style: MoneyStyle = 'short'): string {
  const text = digitsOf(amount, style)
  return text.startsWith('-') ? `-$${text.slice(1)}` : `$${text}`
}

function digitsOf(amount: NanoUsd, style: MoneyStyle): string {
  switch (style) {
    case 'short':
      return toFixedUsd(amount, 2)
    case 'readable':
      return isLessThanCent(amount) ? toExactUsd(amount) : toFixedUsd(amount, 2)
    case 'three':
      return toFixedUsd(amount, 3)
    case 'four':
      return toFixedUsd(amount, 4)
    case 'exact':
      return toExactUsd(amount)
    default:
      return style satisfies never
  }
}

function isLessThanCent(amount: NanoUsd): boolean {
  return amount !== 0n && amount > -nanoUsdPerCent && amount < nanoUsdPerCent
}

/**
 * How much of `limit` is used, in percent with `decimals` places, rounded half up: 0.0655 of 0.067 is `97.76`.
 * A limit of zero is used up as soon as it exists: 100.
 */
export function percentUsed(used: NanoUsd, limit: NanoUsd, decimals = 2): number {
  if (limit === 0n) return 100
  const scale = 10n ** BigInt(decimals)
  return Number((used * 100n * scale * 2n + limit) / (limit * 2n)) / Number(scale)
}

/** Whole dollars in an amount, rounded down: 5_200_000_000n is 5. */
export function wholeDollars(amount: NanoUsd): bigint {
  return amount / nanoUsdPerUsd
}
