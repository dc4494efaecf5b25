import type { PostgresDatabase, PostgresTransaction } from '../database.ts'
import { BatchBooks, type BatchParts } from './batch-books.ts'
import { BatchRows } from './batch-rows.ts'
import { BelievedRows } from './believed-rows.ts'
import { BooksInMind, readMilestone } from './books-in-mind.ts'
import { byIndexes } from './expected-rows.ts'
import { Forecast } from './forecast.ts'
import { LimitsBook, type LimitsOptions } from './limits-book.ts'
import { writeBatch } from './write-batch.ts'

export interface BookKeeperOptions extends LimitsOptions {
  /** This process, as it registers. */
  readonly processId: string
  readonly isSteady: boolean
}

type Decide<T> = (books: BatchBooks) => T

/** Opens the books to decisions, which are made in memory over rows that are read as they are asked for. */
export class BookKeeper {
  readonly #options: BookKeeperOptions
  /** The newest that is known. */
  #limits: LimitsBook | undefined
  readonly #mind = new BooksInMind()

  constructor(options: BookKeeperOptions) {
    this.#options = options
  }

  /** One moment of the books, in a transaction that reads. */
  async read(transaction: PostgresTransaction): Promise<OpenBooks> {
    const limits = await this.#limitsNow(transaction)
    return new OpenBooks(transaction, this.#options, this, {
      rows: new BatchRows(),
      limits,
      milestoneUsd: 0n,
    })
  }

  /**
   * The books, locked until the transaction ends: nobody else changes them meanwhile, in whatever process.
   *
   * @param first what is going to be decided: what it asks for is read in the round trip that gets the lock, after it
   */
  async lock(transaction: PostgresTransaction, first: Decide<unknown> = () => undefined): Promise<OpenBooks> {
    const { sql } = transaction
    const rows = new BatchRows()
    const { calendar, isSteady } = this.#options
    const limitsBefore = this.#limits
    const guess = (id: string) => this.#mind.hold(id)
    if (limitsBefore)
      first(new BatchBooks({ rows, limits: limitsBefore, milestoneUsd: 0n, calendar, isSteady, guess }))
    const planned = sql.unsafe(byIndexes).execute()
    // Sent before what is read along with it: that is read once nobody else can change it.
    const locked = sql<{ changes: bigint }[]>`
      select limit_changes as changes from book_lock for no key update`.execute()
    const [, [lock], milestoneUsd] = await Promise.all([
      planned,
      locked,
      readMilestone(transaction),
      rows.load(transaction),
    ])
    const limits = await this.#limitsAt(transaction, Number(lock?.changes))
    return new OpenBooks(transaction, this.#options, this, { rows, limits, milestoneUsd })
  }

  /**
   * Decides on the books in mind, without a lock: what has to be so is checked where it is written. Undefined when only the database can
   * decide.
   */
  async foresee<T>(
    database: PostgresDatabase,
    decide: Decide<T>,
  ): Promise<{ readonly outcome: T; readonly forecast: Forecast } | undefined> {
    const mind = this.#mind
    mind.thin()
    for (;;) {
      const limits = this.#limits
      if (!limits) return undefined
      const { calendar, isSteady, processId } = this.#options
      const rows = new BelievedRows(mind)
      const { milestoneUsd } = mind
      const books = new BatchBooks({ rows, limits, milestoneUsd, calendar, isSteady })
      const outcome = decide(books)
      if (rows.isDoubtful) return undefined
      if (!mind.isMissing && !limits.isMissing) {
        const parts = { books, rows, version: limits.version, process: processId }
        return { outcome, forecast: new Forecast(mind, parts) }
      }
      await database.read(async (transaction) => {
        await this.#limitsNow(transaction)
        await Promise.all([mind.load(transaction), limits.load(transaction)])
      })
    }
  }

  /** Keeps in mind what was held. */
  remember(books: BatchBooks): void {
    this.#mind.noteHolds(books)
  }

  /** What was written by others, or under the lock, is not in mind. */
  forget(): void {
    this.#mind.forget()
  }

  async #limitsNow(transaction: PostgresTransaction): Promise<LimitsBook> {
    const [row] = await transaction.sql<{ changes: bigint }[]>`select limit_changes as changes from book_lock`
    return this.#limitsAt(transaction, Number(row?.changes))
  }

  async #limitsAt(transaction: PostgresTransaction, version: number): Promise<LimitsBook> {
    if (this.#limits?.version === version) return this.#limits
    const limits = await LimitsBook.read(transaction, version, this.#options)
    if (!this.#limits || this.#limits.version < version) this.#limits = limits
    return limits
  }
}

interface BookState extends Pick<BatchParts, 'limits' | 'milestoneUsd'> {
  readonly rows: BatchRows
}

/** The books inside one transaction. */
export class OpenBooks {
  readonly #transaction: PostgresTransaction
  readonly #options: BookKeeperOptions
  readonly #keeper: BookKeeper
  readonly #milestoneUsd: bigint
  #rows: BatchRows
  #limits: LimitsBook

  constructor(
    transaction: PostgresTransaction,
    options: BookKeeperOptions,
    keeper: BookKeeper,
    { rows, limits, milestoneUsd }: BookState,
  ) {
    this.#transaction = transaction
    this.#options = options
    this.#keeper = keeper
    this.#rows = rows
    this.#limits = limits
    this.#milestoneUsd = milestoneUsd
  }

  get limits(): LimitsBook {
    return this.#limits
  }

  /** Decides again and again until everything that was asked for has been read; writes nothing. */
  async look<T>(decide: Decide<T>): Promise<T> {
    return (await this.#settle(decide)).outcome
  }

  /** The same, once in a transaction, and writes what was changed. */
  async decide<T>(decide: Decide<T>): Promise<T> {
    const { books, outcome } = await this.#settle(decide)
    await writeBatch(this.#transaction, books, this.#options.processId)
    this.#keeper.remember(books)
    return outcome
  }

  /** After a change of a limit or a time zone in this transaction: what is kept in memory of before, here or elsewhere, holds no more. */
  async limitsChanged(): Promise<void> {
    await this.#transaction.sql`update book_lock set limit_changes = limit_changes + 1`
    // Not to be kept: it is not committed yet.
    this.#limits = await LimitsBook.read(this.#transaction, this.#limits.version + 1, this.#options)
    this.#rows = new BatchRows()
  }

  async #settle<T>(decide: Decide<T>): Promise<{ readonly books: BatchBooks; readonly outcome: T }> {
    const { calendar, isSteady } = this.#options
    for (;;) {
      const books = new BatchBooks({
        rows: this.#rows,
        limits: this.#limits,
        milestoneUsd: this.#milestoneUsd,
        calendar,
        isSteady,
      })
      const outcome = decide(books)
      if (!this.#rows.isMissing && !this.#limits.isMissing) return { books, outcome }
      await Promise.all([this.#rows.load(this.#transaction), this.#limits.load(this.#transaction)])
    }
  }
}
