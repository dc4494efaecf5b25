import { type Overage, overagesKept } from '../ledger/model-record.ts'
import type { NanoUsd } from '../money/nano-usd.ts'

/** From so many overages on a model is held with a margin; one may be an accident. */
export const overagesBeforeMargin = 2
/** Older ones tell nothing of how a provider charges today. */
const overagesCountForMs = 30 * 24 * 60 * 60 * 1_000
/** A provider that charges more than ten times what it was asked for is past what a margin can mend. */
const largestMarginPercent = 1_000n
const whole = 100n

/**
 * What is held for a model's call, in percent of the estimate: as much more as its last calls together went over what was held for
 * them, once that has happened repeatedly. It so rises until nothing goes over any more. 100: the estimate.
 *
 * @param overages at most {@link overagesKept}, as the books have them.
 */
export function overageMarginPercent(overages: readonly Overage[], nowMs: number): bigint {
  const recent = overages
    .slice(0, overagesKept)
    .filter(({ heldNanoUsd, atMs }) => heldNanoUsd > 0n && nowMs - atMs <= overagesCountForMs)
  if (recent.length < overagesBeforeMargin) return whole
  const margin = recent.reduce(
    (percent, { heldNanoUsd, amountNanoUsd }) =>
      percent + ceilDivide((amountNanoUsd - heldNanoUsd) * whole, heldNanoUsd),
    whole,
  )
  return margin > largestMarginPercent ? largestMarginPercent : margin
}

/** An amount with the margin, rounded up. */
export function withMargin(amountNanoUsd: NanoUsd, marginPercent: bigint): NanoUsd {
  return ceilDivide(amountNanoUsd * marginPercent, whole)
}

/** What of a held amount the call itself may cost. */
export function withoutMargin(heldNanoUsd: NanoUsd, marginPercent: bigint): NanoUsd {
  return (heldNanoUsd * whole) / marginPercent
}

function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor
}
