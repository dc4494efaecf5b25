import { createCalendar } from '../../../src/budget/calendar.ts'
import type { Alert, AlertPlace } from '../../../src/ledger/alert.ts'
import type { BudgetLimit } from '../../../src/ledger/budget-limit.ts'
import type { Entry } from '../../../src/ledger/entry.ts'
import type { Period } from '../../../src/ledger/period.ts'
import {
  type Account,
  type Balance,
  emptyBalance,
  subjectAccounts,
} from '../../../src/ledger/rules/accounts.ts'
import { BalanceSheet } from '../../../src/ledger/rules/balance-sheet.ts'
import type { BooksView, Changes, Decision, StoredHold } from '../../../src/ledger/rules/decision.ts'
import type { ZoneSpan } from '../../../src/ledger/rules/time-zones.ts'
import type { Subject } from '../../../src/ledger/subject.ts'
import { usd } from './requests.ts'

export const alwaysUtc: ZoneSpan = {
  timeZone: 'UTC',
  fromMs: Number.NEGATIVE_INFINITY,
  toMs: Number.POSITIVE_INFINITY,
}

/** Books that are nothing but memory: what decisions see and change where there is no database. */
export class MemoryBooks implements BooksView {
  readonly holds = new Map<string, StoredHold>()
  readonly entries = new Map<string, Entry>()
  readonly alerts: Omit<Alert, 'id'>[] = []
  readonly milestones: bigint[] = []
  readonly #budgets = new Map<string, BudgetLimit>()
  readonly #calendar = createCalendar()
  readonly #sheet = new BalanceSheet(() => emptyBalance)

  /** Sets the limit that binds a subject. */
  limit(
    subject: string,
    period: Period,
    limitUsd: string,
    overrides: Partial<BudgetLimit> = {},
  ): MemoryBooks {
    const revision = this.#budgets.size + 1
    const limitNanoUsd = usd(limitUsd)
    this.#budgets.set(`${subject} ${period}`, {
      limitNanoUsd,
      mode: 'hard',
      revision,
      origin: 'own',
      ...overrides,
    })
    return this
  }

  /** Takes in what a decision changes, and hands on its outcome. */
  take<Outcome>({ outcome, changes }: Decision<Outcome>): Outcome {
    this.#apply(changes)
    return outcome
  }

  balanceOf(account: Account): Balance {
    return this.#sheet.balanceOf(account)
  }

  budgetOf({ name }: Subject, period: Period): BudgetLimit | undefined {
    return this.#budgets.get(`${name} ${period}`)
  }

  subjectAccountsOf(attribution: Parameters<BooksView['subjectAccountsOf']>[0], atMs: number) {
    return subjectAccounts(attribution, atMs, this.#calendar, () => [alwaysUtc])
  }

  highestAlertOf(place: AlertPlace): number {
    const ofPlace = this.alerts.filter(
      (alert) =>
        alert.subject.name === place.subject.name &&
        (['period', 'periodStartMs', 'revision'] as const).every((key) => alert[key] === place[key]),
    )
    return Math.max(0, ...ofPlace.map(({ thresholdPercent }) => thresholdPercent))
  }

  highestMilestoneUsd(): bigint {
    return this.milestones.reduce((highest, dollars) => (dollars > highest ? dollars : highest), 0n)
  }

  #apply({ hold, ended, entries = [], balances = [], alerts = [], milestone }: Changes): void {
    if (hold) this.holds.set(hold.id, hold)
    const held = ended && this.holds.get(ended.id)
    if (ended && held) this.holds.set(ended.id, { ...held, state: ended.state })
    for (const entry of entries) this.entries.set(entry.id, entry)
    for (const change of balances) this.#sheet.add(change)
    this.alerts.push(...alerts)
    if (milestone) this.milestones.push(milestone.dollars)
  }
}
