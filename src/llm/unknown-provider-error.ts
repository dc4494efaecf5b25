import { formatModelId, type ModelId } from '../pricing/model-id.ts'

export const unknownProviderReasons = ['unknown', 'no_embeddings', 'no_transcription'] as const
export type UnknownProviderReason = (typeof unknownProviderReasons)[number]

/** A model names a provider that is not there, or one that cannot do what is asked. The words for people are in `locales`. */
export class UnknownProviderError extends Error {
  override readonly name = 'UnknownProviderError'
  readonly reason: UnknownProviderReason
  readonly model: ModelId

  constructor(reason: UnknownProviderReason, model: ModelId) {
    super(`${formatModelId(model)}: ${reason}`)
    this.reason = reason
    this.model = model
  }
}
