import { and, count, desc, eq, inArray, isNull, lt, min } from 'drizzle-orm'
import type { ToldAlert } from '../../../ledger/alert.ts'
import type { AlertsRequest, Backlog } from '../../../outbox/outbox-store.ts'
import { backlogOf, toldAlert } from '../../../outbox/overview.ts'
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
  return rows.map(toldAlert)
}

export async function backlog({ drizzle }: Queries): Promise<Backlog> {
  const [[onTheirWay], [unpacked], [kept]] = await Promise.all([
    drizzle
      .select(waiting(parcels))
      .from(parcels)
      .where(inArray(parcels.state, ['waiting', 'claimed'])),
    drizzle.select(waiting(alerts)).from(alerts).where(isNull(alerts.parcel)),
    drizzle.select({ count: count() }).from(parcels).where(eq(parcels.state, 'kept')),
  ])
  return backlogOf(onTheirWay, unpacked, kept)
}

function waiting({ createdAtMs }: typeof parcels | typeof alerts) {
  return { count: count(), oldestCreatedAtMs: min(createdAtMs) }
}
