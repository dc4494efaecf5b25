import { createPostgresClientKeys } from './access/postgres-client-keys.ts'
import { openPostgres, type PostgresOptions } from './database.ts'
import { createPostgresErasure } from './erasure/postgres-erasure.ts'
import { createPostgresOutsideEvents } from './events/postgres-outside-events.ts'
import { openPostgresKnowledge } from './knowledge/postgres-knowledge.ts'
import { openPostgresLedger, type PostgresLedgerOptions } from './ledger/postgres-ledger.ts'
import { createPostgresOutbox } from './outbox/postgres-outbox.ts'
import { createPostgresReportSchedules } from './outbox/postgres-report-schedules.ts'
import { createPostgresRetention } from './retention.ts'
import { createPostgresServerSettings } from './servers/postgres-server-settings.ts'
import { PostgresWorkflowStore } from './workflows/postgres-workflow-store.ts'

/** All stores in one Postgres. They are closed with the ledger. */
export async function openPostgresStores(url: string, options: PostgresOptions & PostgresLedgerOptions) {
  const database = await openPostgres(url, options)
  const ledger = await openPostgresLedger(database, options)
  const process = {
    processId: ledger.processId,
    deadAmong: (ids: readonly string[]) => ledger.deadAmong(ids),
  }
  return {
    ledger,
    workflows: new PostgresWorkflowStore(database, process),
    knowledge: openPostgresKnowledge(database),
    outbox: createPostgresOutbox(database, process),
    reportSchedules: createPostgresReportSchedules(database),
    servers: createPostgresServerSettings(database),
    erasure: createPostgresErasure(database),
    retention: createPostgresRetention(database),
    clientKeys: createPostgresClientKeys(database),
    outsideEvents: createPostgresOutsideEvents(database),
  }
}
