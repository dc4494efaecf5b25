import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import { clientKeys } from '../postgres/access/schema.ts'
import { outsideEvents } from '../postgres/events/schema.ts'
import { documents, entities, passages, vectors } from '../postgres/knowledge/schema.ts'
import {
  alerts,
  auditTrail,
  balances,
  budgetChanges,
  entries,
  holds,
  milestones,
  providerCalls,
  timeZoneChanges,
  timeZones,
  usageRollups,
  userRollups,
} from '../postgres/ledger/schema.ts'
import {
  mutedTopics,
  parcelDeliveries,
  parcels,
  recipientLocales,
  reportSchedules,
} from '../postgres/outbox/schema.ts'
import { serverSettings, watchedChannels } from '../postgres/servers/schema.ts'
import { checkpoints, leftServers, workflows } from '../postgres/workflows/schema.ts'

/** `packed`: a text of any length and of any characters, which each store keeps in a way of its own. */
export type ColumnKind = 'whole' | 'flag' | 'text' | 'packed' | 'bytes'

interface TransferColumn {
  readonly name: string
  readonly kind: ColumnKind
}

/** A table as it is carried from one store to another, by the names of its columns on Postgres. */
export interface TransferTable {
  readonly name: string
  readonly columns: readonly TransferColumn[]
  /** Of its primary key on Postgres. */
  readonly key: readonly string[]
  /** Rows that are carried at once: some megabytes at most. */
  readonly rowsAtOnce: number
}

const usualRowsAtOnce = 1_000

/** By their types on Postgres; what is missing here is derived. */
const kinds: Readonly<Record<string, ColumnKind | undefined>> = {
  bigint: 'whole',
  bigserial: 'whole',
  boolean: 'flag',
  text: 'text',
  bytea: 'bytes',
}

/** What is told of other tables that are made anew. */
const ofOneStore: ReadonlySet<PgColumn> = new Set<PgColumn>([vectors.hasPoints])

/**
 * All that is moved: everything but who works on the books, and the indexes of words, which are made anew. What others refer to stands
 * before them.
 */
export const transferTables: readonly TransferTable[] = [
  carried(timeZones),
  carried(timeZoneChanges),
  carried(budgetChanges),
  carried(entries),
  carried(holds),
  carried(providerCalls),
  carried(balances),
  carried(usageRollups),
  carried(userRollups),
  carried(alerts),
  carried(milestones),
  carried(auditTrail),
  carried(workflows, 500),
  carried(checkpoints, 20),
  carried(leftServers),
  carried(documents, 200),
  carried(passages, 500),
  carried(vectors, 20),
  carried(entities),
  carried(parcels),
  carried(parcelDeliveries),
  carried(recipientLocales),
  carried(mutedTopics),
  carried(reportSchedules),
  carried(serverSettings),
  carried(watchedChannels),
  carried(clientKeys),
  carried(outsideEvents),
]

/** Books that have a row in none of these are new, though they may have been opened before. */
export const tellingTables: readonly TransferTable[] = transferTables.filter(({ name }) =>
  [
    entries,
    holds,
    budgetChanges,
    workflows,
    documents,
    parcels,
    reportSchedules,
    serverSettings,
    clientKeys,
    outsideEvents,
  ].some((table) => getTableConfig(table).name === name),
)

function carried(table: PgTable, rowsAtOnce = usualRowsAtOnce): TransferTable {
  const { name, columns, primaryKeys } = getTableConfig(table)
  const key = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary)
  return {
    name,
    columns: columns.flatMap((column) => {
      if (column.generated || ofOneStore.has(column)) return []
      const isPacked = table === checkpoints && column.name === checkpoints.content.name
      const kind = isPacked ? 'packed' : kinds[column.getSQLType()]
      return kind ? [{ name: column.name, kind }] : []
    }),
    key: key.map((column) => column.name),
    rowsAtOnce,
  }
}
