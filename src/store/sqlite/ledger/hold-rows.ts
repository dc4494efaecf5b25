import { and, eq, lte, ne, or, sql } from 'drizzle-orm'
import type { Hold } from '../../../ledger/hold.ts'
import type { Changes, StoredHold } from '../../../ledger/rules/decision.ts'
import { attributionOf, attributionRow } from '../../attribution-columns.ts'
import type { SqliteDatabase } from '../database.ts'
import { prepareFind, prepareInsert } from '../prepared-rows.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { holds } from './schema.ts'

/** Written out, not bound, so that SQLite can use the partial index. */
const isPending = sql`${holds.state} = 'pending'`

/** Holds, as the file has them. */
export class HoldRows {
  readonly #database: SqliteDatabase
  readonly #process: string
  readonly #find
  readonly #insert
  readonly #end

  constructor(database: SqliteDatabase, process: string) {
    this.#database = database
    this.#process = process
    const { connection } = database
    this.#find = prepareFind(connection, holds, 'id = ?')
    this.#insert = prepareInsert(connection, holds)
    this.#end = connection.prepare(
      `update holds set state = ?, ended_at_ms = ? where id = ? and state = 'pending'`,
    )
  }

  find(id: string): StoredHold | undefined {
    const row = this.#find(id)
    return row && toStoredHold(row)
  }

  insert(transaction: WriteTransaction, hold: StoredHold): void {
    this.#insert(transaction, { ...hold, ...attributionRow(hold), process: this.#process })
  }

  end(_transaction: WriteTransaction, { id, state, atMs }: Required<Changes>['ended']): void {
    const { changes } = this.#end.run(state, BigInt(atMs), id)
    if (changes !== 1) throw new Error(`The hold ${id} was not pending when it should end as ${state}.`)
  }

  /** Pending holds past their time, and those of the processes named. */
  overdue(atMs: number, deadProcesses: readonly string[]): readonly StoredHold[] {
    const ofTheDead = deadProcesses.map((process) => eq(holds.process, process))
    return this.#database.drizzle
      .select()
      .from(holds)
      .where(and(isPending, or(lte(holds.expiresAtMs, atMs), ...ofTheDead)))
      .all()
      .map(toStoredHold)
  }

  pending(): readonly Hold[] {
    return this.#database.drizzle.select().from(holds).where(isPending).all().map(toHold)
  }

  /** Processes, other than this one, that still have pending holds. */
  otherProcesses(): readonly string[] {
    return this.#database.drizzle
      .selectDistinct({ process: holds.process })
      .from(holds)
      .where(and(isPending, ne(holds.process, this.#process)))
      .all()
      .map(({ process }) => process)
  }
}

function toStoredHold(row: typeof holds.$inferSelect): StoredHold {
  return { ...toHold(row), requestedNanoUsd: row.requestedNanoUsd }
}

function toHold(row: typeof holds.$inferSelect): Hold {
  const { process: _process, requestedNanoUsd: _requested, endedAtMs: _ended, ...columns } = row
  return { ...columns, ...attributionOf(row) }
}
