import { asc } from 'drizzle-orm'
import type { BudgetLimit, ConfiguredBudgets, SetterRole } from '../../../ledger/budget-limit.ts'
import { type Period, type PeriodCalendar, periods } from '../../../ledger/period.ts'
import { type BudgetSources, budgetInForce, budgetSources } from '../../../ledger/rules/budgets.ts'
import { SubjectAccounts } from '../../../ledger/rules/subject-accounts.ts'
import { ZoneBook } from '../../../ledger/rules/zone-book.ts'
import type { Subject } from '../../../ledger/subject.ts'
import type { PostgresTransaction } from '../database.ts'
import { RowSet } from '../row-set.ts'
import { budgetChanges, timeZoneChanges, timeZones } from './schema.ts'

type BudgetRow = typeof budgetChanges.$inferSelect

export interface LimitsOptions {
  readonly calendar: PeriodCalendar
  readonly configuredBudgets: ConfiguredBudgets
  readonly isOwner: (user: string) => boolean
}

/** Subjects whose budgets are kept in memory; then all are looked up anew. */
const keptSubjects = 100_000
const budgetRows = new RowSet(budgetChanges)

/** Budgets and time zones as they are between two changes of any of them, kept in memory. */
export class LimitsBook {
  /** How many changes there have been. */
  readonly version: number
  readonly zones: ZoneBook
  readonly accounts: SubjectAccounts
  readonly #options: LimitsOptions
  readonly #changes = new Map<string, readonly BudgetRow[]>()
  readonly #inForce = new Map<string, ReadonlyMap<Period, BudgetLimit | undefined>>()
  readonly #wanted = new Set<string>()

  static async read(
    transaction: PostgresTransaction,
    version: number,
    options: LimitsOptions,
  ): Promise<LimitsBook> {
    return new LimitsBook(version, await readZones(transaction), options)
  }

  private constructor(version: number, zones: ZoneBook, options: LimitsOptions) {
    this.version = version
    this.zones = zones
    this.accounts = new SubjectAccounts(options.calendar, zones)
    this.#options = options
  }

  /** The limit that binds a subject; not to be relied on while something is missing. */
  of(subject: Subject, period: Period): BudgetLimit | undefined {
    const kept = this.#inForce.get(subject.name)
    if (kept) return kept.get(period)
    const inForce = new Map(periods.map((each) => [each, budgetInForce(this.sourcesOf(subject, each))]))
    if (!this.isMissing) this.#inForce.set(subject.name, inForce)
    return inForce.get(period)
  }

  sourcesOf(subject: Subject, period: Period): BudgetSources {
    const { configuredBudgets, isOwner } = this.#options
    return budgetSources(
      subject,
      period,
      (name, ...which) => this.#newest(name, ...which),
      configuredBudgets,
      isOwner,
    )
  }

  get isMissing(): boolean {
    return this.#wanted.size > 0
  }

  /** Reads what was asked for and is not known yet. */
  async load({ sql }: PostgresTransaction): Promise<void> {
    if (this.#wanted.size === 0) return
    const subjects = [...this.#wanted]
    this.#wanted.clear()
    if (this.#changes.size > keptSubjects) {
      this.#changes.clear()
      this.#inForce.clear()
    }
    const rows = await budgetRows.select(
      sql,
      `where revision in (select max(revision) from budget_changes where subject = any($1) group by subject, period, role)`,
      [subjects],
    )
    const bySubject = Map.groupBy(rows, ({ subject }) => subject)
    for (const subject of subjects) this.#changes.set(subject, bySubject.get(subject) ?? [])
  }

  #newest(subject: string, period: Period, role: SetterRole): BudgetRow | undefined {
    const changes = this.#changes.get(subject)
    if (!changes) this.#wanted.add(subject)
    return changes?.find((change) => change.period === period && change.role === role)
  }
}

export async function readZones({ drizzle }: PostgresTransaction): Promise<ZoneBook> {
  const [initial, changes] = await Promise.all([
    drizzle.select().from(timeZones),
    drizzle.select().from(timeZoneChanges).orderBy(asc(timeZoneChanges.sequence)),
  ])
  return ZoneBook.from(initial, changes)
}
