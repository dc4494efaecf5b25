import type { Statement } from 'better-sqlite3'
import { and, eq, gte, lt, sql } from 'drizzle-orm'
import { type Account, type Balance, emptyBalance } from '../../../ledger/rules/accounts.ts'
import { bookedSubject } from '../../../ledger/subject.ts'
import type { SeriesPoint, SeriesRequest } from '../../../ledger/summary.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { balances } from './schema.ts'
import { WindowSums } from './window-sums.ts'

/** How many rows a statement writes at most: of one call all. */
const mostRows = 12

/** What each account has spent and set aside, as the file has it. */
export class Balances {
  readonly #get
  /** By how many rows each adds to, less one. */
  readonly #adding: readonly Statement[]
  readonly #series
  readonly #sums: WindowSums

  constructor(database: SqliteDatabase) {
    const { connection, drizzle } = database
    this.#sums = new WindowSums(database)
    this.#get = connection.prepare<[string, string, bigint], Balance>(
      `select spent_nano_usd as spentNanoUsd, held_nano_usd as heldNanoUsd from balances
       where account = ? and period = ? and start_ms = ?`,
    )
    const adding = (rows: number) =>
      connection.prepare(
        `insert into balances (account, period, start_ms, spent_nano_usd, held_nano_usd)
         values ${Array(rows).fill('(?, ?, ?, ?, ?)').join(', ')}
         on conflict do update set
           spent_nano_usd = spent_nano_usd + excluded.spent_nano_usd,
           held_nano_usd = held_nano_usd + excluded.held_nano_usd`,
      )
    this.#adding = Array.from({ length: mostRows }, (_, index) => adding(index + 1))
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

  find({ account, period, startMs }: Account): Balance | undefined {
    return this.#get.get(account, period, BigInt(startMs))
  }

  /** As kept; of a period that reaches back and is not kept yet, what it will begin with. */
  get(account: Account): Balance {
    return this.find(account) ?? this.#beginning(account) ?? emptyBalance
  }

  /** Begins to keep a period that reaches back, unless it is kept. */
  begin(transaction: WriteTransaction, account: Account): void {
    const beginning = this.find(account) ? undefined : this.#beginning(account)
    if (beginning) this.add(transaction, [{ key: account, sum: beginning }])
  }

  #beginning({ account, reachesBack }: Account): Balance | undefined {
    return reachesBack && this.#sums.balanceIn(bookedSubject(account), reachesBack)
  }

  /** @param sums what is added to each account */
  add(
    _transaction: WriteTransaction,
    sums: readonly { readonly key: Account; readonly sum: Balance }[],
  ): void {
    for (let begin = 0; begin < sums.length; begin += mostRows) {
      const part = sums.slice(begin, begin + mostRows)
      const values = part.flatMap(({ key: { account, period, startMs }, sum }) => [
        account,
        period,
        BigInt(startMs),
        sum.spentNanoUsd,
        sum.heldNanoUsd,
      ])
      this.#adding[part.length - 1]?.run(...values)
    }
  }

  series({ subject, period, fromMs, toMs }: SeriesRequest): readonly SeriesPoint[] {
    return this.#series.all({ account: subject.name, period, fromMs, toMs })
  }
}
