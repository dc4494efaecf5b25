import { and, asc, eq, inArray, lte, ne, sql } from 'drizzle-orm'
import { type Alert, type ClaimAlertsRequest, type ThresholdPercent, thresholdReached } from '../alert.ts'
import type { SubjectAccount } from './accounts.ts'
import type { Budgets } from './budgets.ts'
import type { SqliteDatabase } from './database.ts'
import { alerts } from './schema.ts'

/** The outbox of threshold crossings. */
export class Alerts {
  readonly #database: SqliteDatabase
  readonly #budgets: Budgets
  readonly #highest
  readonly #insert

  constructor(database: SqliteDatabase, budgets: Budgets) {
    this.#database = database
    this.#budgets = budgets
    const { drizzle } = database
    this.#highest = drizzle
      .select({ percent: sql<bigint | null>`max(${alerts.thresholdPercent})` })
      .from(alerts)
      .where(
        and(
          eq(alerts.subject, sql.placeholder('subject')),
          eq(alerts.period, sql.placeholder('period')),
          eq(alerts.periodStartMs, sql.placeholder('periodStartMs')),
          eq(alerts.revision, sql.placeholder('revision')),
        ),
      )
      .prepare()
    this.#insert = drizzle
      .insert(alerts)
      .values({
        subject: sql.placeholder('subject'),
        period: sql.placeholder('period'),
        periodStartMs: sql.placeholder('periodStartMs'),
        revision: sql.placeholder('revision'),
        thresholdPercent: sql.placeholder('thresholdPercent'),
        spentNanoUsd: sql.placeholder('spentNanoUsd'),
        limitNanoUsd: sql.placeholder('limitNanoUsd'),
        createdAtMs: sql.placeholder('createdAtMs'),
        state: 'pending',
        attempts: 0,
        dueAtMs: sql.placeholder('createdAtMs'),
      })
      .onConflictDoNothing()
      .prepare()
  }

  /** Inside the write that changed the balance: a row for the highest threshold reached, unless it or a higher one has its row. */
  check(account: SubjectAccount, spentNanoUsd: bigint, atMs: number): void {
    const budget = this.#budgets.of(account.account, account.period)
    if (!budget) return
    const thresholdPercent = thresholdReached(account.period, spentNanoUsd, budget.limitNanoUsd)
    if (thresholdPercent === undefined) return
    const key = {
      subject: account.account,
      period: account.period,
      periodStartMs: account.startMs,
      revision: budget.revision,
    }
    const highest = this.#highest.get(key)?.percent ?? 0n
    if (highest >= BigInt(thresholdPercent)) return
    this.#insert.run({
      ...key,
      thresholdPercent,
      spentNanoUsd,
      limitNanoUsd: budget.limitNanoUsd,
      createdAtMs: atMs,
    })
  }

  /** Inside a write. */
  claim({ limit, leaseMs, atMs }: ClaimAlertsRequest): readonly Alert[] {
    const due = this.#database.drizzle
      .select({ id: alerts.id })
      .from(alerts)
      .where(and(ne(alerts.state, 'delivered'), lte(alerts.dueAtMs, atMs)))
      .orderBy(asc(alerts.dueAtMs), asc(alerts.id))
      .limit(limit)
    return this.#database.drizzle
      .update(alerts)
      .set({ state: 'claimed', dueAtMs: atMs + leaseMs, attempts: sql`${alerts.attempts} + 1` })
      .where(inArray(alerts.id, due))
      .returning()
      .all()
      .map((row) => ({
        ...row,
        id: Number(row.id),
        thresholdPercent: row.thresholdPercent as ThresholdPercent,
      }))
      .sort((a, b) => a.id - b.id)
  }

  delivered(id: number, atMs: number): void {
    this.#database.drizzle
      .update(alerts)
      .set({ state: 'delivered', deliveredAtMs: atMs })
      .where(eq(alerts.id, id))
      .run()
  }

  failed(id: number, retryAtMs: number): void {
    this.#database.drizzle
      .update(alerts)
      .set({ state: 'pending', dueAtMs: retryAtMs })
      .where(and(eq(alerts.id, id), ne(alerts.state, 'delivered')))
      .run()
  }
}
