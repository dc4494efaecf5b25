import { Decimal } from 'decimal.js'

/** A whole number of nano-USD: 1 USD is 1_000_000_000n. May be negative in corrections. */
export type NanoUsd = bigint

export const nanoUsdPerUsd = 1_000_000_000n

/** Decimal.js keeps 20 significant digits by default and would round a long amount before it is rounded up here. */
const Exact = Decimal.clone({ precision: 1_100, defaults: true })

const decimalText = /^([+-])?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/

/** What was given is no amount of money; `input` is it as text. */
export class InvalidAmountError extends RangeError {
  override readonly name = 'InvalidAmountError'
  readonly input: string

  constructor(input: string, expected: string) {
    super(`Not an amount of money: ${JSON.stringify(input)} (expected ${expected}).`)
    this.input = input
  }
}

/**
 * Reads US dollars as nano-USD: `"2.5"`, `0.1` and `new Decimal("1e-9")` are 2_500_000_000n, 100_000_000n and 1n.
 * A number counts as the decimal it prints as. Digits past the ninth are rounded away from zero, so that
 * what is owed is never understated.
 *
 * @throws {InvalidAmountError} for NaN, infinities and text that is no plain decimal number.
 */
export function parseUsd(usd: string | number | Decimal): NanoUsd {
  const text = typeof usd === 'string' ? usd.trim() : String(usd)
  if (!decimalText.test(text)) throw new InvalidAmountError(text, 'a finite decimal number')
  const nanos = new Exact(text).times(nanoUsdPerUsd.toString())
  return BigInt(nanos.toDecimalPlaces(0, Decimal.ROUND_UP).toFixed(0))
}

/** @throws {InvalidAmountError} unless `amount` is a bigint of zero or more. */
export function assertNonNegative(amount: NanoUsd, what: string): void {
  if (typeof amount !== 'bigint' || amount < 0n)
    throw new InvalidAmountError(String(amount), `${what} of zero or more whole nano-USD`)
}

/**
 * Rounds a price computation in US dollars up to the next whole nano-USD: the one rounding that an entry sees.
 *
 * @throws {InvalidAmountError} when the result is not finite.
 */
export function ceilToNanoUsd(usd: Decimal): NanoUsd {
  if (!usd.isFinite()) throw new InvalidAmountError(usd.toString(), 'a finite cost')
  return BigInt(
    new Exact(usd).times(nanoUsdPerUsd.toString()).toDecimalPlaces(0, Decimal.ROUND_CEIL).toFixed(0),
  )
}

/** The sum of the amounts; 0n for none. */
export function sum(amounts: Iterable<NanoUsd>): NanoUsd {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}

export function minNanoUsd(first: NanoUsd, ...others: NanoUsd[]): NanoUsd {
  return others.reduce((least, amount) => (amount < least ? amount : least), first)
}

/** For sorting, least first: below zero, zero or above, as the first amount is less than, equal to or more than the second. */
export function compareNanoUsd(first: NanoUsd, second: NanoUsd): number {
  if (first === second) return 0
  return first < second ? -1 : 1
}
