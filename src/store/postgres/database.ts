import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type { Timers } from '../../time/timers.ts'
import { connect, type PostgresConnections, type TransactionSql } from './connections.ts'
import { migrate } from './migrate.ts'
import { isAway, isGivenUp, toLedgerError } from './postgres-error.ts'

/** One transaction: what is asked of `sql` without waiting in between goes to the server in one round trip. */
export interface PostgresTransaction {
  readonly sql: TransactionSql
  readonly drizzle: PostgresJsDatabase
}

export interface PostgresOptions {
  readonly timers: Timers
  /** Epoch milliseconds; says when migrations were applied. */
  readonly now: () => number
  /** How many connections this process takes at most. Default: 8. */
  readonly connections?: number
  /** How long to go on trying while the server is away before giving up. Default: 20 s. */
  readonly patienceMs?: number
}

/** One Postgres, for all stores that keep their tables in it. */
export interface PostgresDatabase {
  /** Without the password. */
  readonly address: string
  readonly timers: Timers
  /**
   * Runs `work` on one consistent state of the database, whatever others commit meanwhile.
   *
   * @throws {LedgerError} `unreachable` when the server is away for longer than the patience.
   */
  read<T>(work: (transaction: PostgresTransaction) => Promise<T>): Promise<T>
  /**
   * Runs `work` in a transaction (READ COMMITTED) until it was committed once: again, when the server gave it up for a deadlock, or when
   * the connection was lost and the transaction with it. What was committed although the connection was lost counts.
   *
   * @throws what `work` throws, with its writes undone; LedgerError `unreachable` when the server is away for longer than the patience.
   */
  write<T>(work: (transaction: PostgresTransaction) => Promise<T>): Promise<T>
  /**
   * What was deleted from these tables is gone from their pages; false while somebody still sees an earlier state, in which it is there.
   *
   * @throws {LedgerError} `unreachable` when the server is away for longer than the patience.
   */
  vacuum(tables: readonly string[]): Promise<boolean>
  close(): Promise<void>
}

const retryAfterMs = 100
/** Of a transaction that the server gives up again and again. */
const mostAttempts = 10

/**
 * Connects to the database and brings it to the current schema.
 *
 * @throws {LedgerError} when it cannot be reached, is of a newer schema, or holds tables of another program.
 */
export async function openPostgres(url: string, options: PostgresOptions): Promise<PostgresDatabase> {
  const sql = connect(url, options.connections ?? 8)
  const address = addressOf(url)
  try {
    await migrate(sql, address, options.now())
  } catch (error) {
    await sql.end({ timeout: 0 })
    throw toLedgerError(error, address)
  }
  return new Connected(sql, address, options)
}

/** `postgres://host:port/database`: neither the user nor the password is for messages. */
function addressOf(url: string): string {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}

class Connected implements PostgresDatabase {
  readonly address: string
  readonly timers: Timers
  readonly #sql: PostgresConnections
  readonly #patienceMs: number

  constructor(sql: PostgresConnections, address: string, { timers, patienceMs = 20_000 }: PostgresOptions) {
    this.#sql = sql
    this.address = address
    this.timers = timers
    this.#patienceMs = patienceMs
  }

  read<T>(work: (transaction: PostgresTransaction) => Promise<T>): Promise<T> {
    return this.#patiently(() =>
      this.#sql.begin('isolation level repeatable read read only', (sql) => work(this.#transaction(sql))),
    ) as Promise<T>
  }

  write<T>(work: (transaction: PostgresTransaction) => Promise<T>): Promise<T> {
    let attempt: { readonly id: string; readonly outcome: T } | undefined
    return this.#patiently(async () => {
      if (attempt && (await this.#isCommitted(attempt.id))) return attempt.outcome
      attempt = undefined
      await this.#sql.begin(async (sql) => {
        const id = sql<{ id: string }[]>`select pg_current_xact_id()::text as id`.execute()
        id.catch(() => undefined)
        const outcome = await work(this.#transaction(sql))
        const [row] = await id
        attempt = { id: row?.id ?? '', outcome }
      })
      return (attempt as unknown as { readonly outcome: T }).outcome
    })
  }

  vacuum(tables: readonly string[]): Promise<boolean> {
    return this.#patiently(async () => {
      const [before] = await this.#sql<{ isSeen: boolean }[]>`
        select exists (
          select from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and backend_xmin is not null
        ) as "isSeen"`
      await this.#sql`vacuum ${this.#sql(tables)}`
      return before?.isSeen === false
    })
  }

  async close(): Promise<void> {
    await this.#sql.end({ timeout: 1 })
  }

  #transaction(sql: TransactionSql): PostgresTransaction {
    // What drizzle needs of a connection besides asking: the forms in which its columns are sent.
    const client = Object.assign(sql, { options: this.#sql.options }) as unknown as PostgresConnections
    return { sql, drizzle: drizzle(client) }
  }

  /** What became of a transaction whose commit nobody answered. One that is still under way is waited for. */
  async #isCommitted(id: string): Promise<boolean> {
    for (;;) {
      const [row] = await this.#sql<{ status: string | null }[]>`
        select pg_xact_status(${id}::xid8) as status`
      if (row?.status !== 'in progress') return row?.status === 'committed'
      await this.timers.wait(retryAfterMs)
    }
  }

  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    let limit: AbortSignal | undefined
    for (let attempt = 1; ; attempt++) {
      try {
        return await work()
      } catch (error) {
        const retries = isGivenUp(error) ? attempt < mostAttempts : isAway(error) && !limit?.aborted
        if (!retries) throw toLedgerError(error, this.address)
        if (isGivenUp(error)) continue
        limit ??= this.timers.after(this.#patienceMs)
        await this.timers.wait(retryAfterMs)
      }
    }
  }
}
