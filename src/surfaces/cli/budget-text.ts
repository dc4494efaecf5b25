import type { BudgetStatus } from '../../ledger/budget-limit.ts'
import { besideDollars, type DisplayCurrency } from '../../money/display-currency.ts'
import { formatUsd, percentUsed } from '../../money/format.ts'
import { inBoth, limitText } from './limit-text.ts'
import { tableWithin } from './text-table.ts'

/** The periods of one subject, a line each. */
export function budgetTable(
  statuses: readonly BudgetStatus[],
  { currency, width }: { readonly currency: DisplayCurrency; readonly width: number },
): string {
  return tableWithin(
    statuses.map(({ period, budget, spentNanoUsd, heldNanoUsd, resetsAtMs, timeZone }) => {
      const held = heldNanoUsd > 0n ? ` + ${formatUsd(heldNanoUsd, 'readable')} held` : ''
      const resets = `resets ${localTime(resetsAtMs, timeZone)}`
      const spent = inBoth(spentNanoUsd, 'readable', currency)
      if (!budget) return [period, `${spent}${held} spent`, '', 'no limit', resets]
      return [
        period,
        `${spent}${held} of ${limitText(budget.limitNanoUsd)}${besideDollars(budget.limitNanoUsd, currency, 'en')}`,
        `${percentUsed(spentNanoUsd, budget.limitNanoUsd, 0)} %`,
        budget.origin === 'own' ? budget.mode : `${budget.mode} (${budget.origin})`,
        resets,
      ]
    }),
    { width, toTheRight: [2], givingWay: [3, 4] },
  )
}

/** A moment as clocks of a time zone show it: `2026-11-22 14:00`. */
export function localTime(atMs: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone)
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}
