import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Alert } from '../../../ledger/alert.ts'
import type { ClaimRequest } from '../../../outbox/outbox-store.ts'
import type { Parcel } from '../../../outbox/parcel.ts'
import { alertsByParcel, parcelContentOf } from '../../parcel-row.ts'
import type { PostgresTransaction } from '../database.ts'
import { alerts } from '../ledger/schema.ts'
import { parcelDeliveries, parcels } from './schema.ts'

/** Alerts that become parcels at one claim; those that are left come with the next. */
const packedAtMost = 500

type Queries = Pick<PostgresTransaction, 'drizzle'>

/** Which processes have claims. */
export async function claimingProcesses({ drizzle }: Queries): Promise<readonly string[]> {
  const rows = await drizzle
    .selectDistinct({ process: parcels.process })
    .from(parcels)
    .where(eq(parcels.state, 'claimed'))
  return rows.map(({ process }) => process)
}

function isNew(atMs: number) {
  return and(isNull(alerts.parcel), lte(alerts.createdAtMs, atMs))
}

function isDue(atMs: number) {
  return and(inArray(parcels.state, ['waiting', 'claimed']), lte(parcels.dueAtMs, atMs))
}

/** Whether a claim would find anything. */
export async function isAnythingDue({ drizzle }: Queries, atMs: number): Promise<boolean> {
  const unpacked = drizzle.select({ id: alerts.id }).from(alerts).where(isNew(atMs)).limit(1)
  const due = drizzle.select({ id: parcels.id }).from(parcels).where(isDue(atMs)).limit(1)
  const found = await Promise.all([unpacked, due])
  return found.flat().length > 0
}

/** What the dead had claimed is due. */
export async function freeClaims({ drizzle }: Queries, dead: readonly string[], atMs: number): Promise<void> {
  if (dead.length === 0) return
  await drizzle
    .update(parcels)
    .set({ state: 'waiting', process: '', dueAtMs: atMs })
    .where(and(eq(parcels.state, 'claimed'), inArray(parcels.process, [...dead])))
}

/** One parcel for all new alerts of a subject: what is grouped here stays so in every attempt. */
export async function packAlerts({ drizzle }: Queries, atMs: number): Promise<void> {
  const rows = await drizzle
    .select({ id: alerts.id, subject: alerts.subject, createdAtMs: alerts.createdAtMs })
    .from(alerts)
    .where(isNew(atMs))
    .orderBy(asc(alerts.id))
    .limit(packedAtMost)
    // Another process may be at the same.
    .for('update', { skipLocked: true })
  for (const together of Map.groupBy(rows, ({ subject }) => subject).values()) {
    const ids = together.map(({ id }) => id)
    const key = ['alert', ...ids].join(' ')
    const [parcel] = await drizzle
      .insert(parcels)
      .values({
        tenant: '',
        kind: 'alert',
        key,
        nonce: key,
        workflow: '',
        state: 'waiting',
        process: '',
        attempts: 0,
        dueAtMs: atMs,
        createdAtMs: Math.min(...together.map(({ createdAtMs }) => createdAtMs)),
      })
      .returning({ id: parcels.id })
    if (parcel) await drizzle.update(alerts).set({ parcel: parcel.id }).where(inArray(alerts.id, ids))
  }
}

/** What is due and now claimed, oldest first. */
export async function claimDue(
  { drizzle }: Queries,
  { limit, leaseMs, atMs }: ClaimRequest,
  processId: string,
): Promise<readonly Parcel[]> {
  const due = await drizzle
    .select({ id: parcels.id })
    .from(parcels)
    .where(isDue(atMs))
    .orderBy(asc(parcels.dueAtMs), asc(parcels.id))
    .limit(limit)
    .for('update', { skipLocked: true })
  if (due.length === 0) return []
  const ids = due.map(({ id }) => id)
  const rows = await drizzle
    .update(parcels)
    .set({
      state: 'claimed',
      process: processId,
      dueAtMs: atMs + leaseMs,
      attempts: sql`${parcels.attempts} + 1`,
    })
    .where(inArray(parcels.id, ids))
    .returning()
  const [deliveries, alertsOfParcel] = await Promise.all([deliveriesOf(drizzle, ids), alertsOf(drizzle, ids)])
  return rows
    .map((row) => {
      const { id, nonce, createdAtMs, attempts } = row
      const content = parcelContentOf(row, alertsOfParcel.get(id) ?? [])
      return { ...content, id, nonce, createdAtMs, attempts, deliveries: deliveries.get(id) ?? [] }
    })
    .sort((a, b) => a.id - b.id)
}

async function deliveriesOf(drizzle: PostgresTransaction['drizzle'], ids: readonly number[]) {
  const rows = await drizzle
    .select()
    .from(parcelDeliveries)
    .where(inArray(parcelDeliveries.parcel, [...ids]))
  return Map.groupBy(rows, ({ parcel }) => parcel)
}

async function alertsOf(
  drizzle: PostgresTransaction['drizzle'],
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly Alert[]>> {
  const rows = await drizzle
    .select()
    .from(alerts)
    .where(inArray(alerts.parcel, [...ids]))
    .orderBy(asc(alerts.id))
  return alertsByParcel(rows)
}
