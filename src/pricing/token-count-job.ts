import type { ModelId } from './model-id.ts'
import { estimateMessageTokens, estimateTokens } from './token-estimate.ts'

/** `chat`: with what the chat format adds around messages. */
export type CountedAs = 'chat' | 'texts'

export interface TokenCount {
  readonly texts: readonly string[]
  readonly model: ModelId
  readonly as: CountedAs
}

/** See {@link estimateMessageTokens} and {@link estimateTokens}. */
export function work({ texts, model, as }: TokenCount): number {
  return as === 'chat'
    ? estimateMessageTokens(texts, model)
    : texts.reduce((sum, text) => sum + estimateTokens(text, model), 0)
}
