import { existsSync, statSync } from 'node:fs'
import { LedgerError } from '../ledger/ledger-error.ts'
import { openDatabase } from '../store/sqlite/database.ts'
import { systemClock, systemTimers } from './timers.ts'

/** What can be seen of the database without the books in it. */
type DatabaseCondition =
  | {
      readonly kind: 'whole'
      /** It was not there and has been created. */
      readonly isNew: boolean
      readonly bytes: number
      /** Permission bits, such as 0o600. */
      readonly mode: number
    }
  /** What SQLite's own check found, a line each. */
  | { readonly kind: 'damaged'; readonly findings: readonly string[] }
  | Unusable

interface Unusable {
  readonly kind: 'unusable'
  readonly error: LedgerError
}

interface Reached {
  readonly kind: 'reached'
  /** Without who asks it. */
  readonly address: string
}

/** Reaches the server, and brings its database to the current schema. */
export async function examineServer(url: string): Promise<Reached | Unusable> {
  const { openPostgres } = await import('../store/postgres/database.ts')
  try {
    const database = await openPostgres(url, { timers: systemTimers, now: systemClock, connections: 1 })
    await database.close()
    return { kind: 'reached', address: database.address }
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    return { kind: 'unusable', error }
  }
}

/** Opens the file, or creates it, and has SQLite look whether it is whole. */
export async function examineDatabase(file: string): Promise<DatabaseCondition> {
  const isNew = !existsSync(file)
  try {
    const database = openDatabase(file, { timers: systemTimers, now: systemClock })
    const findings = await database.damage()
    await database.close()
    if (findings.length > 0) return { kind: 'damaged', findings }
    const { size, mode } = statSync(file)
    return { kind: 'whole', isNew, bytes: size, mode: mode & 0o777 }
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    return { kind: 'unusable', error }
  }
}
