import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import {
  type Alert,
  type ClaimAlertsRequest,
  type ThresholdPercent,
  thresholdReached,
} from '../../../ledger/alert.ts'
import type { SqliteDatabase } from '../database.ts'
import type { SubjectAccount } from './accounts.ts'
import type { Budgets } from './budgets.ts'
import { claimDue, deliveriesOf } from './outbox.ts'
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
  claim(request: ClaimAlertsRequest): readonly Alert[] {
    const ids = claimDue(this.#database, alerts, request)
    if (ids.length === 0) return []
    const deliveries = deliveriesOf(this.#database, 'alert', ids)
    return this.#database.drizzle
      .select()
      .from(alerts)
      .where(inArray(alerts.id, [...ids]))
      .orderBy(asc(alerts.id))
      .all()
      .map((row) => {
        const id = Number(row.id)
        const thresholdPercent = row.thresholdPercent as ThresholdPercent
        return { ...row, id, thresholdPercent, deliveries: deliveries.get(id) ?? [] }
      })
  }
}
