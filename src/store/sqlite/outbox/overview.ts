import { and, count, desc, eq, inArray, isNull, lt, min, sql } from 'drizzle-orm'
import type { ToldAlert } from '../../../ledger/alert.ts'
import type { AlertsRequest, Backlog } from '../../../outbox/outbox-store.ts'
import { backlogOf, toldAlert } from '../../../outbox/overview.ts'
import type { SqliteDatabase } from '../database.ts'
import { alerts } from '../ledger/schema.ts'
import { parcels } from './schema.ts'

// Written out, not bound, so that SQLite can use the partial indexes.
const isOnItsWay = sql`${parcels.state} in ('waiting', 'claimed')`
const isKept = sql`${parcels.state} = 'kept'`

/** Crossings of all times, newest first. */
export function alertsTold(
  { drizzle }: SqliteDatabase,
  { subjects, limit, beforeId }: AlertsRequest,
): readonly ToldAlert[] {
  const names = subjects?.map(({ name }) => name)
  return drizzle
    .select({ alert: alerts, state: parcels.state, endedAtMs: parcels.endedAtMs })
    .from(alerts)
    .leftJoin(parcels, eq(parcels.id, alerts.parcel))
    .where(
      and(
        names && inArray(alerts.subject, names),
        beforeId === undefined ? undefined : lt(alerts.id, beforeId),
      ),
    )
    .orderBy(desc(alerts.id))
    .limit(limit)
    .all()
    .map(toldAlert)
}

export function backlog({ drizzle }: SqliteDatabase): Backlog {
  return backlogOf(
    drizzle.select(waiting(parcels)).from(parcels).where(isOnItsWay).get(),
    drizzle.select(waiting(alerts)).from(alerts).where(isNull(alerts.parcel)).get(),
    drizzle.select({ count: count() }).from(parcels).where(isKept).get(),
  )
}

function waiting({ createdAtMs }: typeof parcels | typeof alerts) {
  return { count: count(), oldestCreatedAtMs: min(createdAtMs) }
}
