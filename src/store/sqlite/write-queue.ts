import type Database from 'better-sqlite3'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { Timers } from '../../time/timers.ts'
import { toLedgerError } from './sqlite-error.ts'

/** What it takes to change the file. Only the write queue makes one, so that nothing is changed outside of a write. */
class WriteTransaction {
  readonly #drizzle: BetterSQLite3Database

  constructor(drizzle: BetterSQLite3Database) {
    this.#drizzle = drizzle
  }

  get drizzle(): BetterSQLite3Database {
    return this.#drizzle
  }
}

export type { WriteTransaction }

/** Changes that the writes of a batch gather in memory, to be put into the file once, before they are committed. */
export interface DeferredChanges {
  /** A write begins: what it gathers may have to be taken back. */
  mark(): void
  /** The write failed: what it has gathered is void, what those before it have gathered stays. */
  takeBack(): void
  /** Puts all that was gathered into the file. */
  write(transaction: WriteTransaction): void
  /** The batch failed as a whole: nothing that was gathered or read in it holds. */
  forget(): void
}

export interface WriteQueueOptions {
  readonly timers: Timers
  /** How long to go on trying to get the file's write lock before giving up. */
  readonly lockTimeoutMs?: number
  /** Writes that share one commit at most; keeps one turn of the event loop short. */
  readonly maxBatch?: number
}

export interface WriteOptions {
  /** It reads from the file what earlier writes of its batch have put off, which is therefore written before it. */
  readonly readsDeferred?: boolean
  /** The process that asks for it going down does not undo it, but a loss of power may, until a later commit. */
  readonly mayWaitForDisk?: boolean | undefined
}

/** What the owner of the connection is told. */
export interface WriteEvents {
  /** Inside a transaction, before its writes. */
  readonly begun: () => void
  /** After writes were undone: what was read inside them is not in the file. */
  readonly undone: () => void
}

interface QueuedWrite extends WriteOptions {
  /** Does the work, and returns what tells its caller once it is committed. */
  readonly run: (transaction: WriteTransaction) => () => void
  readonly reject: (error: unknown) => void
}

/**
 * Group commit: the writes asked for in one turn of the event loop run one after another inside one
 * `BEGIN IMMEDIATE` transaction, each of several in a savepoint of its own, and share its fsync and what they put off to its
 * end. A promise settles only after the commit. While another process has the lock the event loop stays free.
 */
export class WriteQueue {
  readonly #connection: Database.Database
  readonly #transaction: WriteTransaction
  readonly #timers: Timers
  readonly #lockTimeoutMs: number
  readonly #maxBatch: number
  readonly #events: WriteEvents
  readonly #deferred: DeferredChanges[] = []
  readonly #statements
  #queued: QueuedWrite[] = []
  #flushing: Promise<void> | undefined
  #waitsForDisk = true

  constructor(
    drizzle: BetterSQLite3Database & { $client: Database.Database },
    events: WriteEvents,
    options: WriteQueueOptions,
  ) {
    this.#connection = drizzle.$client
    this.#transaction = new WriteTransaction(drizzle)
    this.#events = events
    this.#timers = options.timers
    this.#lockTimeoutMs = options.lockTimeoutMs ?? 10_000
    this.#maxBatch = options.maxBatch ?? 512
    this.#statements = {
      begin: this.#connection.prepare('begin immediate'),
      commit: this.#connection.prepare('commit'),
      savepoint: this.#connection.prepare('savepoint use_case'),
      release: this.#connection.prepare('release use_case'),
      rollback: this.#connection.prepare('rollback to use_case'),
    }
  }

  /** From now on every batch writes these changes before it is committed. */
  defer(changes: DeferredChanges): void {
    this.#deferred.push(changes)
  }

  /**
   * Runs `work`, which must be synchronous, in the next transaction.
   *
   * @throws what `work` throws, with its writes undone; LedgerError when the transaction cannot begin or commit.
   */
  write<T>(work: (transaction: WriteTransaction) => T, options: WriteOptions = {}): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    this.#queued.push({
      ...options,
      run: (transaction) => {
        const outcome = work(transaction)
        return () => resolve(outcome)
      },
      reject,
    })
    this.#flushing ??= this.#flush()
    return promise
  }

  /** Resolves when nothing is queued any more. */
  async idle(): Promise<void> {
    while (this.#flushing) await this.#flushing
  }

  async #flush(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#queued.length > 0) {
      const batch = this.#queued.splice(0, this.#maxBatch)
      try {
        this.#waitForDisk(!batch.every(({ mayWaitForDisk }) => mayWaitForDisk))
        await this.#begin()
        this.#runBatch(batch)
      } catch (error) {
        if (this.#connection.inTransaction) this.#connection.exec('rollback')
        for (const changes of this.#deferred) changes.forget()
        this.#events.undone()
        for (const write of batch) write.reject(toLedgerError(error, this.#connection.name))
      }
      if (this.#queued.length > 0) await new Promise((resolve) => setImmediate(resolve))
    }
    this.#flushing = undefined
  }

  /** https://sqlite.org/pragma.html#pragma_synchronous: in WAL mode a commit under `full` also brings those before it to the disk. */
  #waitForDisk(isNeeded: boolean): void {
    if (isNeeded === this.#waitsForDisk) return
    this.#connection.exec(`pragma synchronous = ${isNeeded ? 'full' : 'normal'}`)
    this.#waitsForDisk = isNeeded
  }

  async #begin(): Promise<void> {
    let limit: AbortSignal | undefined
    for (let attempt = 0; ; attempt++) {
      try {
        this.#statements.begin.run()
        this.#events.begun()
        return
      } catch (error) {
        if (!isBusy(error)) throw error
        limit ??= this.#timers.after(this.#lockTimeoutMs)
        if (limit.aborted) throw error
        await this.#timers.wait(Math.min(2 ** attempt, 20) * (0.5 + Math.random()))
      }
    }
  }

  #runBatch(batch: readonly QueuedWrite[]): void {
    const [first] = batch
    const isAlone = batch.length === 1 && first !== undefined
    const tellCallers = isAlone
      ? [first.run(this.#transaction)]
      : batch.flatMap((write) => {
          if (write.readsDeferred) this.#writeDeferred()
          return this.#runInSavepoint(write) ?? []
        })
    this.#writeDeferred()
    this.#statements.commit.run()
    for (const tellCaller of tellCallers) tellCaller()
  }

  /** Undefined when the write failed and left nothing behind. */
  #runInSavepoint(write: QueuedWrite): (() => void) | undefined {
    for (const changes of this.#deferred) changes.mark()
    this.#statements.savepoint.run()
    try {
      const tellCaller = write.run(this.#transaction)
      this.#statements.release.run()
      return tellCaller
    } catch (error) {
      // A full disk may have ended the whole transaction already: then all of the batch fails, in the caller.
      if (!this.#connection.inTransaction) throw error
      this.#statements.rollback.run()
      this.#statements.release.run()
      for (const changes of this.#deferred) changes.takeBack()
      this.#events.undone()
      write.reject(toLedgerError(error, this.#connection.name))
      return undefined
    }
  }

  #writeDeferred(): void {
    for (const changes of this.#deferred) changes.write(this.#transaction)
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}
