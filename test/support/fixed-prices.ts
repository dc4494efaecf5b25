import type { ModelId } from '../../src/pricing/model-id.ts'
import type { Price } from '../../src/pricing/price.ts'
import type { PriceSource } from '../../src/pricing/price-source.ts'

/** Prices that nobody doubts, whichever model answers. */
export function fixedPrices(priceOf: (model: ModelId) => Price): PriceSource {
  const answer = (model: ModelId) => ({ kind: 'priced', price: priceOf(model), estimated: false }) as const
  return { priceOf: answer, priceUnlessFree: answer, servedModel: () => ({ kind: 'same' }) }
}
