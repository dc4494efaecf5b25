import Database from 'better-sqlite3'
import { LedgerError, type LedgerErrorReason } from '../../ledger/ledger-error.ts'

const reasonsByCode: readonly (readonly [prefix: string, reason: LedgerErrorReason])[] = [
  ['SQLITE_NOTADB', 'corrupt'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_CANTOPEN', 'read_only'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_FULL', 'full'],
  // What lies beside the file cannot grow either.
  ['SQLITE_IOERR_SHMSIZE', 'full'],
]

/** SQLite's errors as the ledger's, naming the file; anything else as it is. drizzle wraps the driver's error as its cause. */
export function toLedgerError(error: unknown, path: string): unknown {
  const driverError = driverErrorOf(error)
  if (!driverError) return error
  const { code, message } = driverError
  const [, reason = 'failed'] = reasonsByCode.find(([prefix]) => code.startsWith(prefix)) ?? []
  return new LedgerError(reason, path, { detail: `${code}, ${message}`, cause: error })
}

function driverErrorOf(error: unknown): InstanceType<typeof Database.SqliteError> | undefined {
  if (error instanceof Database.SqliteError) return error
  return error instanceof Error && error.cause !== undefined ? driverErrorOf(error.cause) : undefined
}
