import type { Catalogue } from '../pricing/catalogue.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import type { ModelPrice } from '../wire/prices.ts'
import { priceCautionText, refusedPriceText, warningText } from './price-words.ts'
import type { Texts } from './texts.ts'

/** What a model costs, with all that is odd about that. */
export function priceOf(model: ModelId, catalogue: Catalogue, texts?: Texts): ModelPrice {
  const answer = catalogue.priceOf(model)
  if (answer.kind === 'refused')
    return { model, answer, warnings: [refusedPriceText(formatModelId(model), texts)] }
  const { caution } = answer
  const warnings = catalogue.validate([model]).map((warning) => warningText(warning, texts))
  // A price of zero is among the warnings already.
  if (caution && caution !== 'zero_price')
    warnings.unshift(priceCautionText(formatModelId(model), caution, texts))
  return { model, answer, warnings }
}
