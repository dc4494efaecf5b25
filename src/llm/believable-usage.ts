import type { LanguageModelV4Usage } from '@ai-sdk/provider'
import { checkUsage } from '../pricing/check-usage.ts'
import type { InputTokens, OutputTokens, Usage } from '../pricing/usage.ts'
import type { CallSize } from './call-bounds.ts'

/**
 * The usage without what cannot be: negative, no number, more than any model can, parts larger than their whole. A total of zero
 * where there was text is "unknown" in disguise: some SDKs read a missing number as zero. What is charged at least counts as used.
 */
export function believableUsage(plan: CallSize, usage: Usage, outputText: string | undefined): Usage {
  const faulty = new Set(checkUsage(usage).map(({ field }) => field.split('.')[0]))
  const sound = Object.fromEntries(Object.entries(usage).filter(([field]) => !faulty.has(field))) as Usage
  const { inputTokens, outputTokens, audioSeconds, ...units } = sound
  const isSilent = audioSeconds === 0 && (plan.units?.audioSeconds ?? 0) > 0
  const input = withoutZero(inputTokens, (plan.inputTokens ?? 0) > 0)
  const output = withoutZero(outputTokens, Boolean(outputText))
  return {
    ...units,
    ...(audioSeconds !== undefined &&
      !isSilent && { audioSeconds: Math.max(audioSeconds, plan.leastAudioSeconds ?? 0) }),
    ...(input && { inputTokens: input }),
    ...(output && { outputTokens: output }),
  }
}

function withoutZero<T extends InputTokens | OutputTokens>(
  tokens: T | undefined,
  isThere: boolean,
): T | undefined {
  return isThere && tokens?.total === 0 ? undefined : tokens
}

/** A reply's own count, completed by what the SDK read of it, such as that there was no reasoning; the SDK's where the reply counts nothing. */
export function withSecondOpinion(usage: Usage | undefined, second: Usage): Usage {
  if (!usage?.inputTokens && !usage?.outputTokens && usage?.audioSeconds === undefined)
    return { ...second, ...usage }
  const { inputTokens, outputTokens } = usage
  const isAgreed = outputTokens?.total === second.outputTokens?.total
  return {
    ...(second.audioSeconds !== undefined && { audioSeconds: second.audioSeconds }),
    ...usage,
    ...(inputTokens && { inputTokens: { audio: second.inputTokens?.audio, ...inputTokens } }),
    ...(outputTokens &&
      isAgreed && { outputTokens: { reasoning: second.outputTokens?.reasoning, ...outputTokens } }),
  }
}

/** A language model's usage in our words, as the SDK tells it. */
export function usageOfModel({ inputTokens, outputTokens }: LanguageModelV4Usage): Usage {
  return { inputTokens, outputTokens }
}

/** Where the input is sound and nobody tells how many of its tokens are, all are. */
export function withSound({ inputTokens, ...usage }: Usage): Usage {
  if (!inputTokens) return usage
  const { total, cacheRead = 0, cacheWrite = 0 } = inputTokens
  const audio =
    inputTokens.audio ?? (total === undefined ? undefined : Math.max(0, total - cacheRead - cacheWrite))
  return { ...usage, inputTokens: { ...inputTokens, audio } }
}
