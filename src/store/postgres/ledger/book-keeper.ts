import type { StoredHold } from '../../../ledger/rules/decision.ts'
import type { PostgresTransaction } from '../database.ts'
import { BatchBooks, type BatchParts } from './batch-books.ts'
import { BatchRows } from './batch-rows.ts'
import { LimitsBook, type LimitsOptions } from './limits-book.ts'
import { writeBatch } from './write-batch.ts'

export interface BookKeeperOptions extends LimitsOptions {
  /** This process, as it registers. */
  readonly processId: string
  readonly isSteady: boolean
}

/** Holds of this process that are kept in mind. */
const keptHolds = 10_000

type Decide<T> = (books: BatchBooks) => T

/** Opens the books to decisions, which are made in memory over rows that are read as they are asked for. */
export class BookKeeper {
  readonly #options: BookKeeperOptions
  /** The newest that is known. */
  #limits: LimitsBook | undefined
  /** Holds of this process, which most often ends them itself: what it will take to do so is known before they are read. */
  readonly #recent = new Map<string, StoredHold>()

  constructor(options: BookKeeperOptions) {
    this.#options = options
  }

  /** One moment of the books, in a transaction that reads. */
  async read(transaction: PostgresTransaction): Promise<OpenBooks> {
    const [row] = await transaction.sql<{ changes: bigint }[]>`select limit_changes as changes from book_lock`
    const limits = await this.#limitsAt(transaction, Number(row?.changes))
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
    const guess = (id: string) => this.#recent.get(id)
    if (limitsBefore)
      first(new BatchBooks({ rows, limits: limitsBefore, milestoneUsd: 0n, calendar, isSteady, guess }))
    // All that is read here is found by an index. Of tables that have grown since they were last looked at the planner thinks otherwise.
    const planned = sql`set local enable_seqscan = off`.execute()
    // Sent before what is read along with it: that is read once nobody else can change it.
    const locked = sql<{ changes: bigint }[]>`
      select limit_changes as changes from book_lock for no key update`.execute()
    const [, [lock], [milestone]] = await Promise.all([
      planned,
      locked,
      sql<{ dollars: bigint | null }[]>`select max(dollars) as dollars from milestones`,
      rows.load(transaction),
    ])
    const limits = await this.#limitsAt(transaction, Number(lock?.changes))
    const milestoneUsd = milestone?.dollars ?? 0n
    return new OpenBooks(transaction, this.#options, this, { rows, limits, milestoneUsd })
  }

  /** Keeps in mind what was held. */
  remember(holds: readonly StoredHold[]): void {
    for (const hold of holds) this.#recent.set(hold.id, hold)
    for (const id of this.#recent.keys()) {
      if (this.#recent.size <= keptHolds) break
      this.#recent.delete(id)
    }
  }

  async #limitsAt(transaction: PostgresTransaction, version: number): Promise<LimitsBook> {
    if (this.#limits?.version === version) return this.#limits
    const limits = await LimitsBook.read(transaction, version, this.#options)
    if (!this.#limits || this.#limits.version < version) this.#limits = limits
    return limits
  }
}

type BookState = Pick<BatchParts, 'rows' | 'limits' | 'milestoneUsd'>

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
    this.#keeper.remember(books.newHoldRows())
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
