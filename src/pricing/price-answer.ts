import type { ModelId } from './model-id.ts'
import { formatModelId } from './model-id.ts'
import type { Price } from './price.ts'
import { fallbackPrice, isFree } from './price.ts'
import { mayBeFree } from './validate-prices.ts'

export const unpricedPolicies = ['fallback', 'refuse'] as const
export type UnpricedPolicy = (typeof unpricedPolicies)[number]

export const priceCautions = ['unpriced', 'same-name', 'zero'] as const
/** `unpriced`: nobody knows the price; `same-name`: it is that of another seller's model of that name; `zero`: it is free, which is unusual. */
export type PriceCaution = (typeof priceCautions)[number]

export type PriceAnswer =
  | {
      readonly kind: 'priced'
      readonly price: Price
      /** Costs at this price are booked as `estimated`. */
      readonly estimated: boolean
      readonly caution?: PriceCaution
    }
  | { readonly kind: 'refused'; readonly reason: 'unpriced-model'; readonly model: ModelId }

export interface KnownPrice {
  readonly price: Price
  readonly sameNameOnly: boolean
}

/** What a model is booked at, given the price that is known for it, if any, and the policy for when there is none. */
export function answerFor(
  model: ModelId,
  known: KnownPrice | undefined,
  policy: UnpricedPolicy,
): PriceAnswer {
  if (!known) {
    return policy === 'refuse'
      ? { kind: 'refused', reason: 'unpriced-model', model }
      : { kind: 'priced', price: fallbackPrice, estimated: true, caution: 'unpriced' }
  }
  const { price, sameNameOnly } = known
  if (isFree(price) && !mayBeFree(formatModelId(model), price))
    return { kind: 'priced', price, estimated: sameNameOnly, caution: 'zero' }
  if (sameNameOnly) return { kind: 'priced', price, estimated: true, caution: 'same-name' }
  return { kind: 'priced', price, estimated: false }
}
