import type { AlertPlace } from '../../../ledger/alert.ts'
import type { Attribution } from '../../../ledger/attribution.ts'
import type { BudgetLimit, BudgetStatus } from '../../../ledger/budget-limit.ts'
import type { Period, PeriodCalendar } from '../../../ledger/period.ts'
import type { Account, Balance, SubjectAccount } from '../../../ledger/rules/accounts.ts'
import type { BooksView } from '../../../ledger/rules/decision.ts'
import { periodStatus } from '../../../ledger/rules/period-status.ts'
import type { SubjectAccounts } from '../../../ledger/rules/subject-accounts.ts'
import type { Subject } from '../../../ledger/subject.ts'
import type { Balances } from './balances.ts'
import type { Budgets } from './budgets.ts'
import type { Crossings } from './crossings.ts'
import type { TimeZones } from './time-zones.ts'

export interface StoredBooksParts {
  readonly balances: Balances
  readonly budgets: Budgets
  readonly crossings: Crossings
  readonly timeZones: TimeZones
  readonly subjectAccounts: SubjectAccounts
  readonly calendar: PeriodCalendar
}

/** The books as the file has them. */
export class StoredBooks implements BooksView {
  readonly #parts: StoredBooksParts

  constructor(parts: StoredBooksParts) {
    this.#parts = parts
  }

  balanceOf(account: Account): Balance {
    return this.#parts.balances.get(account)
  }

  budgetOf(subject: Subject, period: Period): BudgetLimit | undefined {
    return this.#parts.budgets.of(subject, period)
  }

  subjectAccountsOf(
    attribution: Pick<Attribution, 'tenant' | 'user'>,
    atMs: number,
  ): readonly SubjectAccount[] {
    return this.#parts.subjectAccounts.of(attribution, atMs)
  }

  highestAlertOf(place: AlertPlace): number {
    return this.#parts.crossings.highestAlertOf(place)
  }

  highestMilestoneUsd(): bigint {
    return this.#parts.crossings.highestMilestoneUsd()
  }

  statusOf(subject: Subject, period: Period, atMs: number): BudgetStatus {
    const { calendar, timeZones } = this.#parts
    return periodStatus(this, timeZones, calendar, { subject, period, atMs })
  }
}
