import { Decimal } from 'decimal.js'
import type { NanoUsd } from '../money/nano-usd.ts'
import { ceilToNanoUsd, nanoUsdPerUsd } from '../money/nano-usd.ts'
import type { Charge } from './charges.ts'
import { chargesFor } from './charges.ts'
import type { UsageProblem } from './check-usage.ts'
import { checkUsage } from './check-usage.ts'
import { type Fraction, one } from './fraction.ts'
import type { Price } from './price.ts'
import type { Usage } from './usage.ts'

export type Cost =
  | { readonly kind: 'computed'; readonly amount: NanoUsd }
  /** Something with a price was not measured; `missing` names the fields of the usage, `atLeast` is what the rest costs. */
  | { readonly kind: 'incomplete'; readonly missing: readonly string[]; readonly atLeast: NanoUsd }
  /** Something was used that the price has no rate for; `dimensions` names the fields of the usage. */
  | { readonly kind: 'unpriced'; readonly dimensions: readonly string[] }
  | { readonly kind: 'invalid-usage'; readonly problems: readonly UsageProblem[] }

/**
 * What a call cost, rounded up to a whole nano-USD once.
 *
 * - 1,000 tokens in at 30 per million and 500 out at 60: 0.03 + 0.03 = USD 0.06.
 * - 10,000 in of which 8,000 read from a cache, at 3 and 0.30: 0.006 + 0.0024 = USD 0.0084.
 * - 200,001 in at 3, or 6 above 200,000: 1.200006; 200,000 in: 0.60.
 * - 90 seconds of audio at 0.36 per hour: USD 0.009.
 *
 * Nothing is taken for zero in silence. What the price rates and the usage does not tell is `incomplete`, what the usage
 * tells and the price does not rate is `unpriced`. A call is measured in tokens or in units (seconds, images, …): where the
 * one is told, the other may be left out and counts as not used, and where the one is paid, the other need not be.
 *
 * @param times by which the rates of tokens are multiplied, as a service tier or a region does.
 */
export function calculateCost(price: Price, usage: Usage, times: Fraction = one): Cost {
  const problems = checkUsage(usage)
  if (problems.length > 0) return { kind: 'invalid-usage', problems }
  const { charges, missing } = chargesFor(price, usage)
  const dimensions = unpricedDimensions(charges)
  if (dimensions.length > 0) return { kind: 'unpriced', dimensions }
  const amount = sumOf(charges, times)
  return missing.length > 0 ? { kind: 'incomplete', missing, atLeast: amount } : { kind: 'computed', amount }
}

function unpricedDimensions(charges: readonly Charge[]): string[] {
  const used = charges.filter(({ quantity }) => quantity > 0)
  const paid = used.filter(({ rate }) => rate !== undefined)
  const paidByUnit = paid.some(({ measure }) => measure === 'unit')
  const unpaid = used.filter(({ rate, measure }) => {
    if (rate !== undefined) return false
    if (measure === 'extra') return true
    return measure === 'token' ? !paidByUnit : paid.length === 0
  })
  return [...new Set(unpaid.map(({ field }) => field))]
}

/** The least number that tokens per million, seconds per hour and pieces are all fractions of. */
const commonDivisor = 3_600_000_000

/** Wide enough to be exact up to the one division, whose last digit goes up. */
const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_UP, defaults: true })

function sumOf(charges: readonly Charge[], times: Fraction): NanoUsd {
  const used = charges.filter(({ quantity, rate }) => quantity !== 0 && rate !== undefined)
  return used.every(({ quantity }) => Number.isSafeInteger(quantity))
    ? sumOfWhole(used, times)
    : sumOfParts(used, times)
}

/** What most calls are measured in are whole numbers, which are exact without decimals and a tenth of the work. */
function sumOfWhole(charges: readonly Charge[], [numerator, denominator]: Fraction): NanoUsd {
  let dividend = 0n
  let places = 0
  for (const { quantity, rate = free, per, measure } of charges) {
    const exact = wholeRate(rate)
    const factor = (commonDivisor / per) * (measure === 'token' ? numerator : denominator)
    const added = exact.digits * BigInt(quantity) * BigInt(factor)
    const shared = Math.max(places, exact.places)
    dividend = dividend * 10n ** BigInt(shared - places) + added * 10n ** BigInt(shared - exact.places)
    places = shared
  }
  const divisor = BigInt(commonDivisor) * BigInt(denominator) * 10n ** BigInt(places)
  return (dividend * nanoUsdPerUsd + divisor - 1n) / divisor
}

const free = new Decimal(0)

interface WholeRate {
  /** The rate is `digits` over ten to the power of `places`. */
  readonly digits: bigint
  readonly places: number
}

const wholeRates = new WeakMap<Decimal, WholeRate>()

function wholeRate(rate: Decimal): WholeRate {
  const known = wholeRates.get(rate)
  if (known) return known
  const [whole = '', fraction = ''] = rate.toFixed().split('.')
  const made = { digits: BigInt(whole + fraction), places: fraction.length }
  wholeRates.set(rate, made)
  return made
}

function sumOfParts(charges: readonly Charge[], [numerator, denominator]: Fraction): NanoUsd {
  const dividend = charges.reduce(
    (sum, { quantity, rate = free, per, measure }) =>
      sum.plus(
        new Exact(rate)
          .times(quantity)
          .times(commonDivisor / per)
          .times(measure === 'token' ? numerator : denominator),
      ),
    new Exact(0),
  )
  return ceilToNanoUsd(dividend.dividedBy(commonDivisor * denominator))
}
