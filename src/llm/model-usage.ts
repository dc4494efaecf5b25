import type { LanguageModelV4Usage } from '@ai-sdk/provider'
import type { Usage } from '../pricing/usage.ts'
import { fieldOf } from './reported-cost.ts'

/**
 * A model's usage in our words. Tokens written to a cache are read from the raw usage where the SDK leaves them out, as it
 * does for OpenAI-compatible servers (OpenRouter tells them in `prompt_tokens_details.cache_write_tokens`): they may be dearer.
 */
export function usageOfModel({ inputTokens, outputTokens, raw }: LanguageModelV4Usage): Usage {
  const written = fieldOf(fieldOf(raw, 'prompt_tokens_details'), 'cache_write_tokens')
  if (inputTokens.cacheWrite !== undefined || typeof written !== 'number')
    return { inputTokens, outputTokens }
  const { noCache } = inputTokens
  return {
    inputTokens: {
      ...inputTokens,
      ...(noCache !== undefined && { noCache: noCache - written }),
      cacheWrite: written,
    },
    outputTokens,
  }
}
