import { closeSync, openSync, rmSync } from 'node:fs'
import { LedgerError } from '../../ledger/ledger-error.ts'
import type { SqliteDatabase } from './database.ts'

/**
 * Writes a consistent copy of the file to `path`, which must not exist (mode 0600, like the file itself).
 *
 * @throws {LedgerError} `failed`; what was begun of the copy is taken away again.
 */
export function writeCopy(database: SqliteDatabase, path: string): void {
  let created = false
  try {
    // SQLite accepts an empty file, which is how the copy never has a wider mode than the original.
    closeSync(openSync(path, 'wx', 0o600))
    created = true
    database.connection.prepare('vacuum into ?').run(path)
  } catch (cause) {
    if (created) rmSync(path)
    throw new LedgerError('backup_failed', path, { detail: String(cause), cause })
  }
}
