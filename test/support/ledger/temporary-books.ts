import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { createCalendar } from '../../../src/budget/calendar.ts'
import {
  type DatabaseOptions,
  openDatabase,
  type SqliteDatabase,
} from '../../../src/store/sqlite/database.ts'
import { openSqliteLedger, type SqliteLedgerOptions } from '../../../src/store/sqlite/ledger/sqlite-ledger.ts'
import { createSqliteOutbox } from '../../../src/store/sqlite/outbox/sqlite-outbox.ts'
import { createSqliteReportSchedules } from '../../../src/store/sqlite/outbox/sqlite-report-schedules.ts'
import { SqliteWorkflowStore } from '../../../src/store/sqlite/workflows/sqlite-workflow-store.ts'
import type { WriteQueueOptions } from '../../../src/store/sqlite/write-queue.ts'

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The path of a ledger that does not exist yet. */
export function temporaryPath(): string {
  return join(temporaryFolder(), 'autointel.sqlite')
}

type LedgerOptions = Partial<SqliteLedgerOptions & WriteQueueOptions & Pick<DatabaseOptions, 'workers'>>

/** The stores of one file as one process has them, closed after the test. */
export async function openStoresAt(path: string, options: LedgerOptions = {}) {
  const database = openDatabase(path, { timers: systemTimers, now: systemClock, ...options })
  const ledger = await openLedgerOn(database, options)
  return {
    database,
    ledger,
    outbox: createSqliteOutbox(database, ledger),
    reportSchedules: createSqliteReportSchedules(database),
    workflows: new SqliteWorkflowStore(database, ledger),
  }
}

/** A ledger on `path`, closed after the test. */
export async function openLedgerAt(path: string, options: LedgerOptions = {}) {
  return openLedgerOn(openDatabase(path, { timers: systemTimers, now: systemClock, ...options }), options)
}

/** A ledger on a file that is open already, closed after the test. */
export async function openLedgerOn(database: SqliteDatabase, options: LedgerOptions = {}) {
  onTestFinished(() => database.close())
  const ledger = await openSqliteLedger(database, {
    calendar: createCalendar(),
    now: systemClock,
    ...options,
  })
  onTestFinished(() => (database.connection.open ? ledger.close() : undefined))
  return ledger
}
