import type { NanoUsd } from '../money/nano-usd.ts'
import type { Period } from './period.ts'

/** Percent of a budget at which its owners hear of it; at 100 it is used up. */
export const thresholdsPercent = [50, 75, 90, 100] as const
export type ThresholdPercent = (typeof thresholdsPercent)[number]

/** The thresholds that are watched for a period: of an hour only that it is used up. */
export function thresholdsOf(period: Period): readonly ThresholdPercent[] {
  return period === 'hour' ? [100] : thresholdsPercent
}

/**
 * The highest threshold that `spent` of `limit` has reached, undefined below the first. A limit of zero is
 * reached by the first spend.
 */
export function thresholdReached(
  period: Period,
  spentNanoUsd: NanoUsd,
  limitNanoUsd: NanoUsd,
): ThresholdPercent | undefined {
  if (spentNanoUsd <= 0n) return undefined
  return thresholdsOf(period).findLast((percent) => spentNanoUsd * 100n >= limitNanoUsd * BigInt(percent))
}

/** A crossing that owners are to be told, once per subject, period, revision of the budget and threshold. */
export interface Alert {
  readonly id: number
  readonly subject: string
  readonly period: Period
  readonly periodStartMs: number
  readonly revision: number
  readonly thresholdPercent: ThresholdPercent
  /** As they stood when the threshold was crossed. */
  readonly spentNanoUsd: NanoUsd
  readonly limitNanoUsd: NanoUsd
  readonly createdAtMs: number
}
