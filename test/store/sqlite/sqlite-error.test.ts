import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { toLedgerError } from '../../../src/store/sqlite/sqlite-error.ts'

it.each([
  ['SQLITE_FULL', 'full'],
  ['SQLITE_IOERR_SHMSIZE', 'full'],
  ['SQLITE_IOERR_READ', 'failed'],
  ['SQLITE_CORRUPT_VTAB', 'corrupt'],
])('%s is told as %s, also inside of another error', (code, reason) => {
  const error = new Error('a query', { cause: new Database.SqliteError('what it says', code) })

  expect(toLedgerError(error, '/data/autointel.db')).toMatchObject({
    reason,
    path: '/data/autointel.db',
    detail: `${code}, what it says`,
  })
})
