import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { LedgerError } from '../../ledger/ledger-error.ts'
import type { Timers } from '../../time/timers.ts'
import type { Workers } from '../../workers/workers.ts'
import { progressTable } from '../transfer-progress.ts'
import { findDamage } from './find-damage.ts'
import { prepareLedgerFile } from './ledger-file.ts'
import { assertHoldsLedger, migrate, migrationsFolder } from './migrate.ts'
import { toLedgerError } from './sqlite-error.ts'
import {
  type DeferredChanges,
  type WriteOptions,
  WriteQueue,
  type WriteQueueOptions,
  type WriteTransaction,
} from './write-queue.ts'

/** Drizzle as far as it reads: what changes rows takes a {@link WriteTransaction}, which only the write queue makes. */
export type ReadingDrizzle = Pick<
  BetterSQLite3Database,
  'select' | 'selectDistinct' | '$count' | 'get' | 'all'
>

export interface DatabaseOptions extends WriteQueueOptions {
  /** Epoch milliseconds; says when migrations were applied. */
  readonly now: () => number
  /** Books that are only being moved here may be opened. */
  readonly isUnfinishedFine?: boolean
  /** Who reads the file as a whole, to verify or copy it; without them nothing else is done meanwhile. */
  readonly workers?: Workers
}

interface PreparedWrite {
  run(values: Record<string, unknown>): Database.RunResult
}

/** One open file: for the ledger and for the other stores that keep their tables beside it. */
export interface SqliteDatabase {
  readonly path: string
  readonly connection: Database.Database
  readonly drizzle: ReadingDrizzle
  /** Of what is done on the file again and again. */
  readonly timers: Timers
  /** Who reads the file as a whole; without them nothing else is done meanwhile. */
  readonly workers: Workers | undefined
  /** See {@link WriteQueue.write}. */
  write<T>(work: (transaction: WriteTransaction) => T, options?: WriteOptions): Promise<T>
  /** Prepares a statement that changes rows. What it gives runs it, within a write. */
  prepareWrite(
    prepare: (drizzle: BetterSQLite3Database) => PreparedWrite,
  ): (transaction: WriteTransaction, values: Readonly<Record<string, unknown>>) => Database.RunResult
  /** Another text after every commit, whoever makes it. */
  version(): string
  /** See {@link WriteQueue.defer}. */
  defer(changes: DeferredChanges): void
  /**
   * Runs `work`, which must be synchronous, on one consistent state of the file, whatever others commit meanwhile.
   *
   * @throws {LedgerError} when the file cannot be read.
   */
  read<T>(work: () => T): T
  /**
   * Called when what was read before may no longer be what the file says: inside the first transaction after a
   * commit of another process, and after a write of this one was undone.
   */
  onStale(listener: () => void): void
  /**
   * What SQLite's own check finds wrong with the pages and indexes of the file, a line each; none when it is whole.
   *
   * @throws {LedgerError} `corrupt` when it is so damaged that the check cannot go on.
   */
  damage(): Promise<readonly string[]>
  close(): Promise<void>
}

/**
 * After so many pages in its log a commit brings them into the file, which takes some milliseconds, whether there are a thousand or ten:
 * most are written again and again. A call writes seventeen, so that one of 230 waits for it. https://sqlite.org/wal.html#ckpt (2026-11)
 */
const checkpointPages = 4_000

/**
 * Opens or creates the file (mode 0600, folder 0700) and brings it to the current schema.
 *
 * @throws {LedgerError} when it is corrupt, empty, something else than a ledger, of a newer schema, locked or cannot
 * be written.
 */
export function openDatabase(path: string, options: DatabaseOptions): SqliteDatabase {
  const file = prepareLedgerFile(path)
  let connection: Database.Database | undefined
  try {
    connection = new Database(path, { timeout: 5_000 })
    connection.defaultSafeIntegers(true)
    if (!file.isNew) assertHoldsLedger(connection)
    connection.pragma('journal_mode = wal')
    connection.pragma('synchronous = full')
    connection.pragma(`wal_autocheckpoint = ${checkpointPages}`)
    connection.pragma('foreign_keys = on')
    // What is deleted is not left to be read in the file: it is overwritten in the pages that are written anyway.
    connection.pragma('secure_delete = on')
    migrate(connection, migrationsFolder, options.now())
    if (!options.isUnfinishedFine && isUnfinished(connection)) throw new LedgerError('unfinished', path)
    file.markAsWritten()
    // From here on a lock is waited for without blocking the event loop, by the write queue.
    connection.pragma('busy_timeout = 20')
    return databaseOn(connection, options)
  } catch (error) {
    connection?.close()
    throw toLedgerError(error, path)
  }
}

function isUnfinished(connection: Database.Database): boolean {
  const find = connection.prepare("select 1 from sqlite_schema where type = 'table' and name = ?")
  return find.get(progressTable) !== undefined
}

function databaseOn(connection: Database.Database, options: DatabaseOptions): SqliteDatabase {
  const listeners: (() => void)[] = []
  const dataVersion = connection.prepare('pragma data_version').pluck()
  const ownChanges = connection.prepare('select total_changes()').pluck()
  let seenVersion = dataVersion.get()
  const forget = () => {
    for (const listener of listeners) listener()
  }
  const noticeOthers = () => {
    const version = dataVersion.get()
    if (version === seenVersion) return
    seenVersion = version
    forget()
  }
  const onConnection = drizzle(connection)
  const queue = new WriteQueue(onConnection, { begun: noticeOthers, undone: forget }, options)
  // Made once: making a transaction takes longer than most reads.
  const inTransaction = connection.transaction((work: () => unknown) => {
    noticeOthers()
    return work()
  })
  const read = <T>(work: () => T): T => {
    try {
      return inTransaction(work) as T
    } catch (error) {
      throw toLedgerError(error, connection.name)
    }
  }
  return {
    path: connection.name,
    connection,
    drizzle: onConnection,
    timers: options.timers,
    workers: options.workers,
    write: (work, writeOptions) => queue.write(work, writeOptions),
    prepareWrite: (prepare) => {
      const statement = prepare(onConnection)
      return (_transaction, values) => statement.run({ ...values })
    },
    version: () => `${dataVersion.get()} ${ownChanges.get()}`,
    defer: (changes) => queue.defer(changes),
    read,
    damage: () => findDamage(connection.name, options.workers),
    onStale: (listener) => {
      listeners.push(listener)
    },
    close: async () => {
      await queue.idle()
      connection.close()
    },
  }
}
