import type { PostgresLedgerOptions } from '../../../src/store/postgres/ledger/postgres-ledger.ts'
import { createPostgresOutbox } from '../../../src/store/postgres/outbox/postgres-outbox.ts'
import { createPostgresReportSchedules } from '../../../src/store/postgres/outbox/postgres-report-schedules.ts'
import { PostgresWorkflowStore } from '../../../src/store/postgres/workflows/postgres-workflow-store.ts'
import type { PostgresWorkflowStoreOptions } from '../../../src/store/postgres/workflows/workflow-reads.ts'
import { openBooksAt } from './postgres-books.ts'
import { connectTo } from './temporary-database.ts'

/** The stores as a process of its own has them, closed after the test. */
export async function openStoresOn(
  url: string,
  overrides: Partial<Pick<PostgresWorkflowStoreOptions, 'deadAmong'>> = {},
  options: Partial<PostgresLedgerOptions> = {},
) {
  const ledger = await openBooksAt(url, options)
  const { processId } = ledger
  const database = await connectTo(url, { connections: 2 })
  const deadAmong = overrides.deadAmong ?? ((ids: readonly string[]) => ledger.deadAmong(ids))
  return {
    database,
    ledger,
    outbox: createPostgresOutbox(database, { processId, deadAmong }),
    reportSchedules: createPostgresReportSchedules(database),
    workflows: new PostgresWorkflowStore(database, { processId, deadAmong }),
    /** For all others, as if it had been silent for long. */
    die: async () => {
      await database.write(({ sql }) => sql`delete from processes where id = ${processId}`)
    },
  }
}
