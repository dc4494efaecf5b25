import type { BudgetStatus } from '../budget-limit.ts'
import type { Period, PeriodCalendar } from '../period.ts'
import type { Subject } from '../subject.ts'
import { isFuller, periodAccount } from './accounts.ts'
import type { BooksView } from './decision.ts'
import { windowsAt } from './time-zones.ts'
import type { ZoneBook } from './zone-book.ts'

/** A period of a subject: of several, as there are after a move to another time zone, the one of which most is used. */
export function periodStatus(
  books: Pick<BooksView, 'balanceOf' | 'budgetOf'>,
  zones: Pick<ZoneBook, 'of' | 'spansOf'>,
  calendar: PeriodCalendar,
  { subject, period, atMs }: { readonly subject: Subject; readonly period: Period; readonly atMs: number },
): BudgetStatus {
  const { startMs, endMs, ...balance } = windowsAt(zones.spansOf(subject), period, atMs, calendar)
    .map((window) => ({ ...window, ...books.balanceOf(periodAccount(subject, period, window)) }))
    .reduce((a, b) => (isFuller(b, a) ? b : a))
  return {
    subject,
    period,
    budget: books.budgetOf(subject, period),
    spentNanoUsd: balance.spentNanoUsd,
    heldNanoUsd: balance.heldNanoUsd,
    startMs,
    resetsAtMs: endMs,
    timeZone: zones.of(subject),
  }
}
