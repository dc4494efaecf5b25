import { existsSync, statSync } from 'node:fs'
import { LedgerError } from '../../../ledger/ledger-error.ts'
import type { LedgerStore } from '../../../ledger/ledger-store.ts'
import { openDatabase } from '../../../store/sqlite/database.ts'
import { megabytes } from '../file-size.ts'
import type { Check } from './check.ts'

/** Whether SQLite finds the file whole. */
export async function databaseChecks(file: string): Promise<readonly Check[]> {
  const isNew = !existsSync(file)
  try {
    const database = openDatabase(file)
    const answers = database.connection.pragma('integrity_check') as readonly { integrity_check: string }[]
    const found = answers.map(({ integrity_check }) => integrity_check)
    await database.close()
    const { size, mode } = statSync(file)
    const access = (mode & 0o777).toString(8).padStart(3, '0')
    const about = `${isNew ? 'created just now' : megabytes(size)}, mode ${access}`
    return found.every((answer) => answer === 'ok')
      ? [{ name: 'database', status: 'ok', detail: `${file}: whole, ${about}` }]
      : [
          {
            name: 'database',
            status: 'failed',
            detail: `${file}: damaged: ${found.slice(0, 3).join('; ')}`,
            hint: 'Put the file aside and restore the latest backup.',
          },
        ]
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    return [{ name: 'database', status: 'failed', detail: error.message, hint: error.hint }]
  }
}

/** Whether every total agrees with the entries. */
export async function booksCheck(ledger: LedgerStore): Promise<Check> {
  const { ok, entries, holdsPending, differences } = await ledger.verify()
  const [first] = differences
  return ok
    ? {
        name: 'books',
        status: 'ok',
        detail: `${entries} entries, all totals agree, ${holdsPending} calls open`,
      }
    : {
        name: 'books',
        status: 'failed',
        detail: `${differences.length} totals disagree with the entries, the first is ${first?.what}`,
        hint: '"autointel verify" lists them all.',
      }
}
