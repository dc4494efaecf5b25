import type { Alert } from '../ledger/alert.ts'
import { percentUsed, toUsdNumber } from '../money/format.ts'

/** What the webhook gets for a crossing. Times are ISO 8601 in UTC; money is US dollars, exact to the nano. */
export interface AlertEvent {
  /** The same in every attempt. */
  readonly id: string
  readonly type: 'budget.threshold'
  readonly subject: string
  readonly period: string
  readonly period_start: string
  readonly threshold_percent: number
  readonly spent_usd: number
  readonly limit_usd: number
  readonly percent: number
  readonly remaining_usd: number
  readonly resets_at: string
  readonly created_at: string
}

export function alertEvent(alert: Alert, resetsAtMs: number): AlertEvent {
  const { spentNanoUsd, limitNanoUsd } = alert
  return {
    id: `alert_${alert.id}_${alert.createdAtMs}`,
    type: 'budget.threshold',
    subject: alert.subject,
    period: alert.period,
    period_start: new Date(alert.periodStartMs).toISOString(),
    threshold_percent: alert.thresholdPercent,
    spent_usd: toUsdNumber(spentNanoUsd),
    limit_usd: toUsdNumber(limitNanoUsd),
    percent: percentUsed(spentNanoUsd, limitNanoUsd),
    remaining_usd: toUsdNumber(spentNanoUsd < limitNanoUsd ? limitNanoUsd - spentNanoUsd : 0n),
    resets_at: new Date(resetsAtMs).toISOString(),
    created_at: new Date(alert.createdAtMs).toISOString(),
  }
}
