import { and, desc, eq, sql } from 'drizzle-orm'
import type {
  BudgetChange,
  BudgetLimit,
  ConfiguredBudgets,
  SetBudgetRequest,
} from '../../../ledger/budget-limit.ts'
import type { LimitState } from '../../../ledger/hold.ts'
import type { Period } from '../../../ledger/period.ts'
import { defaultSubject, subjectKind } from '../../../ledger/subject.ts'
import { assertNonNegative } from '../../../money/nano-usd.ts'
import type { SqliteDatabase } from '../database.ts'
import type { SubjectAccount } from './accounts.ts'
import type { Balance } from './balances.ts'
import { budgetChanges } from './schema.ts'

/** Budgets in force and their history; those in force are cached until another process writes. */
export class Budgets {
  readonly #database: SqliteDatabase
  readonly #configured: ConfiguredBudgets
  #inForce: Map<string, BudgetLimit> | undefined

  constructor(database: SqliteDatabase, configured: ConfiguredBudgets) {
    this.#database = database
    this.#configured = configured
    database.onStale(() => {
      this.#inForce = undefined
    })
  }

  /** Its own budget, else (for tenants) one configured for it by name, else the default budget, else the configured default. */
  of(subject: string, period: Period): BudgetLimit | undefined {
    const own = this.#stored().get(`${subject} ${period}`)
    if (own) return own
    const configured = this.#configured(subject, period)
    const isTenant = subjectKind(subject) === 'tenant'
    if (isTenant && !configured?.specific) {
      const fallback = this.#stored().get(`${defaultSubject} ${period}`)
      if (fallback) return { ...fallback, origin: 'default' }
    }
    return (
      configured && {
        limitNanoUsd: configured.limitNanoUsd,
        mode: configured.mode,
        revision: 0,
        origin: 'config',
      }
    )
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
  set(request: SetBudgetRequest): BudgetChange {
    if (request.limitNanoUsd !== undefined) assertNonNegative(request.limitNanoUsd, 'a limit')
    const previous = this.of(request.subject, request.period)
    const row = this.#database.drizzle
      .insert(budgetChanges)
      .values({
        ...request,
        limitNanoUsd: request.limitNanoUsd ?? null,
        previousLimitNanoUsd: previous?.limitNanoUsd ?? null,
      })
      .returning()
      .get()
    this.#inForce = undefined
    return toChange(row)
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

  #stored(): Map<string, BudgetLimit> {
    if (this.#inForce) return this.#inForce
    const newest = this.#database.drizzle
      .select({ revision: sql<bigint>`max(${budgetChanges.revision})`.as('newest') })
      .from(budgetChanges)
      .groupBy(budgetChanges.subject, budgetChanges.period)
      .as('newest_changes')
    const rows = this.#database.drizzle
      .select({ change: budgetChanges })
      .from(budgetChanges)
      .innerJoin(newest, and(eq(budgetChanges.revision, newest.revision)))
      .all()
    this.#inForce = new Map(
      rows.flatMap(({ change }) =>
        change.limitNanoUsd === null
          ? []
          : [
              [
                `${change.subject} ${change.period}`,
                {
                  limitNanoUsd: change.limitNanoUsd,
                  mode: change.mode,
                  revision: Number(change.revision),
                  origin: 'own' as const,
                },
              ] as const,
            ],
      ),
    )
    return this.#inForce
  }
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
