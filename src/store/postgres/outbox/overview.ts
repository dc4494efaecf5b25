import { and, count, desc, eq, inArray, isNull, lt, min } from 'drizzle-orm'
import type { ThresholdPercent, ToldAlert } from '../../../ledger/alert.ts'
import { bookedSubject } from '../../../ledger/subject.ts'
import type { AlertsRequest, Backlog } from '../../../outbox/outbox-store.ts'
import { tellingOf } from '../../../outbox/parcel.ts'
import type { PostgresTransaction } from '../database.ts'
import { alerts } from '../ledger/schema.ts'
import { parcels } from './schema.ts'

type Queries = Pick<PostgresTransaction, 'drizzle'>

/** Crossings of all times, newest first. */
export async function alertsTold(
  { drizzle }: Queries,
  { subjects, limit, beforeId }: AlertsRequest,
): Promise<readonly ToldAlert[]> {
  const names = subjects?.map(({ name }) => name)
  const rows = await drizzle
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
  return rows.map(({ alert: { parcel: _parcel, ...alert }, state, endedAtMs }) => ({
    ...alert,
    subject: bookedSubject(alert.subject),
    thresholdPercent: alert.thresholdPercent as ThresholdPercent,
    telling: tellingOf(state),
    endedAtMs: endedAtMs ?? undefined,
  }))
}

export async function backlog({ drizzle }: Queries): Promise<Backlog> {
  const [[onTheirWay], [unpacked], [kept]] = await Promise.all([
    drizzle
      .select({ parcels: count(), oldest: min(parcels.createdAtMs) })
      .from(parcels)
      .where(inArray(parcels.state, ['waiting', 'claimed'])),
    drizzle
      .select({ alerts: count(), oldest: min(alerts.createdAtMs) })
      .from(alerts)
      .where(isNull(alerts.parcel)),
    drizzle.select({ parcels: count() }).from(parcels).where(eq(parcels.state, 'kept')),
  ])
  const oldest = [onTheirWay?.oldest, unpacked?.oldest].filter((atMs) => typeof atMs === 'number')
  return {
    waiting: (onTheirWay?.parcels ?? 0) + (unpacked?.alerts ?? 0),
    oldestCreatedAtMs: oldest.length > 0 ? Math.min(...oldest) : undefined,
    kept: kept?.parcels ?? 0,
  }
}
