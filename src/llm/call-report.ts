import type { Provenance } from '../ledger/entry.ts'
import { type NanoUsd, parseUsd } from '../money/nano-usd.ts'
import { calculateCost } from '../pricing/calculate-cost.ts'
import { checkUsage } from '../pricing/check-usage.ts'
import type { ModelId } from '../pricing/model-id.ts'
import type { PriceAnswer } from '../pricing/price-answer.ts'
import { estimateTokens } from '../pricing/token-estimate.ts'
import type { InputTokens, OutputTokens, Usage } from '../pricing/usage.ts'
import { type CallSize, mostItCosts } from './call-bounds.ts'

/** What came back from a call. */
export interface CallReport {
  /** As the provider told it; what it did not tell is undefined. */
  readonly usage: Usage
  /** The cost in US dollars, where the provider names it. */
  readonly costUsd?: number | string | undefined
  /** What the model wrote, as far as it arrived: for estimating where the provider did not count. */
  readonly outputText?: string | undefined
}

export interface BookedCost {
  readonly amountNanoUsd: NanoUsd
  readonly provenance: Provenance
  readonly usage: Usage
}

/** The most that a provider's own figure is believed, in US dollars. */
const believableCostUsd = 1_000
const plainNumber = /^\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i

/**
 * What a call is booked at: the cost that the provider names; else computed from the usage it reports; else, where that is
 * missing or cannot be (negative, not a number, more than any model can), estimated from the texts.
 */
export function bookedCost(
  answer: PriceAnswer & { kind: 'priced' },
  plan: CallSize & { readonly model: ModelId },
  report: CallReport,
): BookedCost {
  const usage = believableUsage(plan, report)
  const named = namedCost(report.costUsd)
  if (named !== undefined) return { amountNanoUsd: named, provenance: 'reported', usage: usage ?? {} }
  const completed = usage ?? {}
  const cost = calculateCost(answer.price, completed)
  if (usage && cost.kind === 'computed')
    return { amountNanoUsd: cost.amount, provenance: answer.estimated ? 'estimated' : 'computed', usage }
  const estimated = estimatedUsage(plan, completed, report.outputText)
  const { inputTokens, outputTokens, ...units } = estimated
  const size = { inputTokens: inputTokens?.total, inputIsSound: plan.inputIsSound, units }
  return {
    amountNanoUsd: mostItCosts(answer.price, size, outputTokens?.total),
    provenance: 'estimated',
    usage: estimated,
  }
}

/** The reported usage without what cannot be; undefined when nothing of it can be used. */
function believableUsage(plan: CallSize, { usage, outputText }: CallReport): Usage | undefined {
  if (checkUsage(usage).length > 0) return undefined
  const { inputTokens, outputTokens, audioSeconds, ...units } = usage
  const isSilent = audioSeconds === 0 && (plan.units?.audioSeconds ?? 0) > 0
  const believedInput = withoutZero(inputTokens, (plan.inputTokens ?? 0) > 0)
  const believedOutput = withoutZero(outputTokens, Boolean(outputText))
  return {
    ...units,
    ...(audioSeconds !== undefined && !isSilent && { audioSeconds }),
    ...(believedInput && { inputTokens: believedInput }),
    ...(believedOutput && { outputTokens: believedOutput }),
  }
}

/** A total of zero where there was text is "unknown" in disguise: some SDKs read a missing number as zero. */
function withoutZero<T extends InputTokens | OutputTokens>(
  tokens: T | undefined,
  isThere: boolean,
): T | undefined {
  return isThere && tokens?.total === 0 ? undefined : tokens
}

function namedCost(costUsd: number | string | undefined): NanoUsd | undefined {
  if (costUsd === undefined || !plainNumber.test(String(costUsd))) return undefined
  return Number(costUsd) <= believableCostUsd ? parseUsd(costUsd) : undefined
}

function estimatedUsage(
  plan: CallSize & { readonly model: ModelId },
  told: Usage,
  outputText: string | undefined,
): Usage {
  const input = told.inputTokens?.total ?? plan.inputTokens
  const output =
    told.outputTokens?.total ??
    (plan.maxOutputTokens === undefined
      ? undefined
      : Math.min(estimateTokens(outputText ?? '', plan.model), plan.maxOutputTokens))
  return {
    ...plan.units,
    ...told,
    ...(input !== undefined && { inputTokens: { ...told.inputTokens, total: input } }),
    ...(output !== undefined && { outputTokens: { ...told.outputTokens, total: output } }),
  }
}
