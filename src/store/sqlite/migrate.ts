import { fileURLToPath } from 'node:url'
import type Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { LedgerError } from '../../ledger/ledger-error.ts'

export const migrationsFolder = fileURLToPath(new URL('../../../drizzle/sqlite', import.meta.url))

/**
 * Applies the generated migrations that the file lacks, all in one transaction, so that two processes that start
 * together do not both apply them and a failure leaves the file as it was. (drizzle's own migrator begins its
 * transaction only after it has looked at what is applied.)
 *
 * @throws {LedgerError} `newer` when the file has migrations that this version does not know.
 */
export function migrate(connection: Database.Database, folder: string, nowMs: number): void {
  const migrations = readMigrationFiles({ migrationsFolder: folder })
  const known = new Set(migrations.map((migration) => migration.hash))
  const apply = connection.transaction(() => {
    connection.exec(
      'create table if not exists migrations (hash text primary key, applied_at_ms integer not null) strict',
    )
    const applied = new Set(connection.prepare('select hash from migrations').pluck().all() as string[])
    if ([...applied].some((hash) => !known.has(hash))) {
      throw new LedgerError('newer', connection.name)
    }
    const insert = connection.prepare('insert into migrations (hash, applied_at_ms) values (?, ?)')
    for (const { hash, sql } of migrations.filter((migration) => !applied.has(migration.hash))) {
      for (const statement of sql) connection.exec(statement)
      insert.run(hash, BigInt(nowMs))
    }
  })
  apply.immediate()
}

/**
 * Whether a file lacks migrations that this version knows.
 *
 * @throws {LedgerError} `newer` when it has others.
 */
export function isOutdated(connection: Database.Database): boolean {
  const known = readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash)
  const applied = connection.prepare('select hash from migrations').pluck().all() as string[]
  if (applied.some((hash) => !known.includes(hash))) throw new LedgerError('newer', connection.name)
  return applied.length < known.length
}

/**
 * Whether a file that was there already holds books: of another program's tables none may be touched, and books
 * that were emptied are not to pass for new ones.
 *
 * @throws {LedgerError} `empty` or `foreign`.
 */
export function assertHoldsLedger(connection: Database.Database): void {
  const tables = connection.prepare("select name from sqlite_schema where type = 'table'").pluck().all()
  if (tables.includes('migrations')) return
  throw new LedgerError(tables.length === 0 ? 'empty' : 'foreign', connection.name)
}
