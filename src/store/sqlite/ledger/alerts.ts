import { and, eq, sql } from 'drizzle-orm'
import { thresholdReached } from '../../../ledger/alert.ts'
import type { SqliteDatabase } from '../database.ts'
import type { SubjectAccount } from './accounts.ts'
import type { Budgets } from './budgets.ts'
import { alerts } from './schema.ts'

/** Notes crossings of thresholds, for the outbox to tell. */
export class Alerts {
  readonly #budgets: Budgets
  readonly #highest
  readonly #insert

  constructor(database: SqliteDatabase, budgets: Budgets) {
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
}
