import { formatModelId, type ModelId } from '../pricing/model-id.ts'

/** A model answered twice in a form that cannot be used. Both answers are billed. */
export class UnusableAnswerError extends Error {
  override readonly name = 'UnusableAnswerError'
  readonly model: ModelId

  constructor(model: ModelId, cause?: unknown) {
    super(`${formatModelId(model)} answered twice in a form that cannot be used.`, { cause })
    this.model = model
  }
}
