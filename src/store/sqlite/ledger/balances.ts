import { and, eq, gte, lt, sql } from 'drizzle-orm'
import type { SeriesPoint, SeriesRequest } from '../../../ledger/summary.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { SqliteDatabase } from '../database.ts'
import type { Account } from './accounts.ts'
import { balances } from './schema.ts'

export interface Balance {
  readonly spentNanoUsd: NanoUsd
  readonly heldNanoUsd: NanoUsd
}

const empty: Balance = { spentNanoUsd: 0n, heldNanoUsd: 0n }

/** What each account has spent and set aside. Written only by postings and holds, in their transaction. */
export class Balances {
  readonly #get
  readonly #add
  readonly #series

  constructor({ drizzle }: SqliteDatabase) {
    const key = and(
      eq(balances.account, sql.placeholder('account')),
      eq(balances.period, sql.placeholder('period')),
      eq(balances.startMs, sql.placeholder('startMs')),
    )
    this.#get = drizzle
      .select({ spentNanoUsd: balances.spentNanoUsd, heldNanoUsd: balances.heldNanoUsd })
      .from(balances)
      .where(key)
      .prepare()
    this.#add = drizzle
      .insert(balances)
      .values({
        account: sql.placeholder('account'),
        period: sql.placeholder('period'),
        startMs: sql.placeholder('startMs'),
        spentNanoUsd: sql.placeholder('spentNanoUsd'),
        heldNanoUsd: sql.placeholder('heldNanoUsd'),
      })
      .onConflictDoUpdate({
        target: [balances.account, balances.period, balances.startMs],
        set: {
          spentNanoUsd: sql`${balances.spentNanoUsd} + excluded.spent_nano_usd`,
          heldNanoUsd: sql`${balances.heldNanoUsd} + excluded.held_nano_usd`,
        },
      })
      .returning({ spentNanoUsd: balances.spentNanoUsd, heldNanoUsd: balances.heldNanoUsd })
      .prepare()
    this.#series = drizzle
      .select({ startMs: balances.startMs, spentNanoUsd: balances.spentNanoUsd })
      .from(balances)
      .where(
        and(
          eq(balances.account, sql.placeholder('account')),
          eq(balances.period, sql.placeholder('period')),
          gte(balances.startMs, sql.placeholder('fromMs')),
          lt(balances.startMs, sql.placeholder('toMs')),
        ),
      )
      .orderBy(balances.startMs)
      .prepare()
  }

  get({ account, period, startMs }: Account): Balance {
    return this.#get.get({ account, period, startMs }) ?? empty
  }

  /** Adds to both and returns the new balance. */
  add({ account, period, startMs }: BalanceKey, change: Balance): Balance {
    return this.#add.get({ account, period, startMs, ...change })
  }

  series({ subject, period, fromMs, toMs }: SeriesRequest): readonly SeriesPoint[] {
    return this.#series.all({ account: subject, period, fromMs, toMs })
  }
}

/** An account, or the bot's lifetime total. */
export interface BalanceKey {
  readonly account: string
  readonly period: Account['period'] | 'ever'
  readonly startMs: number
}
