import { and, asc, eq, inArray, lte, ne, sql } from 'drizzle-orm'
import type { ThresholdPercent } from '../../../ledger/alert.ts'
import type {
  ClaimedAlert,
  ClaimRequest,
  Delivery,
  NewNotice,
  NoteDeliveryRequest,
  Notice,
  Outbox,
  OutboxStore,
} from '../../../outbox/outbox-store.ts'
import type { SqliteDatabase } from '../database.ts'
import { alerts } from '../ledger/schema.ts'
import { alertDeliveries, notices } from './schema.ts'

type OutboxTable = typeof alerts | typeof notices

/** The outbox in the ledger's file, whose settling transactions write the alerts. */
export function createSqliteOutbox(database: SqliteDatabase): OutboxStore {
  return {
    claimAlerts: (request) => database.write(() => claimAlerts(database, request)),
    alertDelivered: (id, atMs) => database.write(() => markDelivered(database, alerts, id, atMs)),
    alertFailed: (id, retryAtMs) => database.write(() => putOff(database, alerts, id, retryAtMs)),
    addNotice: (notice) => database.write(() => addNotice(database, notice)),
    claimNotices: (request) => database.write(() => claimNotices(database, request)),
    noticeDelivered: (id, atMs) => database.write(() => markDelivered(database, notices, id, atMs)),
    noticeFailed: (id, retryAtMs) => database.write(() => putOff(database, notices, id, retryAtMs)),
    noteDelivery: (request) => database.write(() => noteDelivery(database, request)),
  }
}

function claimAlerts(database: SqliteDatabase, request: ClaimRequest): readonly ClaimedAlert[] {
  const ids = claimDue(database, alerts, request)
  if (ids.length === 0) return []
  const deliveries = deliveriesOf(database, 'alert', ids)
  return database.drizzle
    .select()
    .from(alerts)
    .where(inArray(alerts.id, [...ids]))
    .orderBy(asc(alerts.id))
    .all()
    .map((row) => {
      const id = Number(row.id)
      const thresholdPercent = row.thresholdPercent as ThresholdPercent
      return { ...row, id, thresholdPercent, deliveries: deliveries.get(id) ?? [] }
    })
}

function addNotice({ drizzle }: SqliteDatabase, { atMs, ...notice }: NewNotice): boolean {
  const { changes } = drizzle
    .insert(notices)
    .values({ ...notice, createdAtMs: atMs, dueAtMs: atMs, state: 'pending', attempts: 0 })
    .onConflictDoNothing()
    .run()
  return changes > 0
}

function claimNotices(database: SqliteDatabase, request: ClaimRequest): readonly Notice[] {
  const ids = claimDue(database, notices, request)
  if (ids.length === 0) return []
  const deliveries = deliveriesOf(database, 'notice', ids)
  return database.drizzle
    .select()
    .from(notices)
    .where(inArray(notices.id, [...ids]))
    .orderBy(asc(notices.id))
    .all()
    .map(({ id, kind, detail, createdAtMs, attempts }) => ({
      id: Number(id),
      kind,
      detail,
      createdAtMs,
      attempts,
      deliveries: deliveries.get(Number(id)) ?? [],
    }))
}

/** The ids of what is due and now claimed, oldest first. */
function claimDue(
  { drizzle }: SqliteDatabase,
  table: OutboxTable,
  { limit, leaseMs, atMs }: ClaimRequest,
): readonly number[] {
  const due = drizzle
    .select({ id: table.id })
    .from(table)
    // Written out, not bound, so that SQLite can use the partial index.
    .where(and(sql`${table.state} <> 'delivered'`, lte(table.dueAtMs, atMs)))
    .orderBy(asc(table.dueAtMs), asc(table.id))
    .limit(limit)
  return drizzle
    .update(table)
    .set({ state: 'claimed', dueAtMs: atMs + leaseMs, attempts: sql`${table.attempts} + 1` })
    .where(inArray(table.id, due))
    .returning({ id: table.id })
    .all()
    .map(({ id }) => Number(id))
    .sort((a, b) => a - b)
}

function markDelivered({ drizzle }: SqliteDatabase, table: OutboxTable, id: number, atMs: number) {
  drizzle.update(table).set({ state: 'delivered', deliveredAtMs: atMs }).where(eq(table.id, id)).run()
}

function putOff({ drizzle }: SqliteDatabase, table: OutboxTable, id: number, retryAtMs: number) {
  drizzle
    .update(table)
    .set({ state: 'pending', dueAtMs: retryAtMs })
    .where(and(eq(table.id, id), ne(table.state, 'delivered')))
    .run()
}

function deliveriesOf(
  { drizzle }: SqliteDatabase,
  outbox: Outbox,
  ids: readonly number[],
): ReadonlyMap<number, readonly Delivery[]> {
  const rows = drizzle
    .select()
    .from(alertDeliveries)
    .where(and(eq(alertDeliveries.outbox, outbox), inArray(alertDeliveries.item, [...ids])))
    .all()
  return Map.groupBy(rows, ({ item }) => item)
}

function noteDelivery({ drizzle }: SqliteDatabase, { ids, ...delivery }: NoteDeliveryRequest): void {
  for (const item of ids) {
    drizzle
      .insert(alertDeliveries)
      .values({ ...delivery, item })
      .onConflictDoUpdate({
        target: [alertDeliveries.outbox, alertDeliveries.item, alertDeliveries.channel],
        set: { state: delivery.state, attempts: delivery.attempts, dueAtMs: delivery.dueAtMs },
      })
      .run()
  }
}
