import { desc, eq } from 'drizzle-orm'
import type {
  BudgetChange,
  BudgetLimit,
  BudgetRefusal,
  ConfiguredBudgets,
  SetBudgetRequest,
  SetterRole,
} from '../../../ledger/budget-limit.ts'
import { type Period, periods } from '../../../ledger/period.ts'
import {
  type BudgetSources,
  budgetInForce,
  budgetSources,
  decideBudget,
  type StoredBudget,
} from '../../../ledger/rules/budgets.ts'
import type { Subject } from '../../../ledger/subject.ts'
import type { SqliteDatabase } from '../database.ts'
import { prepareFind } from '../prepared-rows.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { budgetChanges } from './schema.ts'

type BudgetRow = typeof budgetChanges.$inferSelect

/** Budgets and their history. What binds whom is kept in memory until another process writes. */
export class Budgets {
  readonly #database: SqliteDatabase
  readonly #configured: ConfiguredBudgets
  readonly #isOwner: (user: string) => boolean
  readonly #newest: (subject: string, period: Period, role: SetterRole) => BudgetRow | undefined
  /** By subject; undefined where nothing limits. */
  readonly #inForce = new Map<string, Map<Period, BudgetLimit | undefined>>()

  constructor(database: SqliteDatabase, configured: ConfiguredBudgets, isOwner: (user: string) => boolean) {
    this.#database = database
    this.#configured = configured
    this.#isOwner = isOwner
    this.#newest = prepareFind(
      database.connection,
      budgetChanges,
      'subject = ? and period = ? and role = ? order by revision desc',
    )
    database.onStale(() => this.#inForce.clear())
  }

  /** The limit that binds a subject. */
  of(subject: Subject, period: Period): BudgetLimit | undefined {
    let ofSubject = this.#inForce.get(subject.name)
    if (!ofSubject) {
      ofSubject = new Map(periods.map((each) => [each, budgetInForce(this.sourcesOf(subject, each))]))
      this.#inForce.set(subject.name, ofSubject)
    }
    return ofSubject.get(period)
  }

  set(
    { drizzle }: WriteTransaction,
    request: SetBudgetRequest,
  ): { readonly kind: 'set'; readonly change: BudgetChange } | BudgetRefusal {
    const decision = decideBudget(request, this.sourcesOf(request.subject, request.period))
    if (decision.kind !== 'set') return decision
    const { limitNanoUsd = null, previousLimitNanoUsd = null, ...change } = decision.change
    const row = drizzle
      .insert(budgetChanges)
      .values({ ...change, subject: change.subject.name, limitNanoUsd, previousLimitNanoUsd })
      .returning()
      .get()
    this.#inForce.clear()
    return { kind: 'set', change: toChange(row, request.subject) }
  }

  history(subject: Subject, limit: number): readonly BudgetChange[] {
    return this.#database.drizzle
      .select()
      .from(budgetChanges)
      .where(eq(budgetChanges.subject, subject.name))
      .orderBy(desc(budgetChanges.revision))
      .limit(limit)
      .all()
      .map((row) => toChange(row, subject))
  }

  /** Subjects that were ever given a budget. */
  subjects(): readonly string[] {
    return this.#database.drizzle
      .selectDistinct({ subject: budgetChanges.subject })
      .from(budgetChanges)
      .all()
      .map(({ subject }) => subject)
  }

  sourcesOf(subject: Subject, period: Period): BudgetSources {
    return budgetSources(
      subject,
      period,
      (...which) => this.#stored(...which),
      this.#configured,
      this.#isOwner,
    )
  }

  #stored(subject: string, period: Period, role: SetterRole): StoredBudget | undefined {
    const row = this.#newest(subject, period, role)
    return row && { ...row, revision: Number(row.revision) }
  }
}

function toChange(row: BudgetRow, subject: Subject): BudgetChange {
  return {
    ...row,
    subject,
    revision: Number(row.revision),
    limitNanoUsd: row.limitNanoUsd ?? undefined,
    previousLimitNanoUsd: row.previousLimitNanoUsd ?? undefined,
  }
}
