import { type NanoUsd, nanoUsdPerUsd } from '../money/nano-usd.ts'

/** What tokens × price come to. */
export interface ComputedCost {
  /** What is booked where nothing speaks against it. */
  readonly amountNanoUsd: NanoUsd
  /** Without the fees for requests and searches, which sellers grade. */
  readonly tokensNanoUsd: NanoUsd
  /** Nobody knows the price or the count: it is a bound, and no figure to hold another against. */
  readonly isBound: boolean
}

export interface NamedCost {
  readonly amountNanoUsd: NanoUsd
  /** The reply or the model says why it may be less than tokens × price: a cache, a free model. */
  readonly isExplained: boolean
  /** It comes from the seller who charges it, so that it may differ from a list of prices: another upstream provider, a discount. */
  readonly isSellers: boolean
}

export type ReconciledCost =
  | { readonly basis: 'named'; readonly amountNanoUsd: NanoUsd; readonly doubt?: 'named_cost_high' }
  | { readonly basis: 'computed'; readonly amountNanoUsd: NanoUsd; readonly doubt?: 'named_cost_low' }

/** Costs that differ by one percent, or by as much as a cost loses that is written to five decimals, are the same. */
const percent = 100n
const roundingNanoUsd = nanoUsdPerUsd / 200_000n
/** How far a seller's own figure may be from the list. */
const sellersFactor = 2n

/**
 * The cost of a call that names one, held against tokens × price. Where they disagree beyond rounding, the dearer is booked.
 *
 * - named 0.00826, tokens 0.002256 and a fee of up to 0.014: 0.00826, named.
 * - named 0, tokens 0.035: 0.035, computed; with a cache hit 0, named.
 * - named 0.50, tokens 0.035: 0.50, named, in doubt.
 */
export function reconcileCost(computed: ComputedCost, named: NamedCost | undefined): ReconciledCost {
  if (!named) return { basis: 'computed', amountNanoUsd: computed.amountNanoUsd }
  const byName = { basis: 'named', amountNanoUsd: named.amountNanoUsd } as const
  if (computed.isBound && named.amountNanoUsd > 0n) return byName
  const factor = named.isSellers ? sellersFactor : 1n
  const least = computed.tokensNanoUsd / factor
  const most = computed.amountNanoUsd * factor
  if (named.amountNanoUsd + toleranceOf(least, named) < least) {
    if (named.isExplained) return byName
    return { basis: 'computed', amountNanoUsd: computed.amountNanoUsd, doubt: 'named_cost_low' }
  }
  const isHigh = named.amountNanoUsd > most + toleranceOf(most, named)
  return isHigh ? { ...byName, doubt: 'named_cost_high' } : byName
}

/** A cost of zero is never the rounding of another. */
function toleranceOf(amount: NanoUsd, named: NamedCost): NanoUsd {
  if (named.amountNanoUsd === 0n) return 0n
  const share = amount / percent
  return share > roundingNanoUsd ? share : roundingNanoUsd
}
