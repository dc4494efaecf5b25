import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { TransferError } from '../../ledger/transfer-error.ts'
import type { VerifyResult } from '../../ledger/verification.ts'
import { isAlive } from '../processes.ts'
import { openDatabase, type ReadingDrizzle } from '../sqlite/database.ts'
import { findDamage } from '../sqlite/find-damage.ts'
import { processes } from '../sqlite/ledger/schema.ts'
import { readZones } from '../sqlite/ledger/time-zones.ts'
import { verify } from '../sqlite/ledger/verify.ts'
import { assertHoldsLedger, isOutdated } from '../sqlite/migrate.ts'
import { toLedgerError } from '../sqlite/sqlite-error.ts'
import { progressTable } from '../transfer-progress.ts'
import type { BooksOptions, NewBooks, ReadBooks } from './books.ts'
import { SqliteSource } from './sqlite-source.ts'
import { SqliteTarget } from './sqlite-target.ts'
import { tellingTables, transferTables } from './tables.ts'

/**
 * The books of a file, which stays as it is: one of an earlier version is read from a copy.
 *
 * @throws {LedgerError} when it holds none, or is of a newer version.
 */
export async function openSqliteBooks(path: string, options: BooksOptions): Promise<ReadBooks> {
  const connection = openToRead(path)
  try {
    assertHoldsLedger(connection)
    if (!isOutdated(connection)) return readingOn(connection, path, options)
    const folder = mkdtempSync(join(tmpdir(), 'autointel-'))
    const copy = join(folder, 'autointel.db')
    connection.prepare('vacuum into ?').run(copy)
    connection.close()
    await openDatabase(copy, options).close()
    const books = readingOn(openToRead(copy), path, options)
    return {
      ...books,
      close: async () => {
        await books.close()
        rmSync(folder, { recursive: true })
      },
    }
  } catch (error) {
    connection.close()
    throw toLedgerError(error, path)
  }
}

/** Books in a file of their own, which is made where there is none. */
export function openNewSqliteBooks(path: string, options: BooksOptions): NewBooks {
  const database = openDatabase(path, { ...options, isUnfinishedFine: true })
  const { connection } = database
  return {
    ...readingOn(connection, path, options),
    target: new SqliteTarget(database),
    begin: (from) => database.write(() => begin(connection, from)),
    close: () => database.close(),
  }
}

function openToRead(path: string): Database.Database {
  if (!existsSync(path)) throw new TransferError('no_books', path)
  try {
    const connection = new Database(path, { readonly: true, fileMustExist: true })
    connection.defaultSafeIntegers(true)
    return connection
  } catch (error) {
    throw toLedgerError(error, path)
  }
}

function readingOn(connection: Database.Database, path: string, { calendar, now }: BooksOptions): ReadBooks {
  const reader: { readonly drizzle: ReadingDrizzle } = { drizzle: drizzle(connection) }
  return {
    place: path,
    read: async (work) => {
      connection.exec('begin')
      try {
        return await work(new SqliteSource(connection))
      } finally {
        connection.exec('commit')
      }
    },
    verify: async (): Promise<VerifyResult> => {
      const damage = await findDamage(connection.name, undefined)
      return verify(reader, damage, calendar, readZones(reader))
    },
    isInUse: async () => {
      const known = reader.drizzle.select().from(processes).all()
      return known.some((process) => isAlive(process, now()))
    },
    close: async () => {
      connection.close()
    },
  }
}

function begin(connection: Database.Database, from: string): void {
  const known = connection.prepare('select 1 from sqlite_schema where name = ?').get(progressTable)
  if (known) {
    const before = connection
      .prepare(`select place from ${progressTable} where table_name = ''`)
      .pluck()
      .get()
    if (before === from) return
    throw new TransferError('other_transfer', connection.name, String(before))
  }
  for (const { name } of tellingTables)
    if (connection.prepare(`select 1 from ${name} limit 1`).get())
      throw new TransferError('not_empty', connection.name, name)
  for (const { name } of transferTables.toReversed()) connection.exec(`delete from ${name}`)
  connection.exec(
    `create table ${progressTable} (table_name text primary key, place text, is_whole integer not null) strict`,
  )
  connection.prepare(`insert into ${progressTable} (table_name, place, is_whole) values ('', ?, 0)`).run(from)
}
