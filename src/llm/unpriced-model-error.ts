import { formatModelId, type ModelId } from '../pricing/model-id.ts'

/** Nobody knows what the model costs and `UNPRICED_MODELS=refuse`: the call was not made. */
export class UnpricedModelError extends Error {
  override readonly name = 'UnpricedModelError'
  readonly model: ModelId

  constructor(model: ModelId) {
    super(`There is no price for ${formatModelId(model)}.`)
    this.model = model
  }
}
