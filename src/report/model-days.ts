import type { TimeRange, Totals } from '../ledger/summary.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { type FailureRate, isWorthTelling, type PriceShift } from './anomalies.ts'
import { estimatedNanoUsd } from './forecasting/estimate.ts'
import { usualBoundOf } from './forecasting/series.ts'

/** A day of a model. */
export interface ModelDay extends TimeRange {
  readonly model: string
  readonly totals: Totals
}

/** So few calls say nothing of a price. */
const leastCalls = 5
const leastDaysCompared = 5
const leastPriceFactor = 1.5

/** Whether calls of a model cost far more on a day than on the days before it. */
export function priceShift(
  { model, totals, fromMs, toMs }: ModelDay,
  earlier: readonly Totals[],
  leastNanoUsd: NanoUsd,
): Omit<PriceShift, 'workflow' | 'user'> | undefined {
  const { calls, costNanoUsd } = totals
  const prices = earlier.filter(isTelling).map(pricePerCall)
  if (!isTelling(totals) || prices.length < leastDaysCompared) return undefined
  const { usual, bound } = usualBoundOf(prices)
  const usualNanoUsd = estimatedNanoUsd(usual * calls)
  const boundNanoUsd = estimatedNanoUsd(Math.max(bound, leastPriceFactor * usual) * calls)
  return costNanoUsd > boundNanoUsd && isWorthTelling(costNanoUsd, usualNanoUsd, leastNanoUsd)
    ? {
        kind: 'price_shift',
        model,
        fromMs,
        toMs,
        calls,
        spentNanoUsd: costNanoUsd,
        usualNanoUsd,
        boundNanoUsd,
      }
    : undefined
}

function isTelling({ calls, costNanoUsd }: Totals): boolean {
  return calls >= leastCalls && costNanoUsd > 0n
}

function pricePerCall({ calls, costNanoUsd }: Totals): number {
  return Number(costNanoUsd) / calls
}

const leastAttempts = 10
const leastFailures = 5
const leastFailureRate = 0.2
const leastFailureFactor = 2
/** Chance alone stays within so many standard deviations in 999 of 1000 cases. */
const deviationsOfChance = 3

/** Whether far more calls of a model failed on a day than on the days before it, and more than chance makes of it. */
export function failureRate(
  { model, totals, fromMs, toMs }: ModelDay,
  earlier: readonly Totals[],
): FailureRate | undefined {
  const { failedCalls, costNanoUsd: spentNanoUsd } = totals
  const attempts = totals.calls + failedCalls
  if (attempts < leastAttempts || failedCalls < leastFailures) return undefined
  const before = earlier.reduce((sum, day) => sum + day.calls + day.failedCalls, 0)
  if (before < leastAttempts) return undefined
  // One failure and one success more than were seen: of few calls nothing is certain.
  const usual = (earlier.reduce((sum, day) => sum + day.failedCalls, 0) + 1) / (before + 2)
  const bound = Math.max(
    leastFailureRate,
    leastFailureFactor * usual,
    usual + deviationsOfChance * Math.sqrt((usual * (1 - usual)) / attempts),
  )
  if (failedCalls / attempts <= bound) return undefined
  return {
    kind: 'failure_rate',
    model,
    fromMs,
    toMs,
    calls: attempts,
    failedCalls,
    spentNanoUsd,
    usualPercent: inPercent(usual),
    boundPercent: inPercent(bound),
  }
}

function inPercent(share: number): number {
  return Math.round(share * 1_000) / 10
}
