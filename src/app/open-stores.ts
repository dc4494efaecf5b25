import { join } from 'node:path'
import type { ClientKeyStore } from '../access/client-keys.ts'
import type { Leadership } from '../fleet/leadership.ts'
import { noWakes, type Wakes } from '../fleet/wakes.ts'
import type { KnowledgeStore } from '../knowledge/knowledge-store.ts'
import type { VectorComparison } from '../knowledge/vector-comparison.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { OutsideEventStore } from '../llm/outside-spend.ts'
import type { ErasureStore } from '../orchestrator/erasure-store.ts'
import type { RetentionStore } from '../orchestrator/retention.ts'
import type { WorkflowStore } from '../orchestrator/workflow-store.ts'
import type { OutboxStore } from '../outbox/outbox-store.ts'
import type { ReportScheduleStore } from '../outbox/report-schedule.ts'
import { fileShelf, type PriceShelf } from '../pricing/price-shelf.ts'
import type { ServerSettingsStore } from '../servers/server-settings-store.ts'
import { createSqliteClientKeys } from '../store/sqlite/access/sqlite-client-keys.ts'
import { createSqliteErasure } from '../store/sqlite/erasure/sqlite-erasure.ts'
import { createSqliteOutsideEvents } from '../store/sqlite/events/sqlite-outside-events.ts'
import { SqliteLeadership } from '../store/sqlite/fleet/sqlite-leadership.ts'
import { openSqliteKnowledge } from '../store/sqlite/knowledge/sqlite-knowledge.ts'
import { createSqliteOutbox } from '../store/sqlite/outbox/sqlite-outbox.ts'
import { createSqliteReportSchedules } from '../store/sqlite/outbox/sqlite-report-schedules.ts'
import { createSqliteRetention } from '../store/sqlite/retention.ts'
import { createSqliteServerSettings } from '../store/sqlite/servers/sqlite-server-settings.ts'
import { booksOptions, openBooksFile, type StoresOptions } from './books-file.ts'
import type { Config } from './config.ts'

/** Everything that is kept, in one database. It is closed with the ledger. */
export interface Stores {
  readonly ledger: LedgerStore
  readonly workflows: WorkflowStore
  readonly knowledge: KnowledgeStore
  /** Who compares the vectors of what was read; of a file, always the process. */
  readonly vectorComparison?: VectorComparison
  readonly outbox: OutboxStore
  readonly reportSchedules: ReportScheduleStore
  readonly servers: ServerSettingsStore
  readonly erasure: ErasureStore
  readonly retention: RetentionStore
  readonly clientKeys: ClientKeyStore
  readonly outsideEvents: OutsideEventStore
  /** Which process does what is done once for all. */
  readonly leadership: Leadership
  /** News of what other processes do. */
  readonly wakes: Wakes
  /** Where downloaded prices are kept, for all processes. */
  readonly priceShelf: PriceShelf
}

/**
 * Opens the Postgres that the settings name, else the file of the data folder.
 *
 * @throws {LedgerError}
 */
export function openStores(config: Config, options: StoresOptions): Promise<Stores> {
  return config.databaseUrl === undefined
    ? openFile(config, options)
    : openServer(config.databaseUrl, config, options)
}

async function openFile(config: Config, options: StoresOptions): Promise<Stores> {
  const { database, ledger, workflows } = await openBooksFile(config, options)
  return {
    ledger,
    workflows,
    knowledge: openSqliteKnowledge(database),
    outbox: createSqliteOutbox(database, ledger),
    reportSchedules: createSqliteReportSchedules(database),
    servers: createSqliteServerSettings(database),
    erasure: createSqliteErasure(database),
    retention: createSqliteRetention(database),
    clientKeys: createSqliteClientKeys(database),
    outsideEvents: createSqliteOutsideEvents(database),
    leadership: new SqliteLeadership(database, ledger),
    wakes: noWakes,
    priceShelf: fileShelf(join(config.dataDirectory, 'prices.json')),
  }
}

/** What Postgres needs is loaded only where there is one. */
async function openServer(url: string, config: Config, options: StoresOptions): Promise<Stores> {
  const { openPostgresStores } = await import('../store/postgres/postgres-stores.ts')
  return openPostgresStores(url, { ...options, ...booksOptions(config, options) })
}
