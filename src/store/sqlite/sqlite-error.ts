import Database from 'better-sqlite3'
import { LedgerError, type LedgerErrorReason } from '../../ledger/ledger-error.ts'

const reasonsByCode: readonly (readonly [prefix: string, reason: LedgerErrorReason, says: string])[] = [
  ['SQLITE_NOTADB', 'corrupt', 'is not an Autointel ledger'],
  ['SQLITE_CORRUPT', 'corrupt', 'is damaged'],
  ['SQLITE_READONLY', 'read_only', 'cannot be written'],
  ['SQLITE_CANTOPEN', 'read_only', 'cannot be opened'],
  ['SQLITE_BUSY', 'locked', 'is locked by another program'],
  ['SQLITE_FULL', 'full', 'cannot grow: the disk is full'],
  ['SQLITE_IOERR', 'failed', 'cannot be read or written'],
]

/** SQLite's errors as the ledger's, naming the file; anything else as it is. drizzle wraps the driver's error as its cause. */
export function toLedgerError(error: unknown, path: string): unknown {
  const driverError = driverErrorOf(error)
  if (!driverError) return error
  const [, reason, says] = reasonsByCode.find(([prefix]) => driverError.code.startsWith(prefix)) ?? [
    '',
    'failed' as const,
    `failed (${driverError.code})`,
  ]
  return new LedgerError(reason, path, {
    message: `The ledger ${path} ${says}: ${driverError.message}`,
    cause: error,
  })
}

function driverErrorOf(error: unknown): InstanceType<typeof Database.SqliteError> | undefined {
  if (error instanceof Database.SqliteError) return error
  return error instanceof Error && error.cause !== undefined ? driverErrorOf(error.cause) : undefined
}
