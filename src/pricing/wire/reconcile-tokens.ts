import type { Usage } from '../usage.ts'
import type { Figures } from './told.ts'

/** What is charged, put together from all that a reply tells, which may contradict itself. */
export interface ReconciledUsage {
  readonly usage: Usage
  /** All tokens of the call, where nothing else was told that could be priced. */
  readonly totalTokens?: number | undefined
  /** The parts do not add up to the total that was told; what is booked is the larger. */
  readonly disagreement?: { readonly parts: number; readonly total: number } | undefined
}

/** How the seller counts, where its replies alone do not tell. */
export interface Counting {
  /** `reasoning` is never a part of `output`, as at xAI. */
  readonly reasoningBesideOutput: boolean
  /** Tokens of reasoning may be told by the total alone, as in Google's OpenAI form. */
  readonly reasoningInTotalOnly: boolean
}

/**
 * Puts the figures together: output = max(completion, total - prompt), and no part is larger than its whole.
 *
 * - 10,120 in, 1,499 out, 2,809 of reasoning, 14,428 in all: the reasoning is beside the output, 4,308 out.
 * - 21 in, 40 out, 2,061 in all: 2,040 out, of which nothing tells what 2,000 are.
 */
export function reconcileTokens(figures: Figures, counting: Counting): ReconciledUsage {
  const input = inputOf(figures)
  const output = outputOf(figures, counting)
  const total = figures.total || undefined
  const { searches = 0 } = figures
  const left = total === undefined || input.total === undefined ? undefined : total - input.total
  const whole = wholeOutput(figures, output, left)
  const inputTotal =
    input.total ??
    (total !== undefined && whole.tokens !== undefined ? Math.max(0, total - whole.tokens) : undefined)
  const isKnownGap = counting.reasoningInTotalOnly && (left ?? 0) > (output.total ?? 0)
  const isContradiction = total !== undefined && !whole.isExplained && !isKnownGap
  return {
    usage: {
      ...(inputTotal !== undefined && { inputTokens: inputTokensOf(figures, inputTotal, input) }),
      ...(whole.tokens !== undefined && { outputTokens: outputTokensOf(figures, whole.tokens) }),
      ...(figures.seconds !== undefined && { audioSeconds: figures.seconds }),
      ...(searches > 0 && { searches }),
    },
    totalTokens: inputTotal === undefined ? total : undefined,
    ...(isContradiction && {
      disagreement: { parts: (input.total ?? 0) + (output.total ?? 0), total },
    }),
  }
}

interface Input {
  readonly total: number | undefined
  readonly cacheRead: number | undefined
  readonly cacheWrite: number | undefined
}

/** `prompt_tokens` count all; with any other name, what a cache told beside it comes on top. Parts that do not fit in are on top too. */
function inputOf(figures: Figures): Input {
  const { prompt, input, inputExtra = 0, cacheMiss } = figures
  const cacheRead = figures.cacheRead ?? figures.cacheReadBeside
  const written = (figures.cacheWriteHour ?? 0) + (figures.cacheWriteMinutes ?? 0)
  const told = figures.cacheWrite ?? figures.cacheWriteBeside
  const cacheWrite = told === undefined && written === 0 ? undefined : Math.max(told ?? 0, written)
  const cached = (cacheRead ?? 0) + (cacheWrite ?? 0)
  const isBeside = prompt === undefined && figures.cacheRead === undefined && figures.cacheWrite === undefined
  const counted = prompt ?? input ?? cacheMiss
  // Nothing in and nothing said of the output, but a total: the input was not counted.
  const base = counted === 0 && figures.output === undefined && figures.total ? undefined : counted
  if (base === undefined) return { total: undefined, cacheRead, cacheWrite }
  const isTooLittle = cached > base
  const isFreshOnly = prompt === undefined && input === undefined
  const onTop = isBeside || isTooLittle || isFreshOnly ? cached : 0
  return { total: base + onTop + inputExtra, cacheRead, cacheWrite }
}

interface Output {
  /** By the seller's way of counting. */
  readonly total: number | undefined
  /** All that the parts may come to. */
  readonly plausible: readonly number[]
}

function outputOf(figures: Figures, { reasoningBesideOutput }: Counting): Output {
  const { output, reasoning = 0, reasoningBeside = 0 } = figures
  if (output === undefined) {
    const alone = reasoning + reasoningBeside
    return { total: alone > 0 ? alone : undefined, plausible: [alone] }
  }
  const beside = output + Math.max(reasoning, reasoningBeside)
  // No part is larger than its whole, whatever the total leaves.
  if (reasoning > output) return { total: beside, plausible: [beside] }
  const isBeside = reasoningBesideOutput || reasoningBeside > 0
  return { total: isBeside ? beside : output, plausible: [output, beside] }
}

/** What the total leaves for the output holds where the parts can explain it, and where it is more. Some totals leave out what is beside. */
function wholeOutput(
  { inputExtra = 0, reasoningBeside = 0 }: Figures,
  { total, plausible }: Output,
  left: number | undefined,
): { readonly tokens: number | undefined; readonly isExplained: boolean } {
  if (total === undefined) return { tokens: (left ?? 0) > 0 ? left : undefined, isExplained: true }
  if (left === undefined) return { tokens: total, isExplained: true }
  if (plausible.includes(left)) return { tokens: reasoningBeside > 0 ? total : left, isExplained: true }
  return { tokens: Math.max(total, left), isExplained: plausible.includes(left + inputExtra) }
}

function inputTokensOf(
  figures: Figures,
  total: number,
  { cacheRead, cacheWrite }: Input,
): NonNullable<Usage['inputTokens']> {
  const { cacheWriteHour = 0, inputAudio = 0, inputAudioCached = 0 } = figures
  const audio = inputAudio - inputAudioCached
  return {
    total,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(cacheWrite !== undefined && { cacheWrite }),
    ...(cacheWriteHour > 0 && { cacheWriteHour }),
    ...(audio > 0 && { audio }),
  }
}

function outputTokensOf(figures: Figures, total: number): NonNullable<Usage['outputTokens']> {
  const reasoning = figures.reasoning ?? figures.reasoningBeside
  const { outputAudio = 0 } = figures
  return {
    total,
    ...(reasoning !== undefined && { reasoning: Math.min(reasoning, total) }),
    ...(outputAudio > 0 && { audio: outputAudio }),
  }
}
