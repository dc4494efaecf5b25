import { and, asc, eq, inArray, lte, ne, sql } from 'drizzle-orm'
import type { ClaimAlertsRequest } from '../../../ledger/alert.ts'
import type { Delivery, NoteDeliveryRequest, Outbox } from '../../../ledger/outbox.ts'
import type { SqliteDatabase } from '../database.ts'
import { alertDeliveries, type alerts, type notices } from './schema.ts'

type OutboxTable = typeof alerts | typeof notices

/** The ids of what is due and now claimed, oldest first. Inside a write. */
export function claimDue(
  { drizzle }: SqliteDatabase,
  table: OutboxTable,
  { limit, leaseMs, atMs }: ClaimAlertsRequest,
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

/** Inside a write. */
export function markDelivered({ drizzle }: SqliteDatabase, table: OutboxTable, id: number, atMs: number) {
  drizzle.update(table).set({ state: 'delivered', deliveredAtMs: atMs }).where(eq(table.id, id)).run()
}

/** Gives back what is claimed, to be claimed again at `retryAtMs`. Inside a write. */
export function putOff({ drizzle }: SqliteDatabase, table: OutboxTable, id: number, retryAtMs: number) {
  drizzle
    .update(table)
    .set({ state: 'pending', dueAtMs: retryAtMs })
    .where(and(eq(table.id, id), ne(table.state, 'delivered')))
    .run()
}

export function deliveriesOf(
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

/** Inside a write. */
export function noteDelivery({ drizzle }: SqliteDatabase, { ids, ...delivery }: NoteDeliveryRequest): void {
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
