import type { BudgetStatus } from '../../ledger/budget-limit.ts'
import { remainderNanoUsd } from '../../ledger/budget-limit.ts'
import { formatUsd, percentUsed, toUsdNumber } from '../../money/format.ts'
import { limitText } from './limit-text.ts'
import { table } from './text-table.ts'

/** The periods of one subject, a line each. */
export function budgetTable(statuses: readonly BudgetStatus[]): string {
  return table(
    statuses.map(({ period, budget, spentNanoUsd, heldNanoUsd, resetsAtMs, timeZone }) => {
      const held = heldNanoUsd > 0n ? ` + ${formatUsd(heldNanoUsd)} held` : ''
      const resets = `resets ${localTime(resetsAtMs, timeZone)}`
      if (!budget) return [period, `${formatUsd(spentNanoUsd)}${held} spent`, '', 'no limit', resets]
      return [
        period,
        `${formatUsd(spentNanoUsd)}${held} of ${limitText(budget.limitNanoUsd)}`,
        `${percentUsed(spentNanoUsd, budget.limitNanoUsd, 0)} %`,
        budget.origin === 'own' ? budget.mode : `${budget.mode} (${budget.origin})`,
        resets,
      ]
    }),
    [2],
  )
}

/** The budgets of one subject as other programs read them; money in US dollars, times in ISO 8601. */
export function budgetsToJson(subject: string, timeZone: string, statuses: readonly BudgetStatus[]) {
  return {
    subject,
    time_zone: timeZone,
    budgets: statuses.map((status) => {
      const { budget, spentNanoUsd, heldNanoUsd } = status
      const remaining = remainderNanoUsd(status)
      return {
        period: status.period,
        limit_usd: budget ? toUsdNumber(budget.limitNanoUsd) : null,
        mode: budget?.mode ?? null,
        origin: budget?.origin ?? null,
        spent_usd: toUsdNumber(spentNanoUsd),
        held_usd: toUsdNumber(heldNanoUsd),
        remaining_usd: remaining === undefined ? null : toUsdNumber(remaining),
        percent: budget ? percentUsed(spentNanoUsd, budget.limitNanoUsd) : null,
        starts_at: new Date(status.startMs).toISOString(),
        resets_at: new Date(status.resetsAtMs).toISOString(),
      }
    }),
  }
}

/** A moment as clocks of a time zone show it: `2026-11-22 14:00`. */
export function localTime(atMs: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone)
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}
