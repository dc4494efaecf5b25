import type { ErasureStore, Forgettable } from '../../orchestrator/erasure-store.ts'
import type { NewNotice } from '../../outbox/parcel.ts'
import { createPostgresClientKeys } from './access/postgres-client-keys.ts'
import { openPostgres, type PostgresOptions } from './database.ts'
import { createPostgresErasure } from './erasure/postgres-erasure.ts'
import { createPostgresOutsideEvents } from './events/postgres-outside-events.ts'
import { PostgresLeadership } from './fleet/postgres-leadership.ts'
import { createPostgresPriceShelf } from './fleet/postgres-price-shelf.ts'
import { PostgresWakes } from './fleet/postgres-wakes.ts'
import { TellingWorkflowStore } from './fleet/telling-workflow-store.ts'
import type { PointsOptions } from './knowledge/points/points-options.ts'
import { openPostgresKnowledge } from './knowledge/postgres-knowledge.ts'
import { openPostgresLedger, type PostgresLedgerOptions } from './ledger/postgres-ledger.ts'
import { createPostgresOutbox } from './outbox/postgres-outbox.ts'
import { createPostgresReportSchedules } from './outbox/postgres-report-schedules.ts'
import { createPostgresRetention } from './retention.ts'
import { createPostgresServerSettings } from './servers/postgres-server-settings.ts'

/** All stores in one Postgres. They are closed with the ledger. */
export async function openPostgresStores(
  url: string,
  options: PostgresOptions &
    PostgresLedgerOptions & { readonly onProblem?: PointsOptions['onProblem'] | undefined },
) {
  const { onProblem } = options
  const database = await openPostgres(url, options)
  const ledger = await openPostgresLedger(database, options)
  const process = {
    processId: ledger.processId,
    deadAmong: (ids: readonly string[]) => ledger.deadAmong(ids),
  }
  const wakes = new PostgresWakes(database, ledger.processId)
  const tell = wakes.tell.bind(wakes)
  const erasure = createPostgresErasure(database)
  const outbox = createPostgresOutbox(database, process)
  return {
    ledger,
    wakes,
    leadership: new PostgresLeadership(wakes.session, ledger.processId),
    priceShelf: createPostgresPriceShelf(database),
    workflows: new TellingWorkflowStore(database, process, tell),
    ...(await openPostgresKnowledge(database, onProblem && { onProblem })),
    outbox: {
      ...outbox,
      addNotice: async (notice: NewNotice) => {
        const isNew = await outbox.addNotice(notice)
        if (isNew) tell({ kind: 'parcels' })
        return isNew
      },
    },
    reportSchedules: createPostgresReportSchedules(database),
    servers: createPostgresServerSettings(database),
    erasure: {
      ...erasure,
      forgetSome: async (what: Forgettable, some: Parameters<ErasureStore['forgetSome']>[1]) => {
        const forgotten = await erasure.forgetSome(what, some)
        tell(...forgotten.map((id) => ({ kind: 'run', id }) as const))
        return forgotten
      },
    },
    retention: createPostgresRetention(database),
    clientKeys: createPostgresClientKeys(database),
    outsideEvents: createPostgresOutsideEvents(database),
  }
}
