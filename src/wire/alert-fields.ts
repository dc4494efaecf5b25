import { z } from 'zod'
import { type Alert, thresholdsPercent } from '../ledger/alert.ts'
import { periods } from '../ledger/period.ts'
import { percentUsed } from '../money/format.ts'
import { instant, usd } from './fields.ts'

/** What is told of every crossing of a budget's threshold; amounts as they stood when it was crossed. */
export const alertFields = {
  subject: z.string(),
  period: z.enum(periods),
  period_start: instant,
  threshold_percent: z.literal(thresholdsPercent),
  spent_usd: usd,
  limit_usd: usd,
  percent: z.number(),
}

export function alertFieldsOf(
  alert: Pick<
    Alert,
    'subject' | 'period' | 'periodStartMs' | 'thresholdPercent' | 'spentNanoUsd' | 'limitNanoUsd'
  >,
) {
  return {
    subject: alert.subject.name,
    period: alert.period,
    period_start: alert.periodStartMs,
    threshold_percent: alert.thresholdPercent,
    spent_usd: alert.spentNanoUsd,
    limit_usd: alert.limitNanoUsd,
    percent: percentUsed(alert.spentNanoUsd, alert.limitNanoUsd),
  }
}
