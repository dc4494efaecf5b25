import { and, count, desc, eq, inArray, isNull, lt, min, sql } from 'drizzle-orm'
import type { ThresholdPercent, ToldAlert } from '../../../ledger/alert.ts'
import { bookedSubject } from '../../../ledger/subject.ts'
import type { AlertsRequest, Backlog } from '../../../outbox/outbox-store.ts'
import { tellingOf } from '../../../outbox/parcel.ts'
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
    .map(({ alert: { parcel: _parcel, ...alert }, state, endedAtMs }) => ({
      ...alert,
      id: Number(alert.id),
      subject: bookedSubject(alert.subject),
      thresholdPercent: alert.thresholdPercent as ThresholdPercent,
      telling: tellingOf(state),
      endedAtMs: endedAtMs ?? undefined,
    }))
}

export function backlog({ drizzle }: SqliteDatabase): Backlog {
  const figures = { parcels: count(), oldest: min(parcels.createdAtMs) }
  const onTheirWay = drizzle.select(figures).from(parcels).where(isOnItsWay).get()
  const unpacked = drizzle
    .select({ alerts: count(), oldest: min(alerts.createdAtMs) })
    .from(alerts)
    .where(isNull(alerts.parcel))
    .get()
  const kept = drizzle.select({ parcels: count() }).from(parcels).where(isKept).get()
  const oldest = [onTheirWay?.oldest, unpacked?.oldest].filter((atMs) => typeof atMs === 'number')
  return {
    waiting: Number(onTheirWay?.parcels ?? 0) + Number(unpacked?.alerts ?? 0),
    oldestCreatedAtMs: oldest.length > 0 ? Math.min(...oldest) : undefined,
    kept: Number(kept?.parcels ?? 0),
  }
}
