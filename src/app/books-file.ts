import { createCalendar } from '../budget/calendar.ts'
import { configuredBudgets } from '../budget/configured-budgets.ts'
import { openDatabase, type SqliteDatabase } from '../store/sqlite/database.ts'
import { openSqliteLedger, type SqliteLedger } from '../store/sqlite/ledger/sqlite-ledger.ts'
import { SqliteWorkflowStore } from '../store/sqlite/workflows/sqlite-workflow-store.ts'
import type { Timers } from '../time/timers.ts'
import type { Workers } from '../workers/workers.ts'
import type { Config } from './config.ts'

export interface StoresOptions {
  readonly isOwner: (user: string) => boolean
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly timers: Timers
  readonly workers: Workers
  /** Something that a store does beside what it is asked did not go well. */
  readonly onProblem?: ((error: unknown) => void) | undefined
}

export interface BooksFile {
  readonly database: SqliteDatabase
  readonly ledger: SqliteLedger
  readonly workflows: SqliteWorkflowStore
}

/** @throws {LedgerError} */
export async function openBooksFile(config: Config, options: StoresOptions): Promise<BooksFile> {
  const database = openDatabase(config.databaseFile, options)
  const ledger = await openSqliteLedger(database, booksOptions(config, options))
  return { database, ledger, workflows: new SqliteWorkflowStore(database, ledger) }
}

export function booksOptions({ budgets, timeZone }: Config, { isOwner, now }: StoresOptions) {
  return {
    calendar: createCalendar(),
    isOwner,
    configuredBudgets: configuredBudgets(budgets, isOwner),
    timeZone,
    isSteady: true,
    now,
  }
}
