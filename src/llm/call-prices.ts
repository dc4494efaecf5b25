import type { Operation } from '../ledger/attribution.ts'
import type { Caution } from '../pricing/caution.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import { isFree, localPrice } from '../pricing/price.ts'
import type { PriceAnswer, PricedAnswer } from '../pricing/price-answer.ts'
import type { PriceSource } from '../pricing/price-source.ts'
import { UnpricedModelError } from './unpriced-model-error.ts'

/**
 * The price that a call is held at. What it says of the price is a caution.
 *
 * @param call.everCost whether the books have a cost of the model: then it is not free, whatever its price says.
 * @throws {UnpricedModelError} when the model has no price and such models are refused.
 */
export function priceOfCall(
  prices: PriceSource,
  call: { readonly model: ModelId; readonly operation: Operation; readonly everCost: boolean },
): { readonly answer: PricedAnswer; readonly cautions: readonly Caution[] } {
  const first = prices.priceOf(call.model)
  if (call.operation === 'search' && isUnknown(first))
    return { answer: { kind: 'priced', price: localPrice, estimated: false }, cautions: [] }
  const answer = call.everCost && isFreeAnswer(first) ? prices.priceUnlessFree(call.model) : first
  if (answer.kind === 'refused') throw new UnpricedModelError(call.model)
  const cautions = answer.caution
    ? [{ code: answer.caution, model: formatModelId(call.model), detail: {} }]
    : []
  return { answer, cautions }
}

/** Searches cost nothing unless the operator says so, but are somebody else's service; a local model is nobody's. */
export function countsAsFree({ price }: PricedAnswer, operation: Operation): boolean {
  return price.source !== 'local' || operation === 'search'
}

function isUnknown(answer: PriceAnswer): boolean {
  return answer.kind === 'refused' || answer.price.source === 'fallback'
}

function isFreeAnswer(answer: PriceAnswer): boolean {
  return answer.kind === 'priced' && isFree(answer.price)
}
