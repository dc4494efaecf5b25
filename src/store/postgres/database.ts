import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { LedgerError } from '../../ledger/ledger-error.ts'
import type { Timers } from '../../time/timers.ts'
import { progressTable } from '../transfer-progress.ts'
import { commitMark, inOneGo, markCommit, requireCommit, wasCommitted } from './commit-marks.ts'
import type { PostgresConnections, Statement, TransactionSql } from './connections.ts'
import { migrate } from './migrate.ts'
import { isAway, isGivenUp, toLedgerError } from './postgres-error.ts'
import { type CommitMark, Session, type SessionOptions } from './session.ts'
import { before, SessionPool } from './session-pool.ts'

/** One transaction: what is asked of `sql` without waiting in between goes to the server in one round trip. */
export interface PostgresTransaction {
  readonly sql: TransactionSql
  readonly drizzle: PostgresJsDatabase
}

export interface PostgresOptions {
  readonly timers: Timers
  /** Epoch milliseconds; says when migrations were applied. */
  readonly now: () => number
  /** Books that are only being moved here may be opened. */
  readonly isUnfinishedFine?: boolean
  /** How many connections this process takes at most. Default: 8. */
  readonly connections?: number
  /** How long something that is asked may take in all, while the server is away or does not answer too. Default: 20 s. */
  readonly patienceMs?: number
}

interface ReadOptions {
  /** It reads much of the database: hours are waited for it. */
  readonly isLong?: boolean
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
  read<T>(work: (transaction: PostgresTransaction) => Promise<T>, options?: ReadOptions): Promise<T>
  /**
   * Runs `work` in a transaction (READ COMMITTED) until it was committed once: again, when the server gave it up for a deadlock, or when
   * the connection was lost and the transaction with it. What was committed although the connection was lost counts.
   *
   * @throws what `work` throws, with its writes undone; LedgerError `unreachable` when the server is away for longer than the patience.
   */
  write<T>(work: (transaction: PostgresTransaction) => Promise<T>): Promise<T>
  /**
   * Sends a whole transaction (READ COMMITTED) in one round trip. Several may be under way at once: they are done one after another, in the
   * order in which they were sent, and each waits for no answer to the one before.
   *
   * @param write the statements, in the order in which they are to be done
   * @param after is committed too, or nothing is
   */
  send(
    write: (sql: TransactionSql) => readonly Statement[],
    after: SentTransaction | undefined,
  ): SentTransaction
  /**
   * What was deleted from these tables is gone from their pages; false while somebody still sees an earlier state, in which it is there.
   *
   * @throws {LedgerError} `unreachable` when the server is away for longer than the patience.
   */
  vacuum(tables: readonly string[]): Promise<boolean>
  /** A connection of its own, which whoever asks for it closes. */
  openSession(options?: Omit<SessionOptions, 'timers'>): Session
  /** What `close` brings to its end first. */
  beforeClose(end: () => Promise<void>): void
  close(): Promise<void>
}

const retryAfterMs = 100
/** Of a transaction that the server gives up again and again. */
const mostAttempts = 10
const closeGraceMs = 1_000
const longPatienceMs = 24 * 3_600_000
/** Limits of the server that a long look goes beyond. */
const unhurried = ['statement_timeout', 'idle_in_transaction_session_timeout']

/**
 * Connects to the database and brings it to the current schema.
 *
 * @throws {LedgerError} when it cannot be reached, is of a newer schema, or holds tables of another program.
 */
export async function openPostgres(url: string, options: PostgresOptions): Promise<PostgresDatabase> {
  const address = addressOf(url)
  const session = new Session(url, options)
  try {
    await session.orLost(migrate(session.sql, address, options.now()))
    if (!options.isUnfinishedFine && (await session.orLost(isUnfinished(session.sql))))
      throw new LedgerError('unfinished', address)
  } catch (error) {
    await session.close()
    throw toLedgerError(error, address)
  }
  return new Connected(url, session, options)
}

async function isUnfinished(sql: PostgresConnections): Promise<boolean> {
  const [row] = await sql<{ name: string | null }[]>`select to_regclass(${progressTable})::text as name`
  return row?.name != null
}

/** `postgres://host:port/database`: neither the user nor the password is for messages. */
function addressOf(url: string): string {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}

/** A transaction that was sent as a whole. */
export interface SentTransaction {
  readonly mark: CommitMark
  /**
   * Not when one of its statements has failed, or when it has not reached the server. Rejects with LedgerError `unreachable` when the
   * server is away for longer than the patience: then it may have been committed or not.
   */
  readonly isCommitted: Promise<boolean>
}

/** A transaction that has come to its commit. */
interface Attempt<T> {
  readonly mark: CommitMark
  readonly outcome: T
}

class Connected implements PostgresDatabase {
  readonly address: string
  readonly timers: Timers
  readonly #url: string
  readonly #sessions: SessionPool
  #sending: Session | undefined
  readonly #patienceMs: number
  readonly #endings: (() => Promise<void>)[] = []

  constructor(
    url: string,
    first: Session,
    { timers, patienceMs = 20_000, connections = 8 }: PostgresOptions,
  ) {
    this.address = addressOf(url)
    this.timers = timers
    this.#url = url
    this.#sessions = new SessionPool(connections, () => this.openSession(), first)
    this.#patienceMs = patienceMs
  }

  openSession(options: Omit<SessionOptions, 'timers'> = {}): Session {
    return new Session(this.#url, { ...options, timers: this.timers })
  }

  read<T>(
    work: (transaction: PostgresTransaction) => Promise<T>,
    { isLong = false }: ReadOptions = {},
  ): Promise<T> {
    return this.#patiently(
      (session) =>
        session.transaction('isolation level repeatable read read only', async (sql) => {
          if (isLong) await Promise.all(unhurried.map((setting) => sql.unsafe(`set local ${setting} = 0`)))
          return work(transactionOn(sql, session))
        }),
      this.timers.after(isLong ? longPatienceMs : this.#patienceMs),
    )
  }

  write<T>(work: (transaction: PostgresTransaction) => Promise<T>): Promise<T> {
    let last: Attempt<T> | undefined
    return this.#patiently(async (session) => {
      if (last && (await wasCommitted(session, last.mark))) return last.outcome
      last = undefined
      const mark = session.nextMark()
      return session.transaction('', async (sql) => {
        const marked = markCommit(sql, mark)
        const outcome = await work(transactionOn(sql, session))
        await marked
        last = { mark, outcome }
        return outcome
      })
    })
  }

  send(
    write: (sql: TransactionSql) => readonly Statement[],
    after: SentTransaction | undefined,
  ): SentTransaction {
    if (!this.#sending || this.#sending.isOver) this.#sending = this.openSession()
    const session = this.#sending
    const mark = session.nextMark()
    const ask = (sql: TransactionSql) => [
      commitMark(sql, mark),
      ...(after ? [requireCommit(sql, after.mark)] : []),
      ...write(sql),
    ]
    const isCommitted = this.#sendOn(session, mark, ask)
    // Whoever waits for it is told.
    isCommitted.catch(() => undefined)
    return { mark, isCommitted }
  }

  async #sendOn(
    session: Session,
    mark: CommitMark,
    ask: (sql: TransactionSql) => readonly Statement[],
  ): Promise<boolean> {
    const limit = this.timers.after(this.#patienceMs)
    try {
      return await before(limit, () => session.orLost(inOneGo(session.sql, ask)))
    } catch (error) {
      if (this.#sending === session) this.#sending = undefined
      void session.close()
      if (!limit.aborted && !isAway(error)) throw toLedgerError(error, this.address)
    }
    return this.#patiently((other) => wasCommitted(other, mark), limit)
  }

  vacuum(tables: readonly string[]): Promise<boolean> {
    return this.#patiently(async (session) => {
      const { sql } = session
      const [before] = await session.orLost(sql<{ isSeen: boolean }[]>`
        select exists (
          select from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and backend_xmin is not null
        ) as "isSeen"`)
      await session.orLost(sql`vacuum ${sql(tables)}`)
      return before?.isSeen === false
    }, this.timers.after(longPatienceMs))
  }

  beforeClose(end: () => Promise<void>): void {
    this.#endings.push(end)
  }

  async close(): Promise<void> {
    await Promise.all(this.#endings.map((end) => end()))
    await Promise.all([this.#sessions.close(closeGraceMs), this.#sending?.close(closeGraceMs)])
  }

  async #patiently<T>(
    work: (session: Session) => Promise<T>,
    limit = this.timers.after(this.#patienceMs),
  ): Promise<T> {
    let away: unknown = Object.assign(new Error('the server does not answer'), { code: 'ETIMEDOUT' })
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#sessions.use(work, limit)
      } catch (error) {
        if (error === limit.reason) throw toLedgerError(away, this.address)
        const retries = isGivenUp(error) ? attempt < mostAttempts : isAway(error)
        if (!retries) throw toLedgerError(error, this.address)
        if (isGivenUp(error)) continue
        away = error
        await this.timers.wait(retryAfterMs, limit).catch(() => undefined)
      }
    }
  }
}

function transactionOn(sql: TransactionSql, session: Session): PostgresTransaction {
  let onConnection: PostgresJsDatabase | undefined
  return {
    sql,
    // Made when it is asked for: making it takes longer than most of what is asked without it.
    get drizzle() {
      onConnection ??= drizzle(connectionOf(sql, session))
      return onConnection
    },
  }
}

/** What drizzle needs of a connection besides asking: the forms in which its columns are sent. */
function connectionOf(sql: TransactionSql, session: Session): PostgresConnections {
  return Object.assign(sql, { options: session.sql.options }) as unknown as PostgresConnections
}
