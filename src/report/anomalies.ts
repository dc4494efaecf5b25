import type { Depth } from '../ledger/attribution.ts'
import type { SeriesPoint } from '../ledger/summary.ts'
import { compareNanoUsd, type NanoUsd, parseUsd, sum } from '../money/nano-usd.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import type { PriceAnswer } from '../pricing/price-answer.ts'

/** Something about the spend that its owners would want to look at. */
export type Anomaly =
  | {
      readonly kind: 'spend_spike'
      readonly fromMs: number
      readonly spentNanoUsd: NanoUsd
      /** The mean of the same hours of earlier days. */
      readonly usualNanoUsd: NanoUsd
    }
  | {
      readonly kind: 'dear_workflow'
      readonly workflow: string
      readonly depth: Depth
      readonly costNanoUsd: NanoUsd
      /** The median of earlier workflows of the depth. */
      readonly usualNanoUsd: NanoUsd
    }
  | { readonly kind: 'unpriced_model'; readonly model: string }

/** How many times the usual counts as far above it. */
const farAboveFactor = 3n
/** Smaller differences worry nobody, whatever their factor. */
const leastDifferenceNanoUsd = parseUsd('0.50')
const spikeHours = 3
export const spikeDays = 7
const leastDaysCompared = 3
const leastWorkflowsCompared = 5

/**
 * Whether the last three hours, the running one included, cost far more than the same hours by the clock on each of the seven days before.
 * Silent while fewer than three of those days lie after the first spend: then nothing is usual yet.
 *
 * @param hours hourly points of the subject, of at least the last eight days.
 */
export function spendSpike(
  hours: readonly SeriesPoint[],
  nowMs: number,
  timeZone: string,
): Anomaly | undefined {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone)
  const end = now.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ hours: 1 })
  const firstMs = Math.min(...hours.map(({ startMs }) => startMs))
  const spentOn = (daysAgo: number) => {
    const to = end.subtract({ days: daysAgo })
    const fromMs = to.subtract({ hours: spikeHours }).epochMilliseconds
    const within = hours.filter(({ startMs }) => startMs >= fromMs && startMs < to.epochMilliseconds)
    return { fromMs, spentNanoUsd: sum(within.map(({ spentNanoUsd }) => spentNanoUsd)) }
  }
  const { fromMs, spentNanoUsd } = spentOn(0)
  const earlier = Array.from({ length: spikeDays }, (_, index) => spentOn(index + 1)).filter(
    (day) => day.fromMs >= firstMs,
  )
  if (earlier.length < leastDaysCompared) return undefined
  const usualNanoUsd = sum(earlier.map((day) => day.spentNanoUsd)) / BigInt(earlier.length)
  return isFarAbove(spentNanoUsd, usualNanoUsd)
    ? { kind: 'spend_spike', fromMs, spentNanoUsd, usualNanoUsd }
    : undefined
}

/**
 * Whether a workflow cost far more than earlier ones of its depth. Silent before there are five to compare with.
 *
 * @param earlierCosts of other workflows of the depth.
 */
export function dearWorkflow(
  { workflow, depth, costNanoUsd }: { workflow: string; depth: Depth; costNanoUsd: NanoUsd },
  earlierCosts: readonly NanoUsd[],
): Anomaly | undefined {
  if (earlierCosts.length < leastWorkflowsCompared) return undefined
  const usualNanoUsd = median(earlierCosts)
  return isFarAbove(costNanoUsd, usualNanoUsd)
    ? { kind: 'dear_workflow', workflow, depth, costNanoUsd, usualNanoUsd }
    : undefined
}

/** Models whose price nobody knows, so that they are refused or booked at a high estimate. */
export function unpricedModels(
  models: readonly ModelId[],
  priceOf: (model: ModelId) => PriceAnswer,
): readonly Anomaly[] {
  const unpriced = models.filter((model) => {
    const answer = priceOf(model)
    return answer.kind === 'refused' || answer.caution === 'unpriced'
  })
  return [...new Set(unpriced.map(formatModelId))].map((model) => ({ kind: 'unpriced_model', model }))
}

function isFarAbove(amount: NanoUsd, usual: NanoUsd): boolean {
  return amount > usual * farAboveFactor && amount - usual >= leastDifferenceNanoUsd
}

/** Of an even number of amounts the lower of the two in the middle. */
function median(amounts: readonly NanoUsd[]): NanoUsd {
  const sorted = amounts.toSorted(compareNanoUsd)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n
}
