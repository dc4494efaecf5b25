import type { ModelId } from '../../pricing/model-id.ts'

/**
 * What a model writes at most where the request names no ceiling, reasoning included: https://platform.openai.com/docs/models (2026-11).
 * The first that fits holds.
 */
const ceilings: readonly (readonly [model: RegExp, tokens: number])[] = [
  [/^(?:openai\/)?gpt-[56]/i, 128_000],
  [/^(?:openai\/)?o\d/i, 100_000],
  [/^(?:openai\/)?gpt-4\.1/i, 32_768],
  [/^(?:openai\/)?(?:gpt-4o|chatgpt-4o)/i, 16_384],
  [/^(?:openai\/)?gpt-4-turbo/i, 4_096],
  [/^(?:openai\/)?gpt-4/i, 8_192],
  [/^(?:openai\/)?gpt-3\.5/i, 4_096],
]

/** What is taken for the ceiling of any other model. */
const ceilingOfOthers = 32_768

export function outputCeilingOf({ provider, model }: ModelId): number {
  const known = provider === 'openai' ? ceilings.find(([pattern]) => pattern.test(model)) : undefined
  return known?.[1] ?? ceilingOfOthers
}
