import type { Depth } from '../ledger/attribution.ts'
import type { TimeRange } from '../ledger/summary.ts'
import { compareNanoUsd, type NanoUsd, parseUsd } from '../money/nano-usd.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import type { PriceAnswer } from '../pricing/price-answer.ts'
import { estimatedNanoUsd } from './forecasting/estimate.ts'
import { usualBoundOf } from './forecasting/series.ts'

export const spendDimensions = ['bot', 'tenant', 'model', 'task'] as const
/** Of what a series of days is kept. */
export type SpendDimension = (typeof spendDimensions)[number]

/** Who and what has to do with it: the dearest run among what was spent, and the member of the most. */
export interface Behind {
  readonly workflow: string | null
  readonly user: string | null
}

/** Far more was spent on a day than days of its series come to. */
export interface SpendSpike extends TimeRange, Behind {
  readonly kind: 'spend_spike'
  readonly dimension: SpendDimension
  /** `bot`, a tenant, a model as `<provider>:<model>`, or a task. */
  readonly subject: string
  readonly spentNanoUsd: NanoUsd
  readonly usualNanoUsd: NanoUsd
  /** What the day stays under as a rule. */
  readonly boundNanoUsd: NanoUsd
}

/** A run cost far more than others of its depth. */
export interface DearWorkflow extends TimeRange {
  readonly kind: 'dear_workflow'
  readonly workflow: string
  readonly user: string | null
  readonly depth: Depth
  readonly costNanoUsd: NanoUsd
  /** The median of earlier workflows of the depth. */
  readonly usualNanoUsd: NanoUsd
  readonly boundNanoUsd: NanoUsd
}

/** A call of a model costs far more than it did: all calls of the day, and what as many have cost on earlier days. */
export interface PriceShift extends TimeRange, Behind {
  readonly kind: 'price_shift'
  readonly model: string
  readonly calls: number
  readonly spentNanoUsd: NanoUsd
  readonly usualNanoUsd: NanoUsd
  readonly boundNanoUsd: NanoUsd
}

/** Far more calls of a model failed than is usual. */
export interface FailureRate extends TimeRange {
  readonly kind: 'failure_rate'
  readonly model: string
  /** Failed ones included. */
  readonly calls: number
  readonly failedCalls: number
  readonly spentNanoUsd: NanoUsd
  readonly usualPercent: number
  readonly boundPercent: number
}

/** Something in the books that stands out. */
export type BookedAnomaly = SpendSpike | DearWorkflow | PriceShift | FailureRate

export interface UnpricedModel {
  readonly kind: 'unpriced_model'
  readonly model: string
}

/** Something about the spend that its owners would want to look at. */
export type Anomaly = BookedAnomaly | UnpricedModel

/** Smaller differences worry nobody, whatever their factor, unless the operator says otherwise. */
export const leastDifferenceNanoUsd = parseUsd('0.50')
const farAboveFactor = 3
const leastWorkflowsCompared = 5

/**
 * Whether a workflow cost far more than earlier ones of its depth: more than three times their median, and more than they stay under by
 * their own spread. Silent before there are five to compare with.
 *
 * @param earlierCosts of other workflows of the depth.
 */
export function dearWorkflow(
  run: Omit<DearWorkflow, 'kind' | 'usualNanoUsd' | 'boundNanoUsd'>,
  earlierCosts: readonly NanoUsd[],
  leastNanoUsd: NanoUsd = leastDifferenceNanoUsd,
): DearWorkflow | undefined {
  if (earlierCosts.length < leastWorkflowsCompared) return undefined
  const usualNanoUsd = median(earlierCosts)
  const bySpread = estimatedNanoUsd(usualBoundOf(earlierCosts.map(Number)).bound)
  const byFactor = usualNanoUsd * BigInt(farAboveFactor)
  const boundNanoUsd = usualNanoUsd > 0n && bySpread > byFactor ? bySpread : byFactor
  return run.costNanoUsd > boundNanoUsd && isWorthTelling(run.costNanoUsd, usualNanoUsd, leastNanoUsd)
    ? { kind: 'dear_workflow', ...run, usualNanoUsd, boundNanoUsd }
    : undefined
}

/** Models whose price nobody knows, so that they are refused or booked at a high estimate. */
export function unpricedModels(
  models: readonly ModelId[],
  priceOf: (model: ModelId) => PriceAnswer,
): readonly UnpricedModel[] {
  const unpriced = models.filter((model) => {
    const answer = priceOf(model)
    return answer.kind === 'refused' || answer.caution === 'unpriced'
  })
  return [...new Set(unpriced.map(formatModelId))].map((model) => ({ kind: 'unpriced_model', model }))
}

export function isWorthTelling(spent: NanoUsd, usual: NanoUsd, leastNanoUsd: NanoUsd): boolean {
  return spent - usual >= leastNanoUsd
}

/** Of an even number of amounts the lower of the two in the middle. */
function median(amounts: readonly NanoUsd[]): NanoUsd {
  const sorted = amounts.toSorted(compareNanoUsd)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n
}
