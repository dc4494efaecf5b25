import type { CautionCode } from './caution.ts'
import type { ModelId } from './model-id.ts'
import { formatModelId } from './model-id.ts'
import type { Price } from './price.ts'
import { isFree } from './price.ts'
import { mayBeFree } from './validate-prices.ts'

export const unpricedPolicies = ['fallback', 'refuse'] as const
export type UnpricedPolicy = (typeof unpricedPolicies)[number]

/** What is to be known of each cost at the price. */
export type PriceCaution = Extract<CautionCode, 'unpriced' | 'zero_price' | 'same_name' | 'loopback_priced'>

export interface KnownPrice {
  readonly price: Price
  /** Whose price it is: an id in the published data, where that knows. */
  readonly seller?: string | undefined
  /** It is that of another seller's model of the name. */
  readonly sameNameOnly: boolean
  /** The address that is called is this machine's. */
  readonly isLoopback: boolean
}

export interface PricedAnswer extends Omit<KnownPrice, 'sameNameOnly' | 'isLoopback'> {
  readonly kind: 'priced'
  /** Costs at this price are booked as `estimated`. */
  readonly estimated: boolean
  readonly caution?: PriceCaution
}

export type PriceAnswer =
  | PricedAnswer
  | { readonly kind: 'refused'; readonly reason: 'unpriced-model'; readonly model: ModelId }

/**
 * What a model is booked at, given the price that is known for it, if any, and the policy for when there is none.
 *
 * @param fallback the price of models that nobody knows.
 */
export function answerFor(
  model: ModelId,
  known: KnownPrice | undefined,
  policy: UnpricedPolicy,
  fallback: () => Price,
): PriceAnswer {
  if (!known) {
    return policy === 'refuse'
      ? { kind: 'refused', reason: 'unpriced-model', model }
      : { kind: 'priced', price: fallback(), estimated: true, caution: 'unpriced' }
  }
  const { price, seller, sameNameOnly, isLoopback } = known
  const priced = { kind: 'priced', price, seller, estimated: sameNameOnly } as const
  if (isFree(price)) {
    const isMeant = isLoopback || mayBeFree(formatModelId(model), price)
    return isMeant ? { ...priced, estimated: false } : { ...priced, caution: 'zero_price' }
  }
  if (!sameNameOnly) return priced
  return { ...priced, caution: isLoopback ? 'loopback_priced' : 'same_name' }
}
