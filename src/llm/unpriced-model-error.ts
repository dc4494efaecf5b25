import { formatModelId, type ModelId } from '../pricing/model-id.ts'

/** Nobody knows what the model costs and `UNPRICED_MODELS=refuse`: the call was not made. */
export class UnpricedModelError extends Error {
  override readonly name = 'UnpricedModelError'
  readonly model: ModelId
  readonly hint =
    'Give its price in PRICES_FILE, or set UNPRICED_MODELS=fallback to book it at a high estimate.'

  constructor(model: ModelId) {
    super(`There is no price for ${formatModelId(model)}.`)
    this.model = model
  }
}
