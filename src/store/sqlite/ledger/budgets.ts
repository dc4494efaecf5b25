import { asc, desc, eq, sql } from 'drizzle-orm'
import type {
  BudgetChange,
  BudgetLimit,
  BudgetRefusal,
  ConfiguredBudgets,
  SetBudgetRequest,
} from '../../../ledger/budget-limit.ts'
import type { LimitState } from '../../../ledger/limit-state.ts'
import type { Period } from '../../../ledger/period.ts'
import { type BudgetSources, budgetInForce, decideBudget } from '../../../ledger/rules/budgets.ts'
import { defaultSubject, subjectKind } from '../../../ledger/subject.ts'
import type { SqliteDatabase } from '../database.ts'
import type { SubjectAccount } from './accounts.ts'
import type { Balance } from './balances.ts'
import { budgetChanges } from './schema.ts'

/** What an owner and, since then, a manager have set for one period of a subject. */
type StoredBudgets = Pick<BudgetSources, 'byOwner' | 'byManager'>

/** Budgets in force and their history; those in force are cached until another process writes. */
export class Budgets {
  readonly #database: SqliteDatabase
  readonly #configured: ConfiguredBudgets
  #newest: Map<string, StoredBudgets> | undefined

  constructor(database: SqliteDatabase, configured: ConfiguredBudgets) {
    this.#database = database
    this.#configured = configured
    database.onStale(() => {
      this.#newest = undefined
    })
  }

  /** The limit that binds a subject. */
  of(subject: string, period: Period): BudgetLimit | undefined {
    return budgetInForce(this.#sourcesOf(subject, period))
  }

  /** The account as a limit with what is used of it; undefined when nothing limits it. */
  limitState(account: SubjectAccount, balance: Balance): LimitState | undefined {
    const budget = this.of(account.account, account.period)
    return (
      budget && {
        kind: account.kind,
        subject: account.account,
        period: account.period,
        mode: budget.mode,
        limitNanoUsd: budget.limitNanoUsd,
        ...balance,
        resetsAtMs: account.endMs,
      }
    )
  }

  /** Inside a write. */
  set(request: SetBudgetRequest): { readonly kind: 'set'; readonly change: BudgetChange } | BudgetRefusal {
    const decision = decideBudget(request, this.#sourcesOf(request.subject, request.period))
    if (decision.kind !== 'set') return decision
    const { limitNanoUsd = null, previousLimitNanoUsd = null, ...change } = decision.change
    const row = this.#database.drizzle
      .insert(budgetChanges)
      .values({ ...change, limitNanoUsd, previousLimitNanoUsd })
      .returning()
      .get()
    this.#newest = undefined
    return { kind: 'set', change: toChange(row) }
  }

  history(subject: string, limit: number): readonly BudgetChange[] {
    return this.#database.drizzle
      .select()
      .from(budgetChanges)
      .where(eq(budgetChanges.subject, subject))
      .orderBy(desc(budgetChanges.revision))
      .limit(limit)
      .all()
      .map(toChange)
  }

  /** Subjects that were ever given a budget. */
  subjects(): readonly string[] {
    return this.#database.drizzle
      .selectDistinct({ subject: budgetChanges.subject })
      .from(budgetChanges)
      .all()
      .map(({ subject }) => subject)
  }

  #sourcesOf(subject: string, period: Period): BudgetSources {
    const stored = this.#stored()
    const own = stored.get(`${subject} ${period}`)
    const isTenant = subjectKind(subject) === 'tenant'
    return {
      byOwner: own?.byOwner,
      byManager: own?.byManager,
      byDefault: isTenant ? stored.get(`${defaultSubject.name} ${period}`)?.byOwner : undefined,
      configured: this.#configured(subject, period),
    }
  }

  #stored(): Map<string, StoredBudgets> {
    if (this.#newest) return this.#newest
    const newest = this.#database.drizzle
      .select({ revision: sql<bigint>`max(${budgetChanges.revision})`.as('newest') })
      .from(budgetChanges)
      .groupBy(budgetChanges.subject, budgetChanges.period, budgetChanges.role)
      .as('newest_changes')
    const rows = this.#database.drizzle
      .select({ change: budgetChanges })
      .from(budgetChanges)
      .innerJoin(newest, eq(budgetChanges.revision, newest.revision))
      .orderBy(asc(budgetChanges.revision))
      .all()
    const stored = new Map<string, StoredBudgets>()
    for (const { change } of rows) {
      const key = `${change.subject} ${change.period}`
      const limit = limitOf(change)
      // An owner's change takes the place of what a manager had set before it.
      if (change.role === 'owner') stored.set(key, { byOwner: limit, byManager: undefined })
      else stored.set(key, { byOwner: stored.get(key)?.byOwner, byManager: limit })
    }
    this.#newest = stored
    return stored
  }
}

function limitOf({
  limitNanoUsd,
  mode,
  revision,
}: typeof budgetChanges.$inferSelect): BudgetLimit | undefined {
  return limitNanoUsd === null ? undefined : { limitNanoUsd, mode, revision: Number(revision), origin: 'own' }
}

function toChange(row: typeof budgetChanges.$inferSelect): BudgetChange {
  return {
    ...row,
    revision: Number(row.revision),
    limitNanoUsd: row.limitNanoUsd ?? undefined,
    previousLimitNanoUsd: row.previousLimitNanoUsd ?? undefined,
  }
}

/** The limits that an amount goes past, tightest first. `spent + held + amount == limit` still fits. */
export function exceeded(limits: readonly LimitState[], amountNanoUsd: bigint): readonly LimitState[] {
  return limits
    .filter((limit) => limit.spentNanoUsd + limit.heldNanoUsd + amountNanoUsd > limit.limitNanoUsd)
    .sort((a, b) => Number(leftOf(a) - leftOf(b)))
}

export function leftOf(limit: LimitState): bigint {
  return limit.limitNanoUsd - limit.spentNanoUsd - limit.heldNanoUsd
}
