import type { Catalogue } from '../pricing/catalogue.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import type { ModelPrice } from '../wire/prices.ts'
import { priceCautionText, warningText } from './price-words.ts'

/** What a model costs, with all that is odd about that. */
export function priceOf(model: ModelId, catalogue: Catalogue): ModelPrice {
  const answer = catalogue.priceOf(model)
  if (answer.kind === 'refused') return { model, answer, warnings: [refusedText(formatModelId(model))] }
  const { caution } = answer
  const warnings = catalogue.validate([model]).map(warningText)
  // A price of zero is among the warnings already.
  if (caution && caution !== 'zero_price') warnings.unshift(priceCautionText(formatModelId(model), caution))
  return { model, answer, warnings }
}

function refusedText(model: string): string {
  return `Nobody knows the price of ${model}, and UNPRICED_MODELS=refuse: calls are refused. Give its price in PRICES_FILE.`
}
