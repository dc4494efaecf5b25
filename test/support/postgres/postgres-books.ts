import { onTestFinished } from 'vitest'
import { systemClock } from '../../../src/app/timers.ts'
import { createCalendar } from '../../../src/budget/calendar.ts'
import type { PostgresOptions } from '../../../src/store/postgres/database.ts'
import {
  openPostgresLedger,
  type PostgresLedger,
  type PostgresLedgerOptions,
} from '../../../src/store/postgres/ledger/postgres-ledger.ts'
import { connectTo } from './temporary-database.ts'

/** A ledger as a process of its own has it, closed after the test. */
export async function openBooksAt(
  url: string,
  options: Partial<PostgresLedgerOptions & PostgresOptions> = {},
): Promise<PostgresLedger> {
  const database = await connectTo(url, { connections: 2, ...options })
  const ledger = await openPostgresLedger(database, {
    calendar: createCalendar(),
    now: systemClock,
    ...options,
  })
  let isOpen = true
  onTestFinished(() => (isOpen ? ledger.close() : undefined))
  return Object.assign(ledger, {
    close: () => {
      isOpen = false
      return Object.getPrototypeOf(ledger).close.call(ledger)
    },
  })
}
