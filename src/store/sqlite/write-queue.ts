import type Database from 'better-sqlite3'
import type { Timers } from '../../time/timers.ts'
import { toLedgerError } from './sqlite-error.ts'

interface QueuedWrite {
  readonly run: () => void
  readonly rollback: () => void
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export interface WriteQueueOptions {
  readonly timers: Timers
  /** How long to go on trying to get the file's write lock before giving up. */
  readonly lockTimeoutMs?: number
  /** Writes that share one commit at most; keeps one turn of the event loop short. */
  readonly maxBatch?: number
}

/** What the owner of the connection is told. */
export interface WriteEvents {
  /** Inside a transaction, before its writes. */
  readonly begun: () => void
  /** After writes were undone: what was read inside them is not in the file. */
  readonly undone: () => void
}

/**
 * Group commit: the writes asked for in one turn of the event loop run one after another inside one
 * `BEGIN IMMEDIATE` transaction, each in a savepoint of its own, and share its fsync. A promise settles only
 * after the commit. While another process has the lock the event loop stays free.
 */
export class WriteQueue {
  readonly #connection: Database.Database
  readonly #timers: Timers
  readonly #lockTimeoutMs: number
  readonly #maxBatch: number
  readonly #events: WriteEvents
  #queued: QueuedWrite[] = []
  #flushing: Promise<void> | undefined

  constructor(connection: Database.Database, events: WriteEvents, options: WriteQueueOptions) {
    this.#connection = connection
    this.#events = events
    this.#timers = options.timers
    this.#lockTimeoutMs = options.lockTimeoutMs ?? 10_000
    this.#maxBatch = options.maxBatch ?? 512
  }

  /**
   * Runs `work`, which must be synchronous, in the next transaction.
   *
   * @throws what `work` throws, with its writes undone; LedgerError when the transaction cannot begin or commit.
   */
  write<T>(work: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    let outcome: { value: T } | { error: unknown } | undefined
    this.#queued.push({
      run: () => {
        outcome = { value: work() }
      },
      rollback: () => {
        outcome = undefined
      },
      resolve: () => {
        if (outcome && 'value' in outcome) resolve(outcome.value)
        else reject(new Error('The write was committed without an outcome.'))
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
        await this.#begin()
        this.#runBatch(batch)
      } catch (error) {
        if (this.#connection.inTransaction) this.#connection.exec('rollback')
        this.#events.undone()
        for (const write of batch) write.reject(toLedgerError(error, this.#connection.name))
      }
      if (this.#queued.length > 0) await new Promise((resolve) => setImmediate(resolve))
    }
    this.#flushing = undefined
  }

  async #begin(): Promise<void> {
    const limit = this.#timers.after(this.#lockTimeoutMs)
    for (let attempt = 0; ; attempt++) {
      try {
        this.#connection.exec('begin immediate')
        this.#events.begun()
        return
      } catch (error) {
        if (!isBusy(error) || limit.aborted) throw error
        await this.#timers.wait(Math.min(2 ** attempt, 20) * (0.5 + Math.random()))
      }
    }
  }

  #runBatch(batch: readonly QueuedWrite[]): void {
    const done: QueuedWrite[] = []
    for (const write of batch) {
      this.#connection.exec('savepoint use_case')
      try {
        write.run()
        this.#connection.exec('release use_case')
        done.push(write)
      } catch (error) {
        // A full disk may have ended the whole transaction already: then all of the batch fails, in the caller.
        if (!this.#connection.inTransaction) throw error
        this.#connection.exec('rollback to use_case; release use_case')
        this.#events.undone()
        write.rollback()
        write.reject(toLedgerError(error, this.#connection.name))
      }
    }
    this.#connection.exec('commit')
    for (const write of done) write.resolve()
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}
