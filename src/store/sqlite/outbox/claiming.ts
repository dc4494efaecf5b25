import { and, asc, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Alert } from '../../../ledger/alert.ts'
import type { ClaimRequest } from '../../../outbox/outbox-store.ts'
import type { Parcel } from '../../../outbox/parcel.ts'
import { alertsByParcel, parcelContentOf } from '../../parcel-row.ts'
import type { SqliteDatabase } from '../database.ts'
import { alerts } from '../ledger/schema.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { parcelDeliveries, parcels } from './schema.ts'

/** Alerts that become parcels at one claim; those that are left come with the next. */
const packedAtMost = 500

// Written out, not bound, so that SQLite can use the partial indexes.
const isOnItsWay = sql`${parcels.state} in ('waiting', 'claimed')`
const isClaimed = sql`${parcels.state} = 'claimed'`

/** Which processes have claims. */
export function claimingProcesses({ drizzle }: SqliteDatabase): readonly string[] {
  return drizzle
    .selectDistinct({ process: parcels.process })
    .from(parcels)
    .where(isClaimed)
    .all()
    .map(({ process }) => process)
}

function isNew(atMs: number) {
  return and(isNull(alerts.parcel), lte(alerts.createdAtMs, atMs))
}

function isDue(atMs: number) {
  return and(isOnItsWay, lte(parcels.dueAtMs, atMs))
}

/** Whether a claim would find anything. */
export function isAnythingDue({ drizzle }: SqliteDatabase, atMs: number): boolean {
  const unpacked = drizzle.select({ id: alerts.id }).from(alerts).where(isNew(atMs)).limit(1).get()
  const due = drizzle.select({ id: parcels.id }).from(parcels).where(isDue(atMs)).limit(1).get()
  return unpacked !== undefined || due !== undefined
}

/** What the dead had claimed is due. */
export function freeClaims({ drizzle }: WriteTransaction, dead: readonly string[], atMs: number): void {
  if (dead.length === 0) return
  drizzle
    .update(parcels)
    .set({ state: 'waiting', process: '', dueAtMs: atMs })
    .where(and(isClaimed, inArray(parcels.process, [...dead])))
    .run()
}

/** One parcel for all new alerts of a subject: what is grouped here stays so in every attempt. */
export function packAlerts({ drizzle }: WriteTransaction, atMs: number): void {
  const rows = drizzle
    .select({ id: alerts.id, subject: alerts.subject, createdAtMs: alerts.createdAtMs })
    .from(alerts)
    .where(isNew(atMs))
    .orderBy(asc(alerts.id))
    .limit(packedAtMost)
    .all()
  for (const together of Map.groupBy(rows, ({ subject }) => subject).values()) {
    const ids = together.map(({ id }) => id)
    const key = ['alert', ...ids].join(' ')
    const { id: parcel } = drizzle
      .insert(parcels)
      .values({
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
      .get()
    drizzle
      .update(alerts)
      .set({ parcel: Number(parcel) })
      .where(inArray(alerts.id, ids))
      .run()
  }
}

/** What is due and now claimed, oldest first. */
export function claimDue(
  { drizzle }: WriteTransaction,
  { limit, leaseMs, atMs }: ClaimRequest,
  processId: string,
): readonly Parcel[] {
  const due = drizzle
    .select({ id: parcels.id })
    .from(parcels)
    .where(isDue(atMs))
    .orderBy(asc(parcels.dueAtMs), asc(parcels.id))
    .limit(limit)
  const rows = drizzle
    .update(parcels)
    .set({
      state: 'claimed',
      process: processId,
      dueAtMs: atMs + leaseMs,
      attempts: sql`${parcels.attempts} + 1`,
    })
    .where(inArray(parcels.id, due))
    .returning()
    .all()
  const ids = rows.map(({ id }) => Number(id))
  const deliveries = deliveriesOf(drizzle, ids)
  const alertsOfParcel = alertsOf(drizzle, ids)
  return rows
    .map((row) => {
      const id = Number(row.id)
      const { nonce, createdAtMs, attempts } = row
      const content = parcelContentOf(row, alertsOfParcel.get(id) ?? [])
      return { ...content, id, nonce, createdAtMs, attempts, deliveries: deliveries.get(id) ?? [] }
    })
    .sort((a, b) => a.id - b.id)
}

function deliveriesOf(drizzle: WriteTransaction['drizzle'], ids: readonly number[]) {
  const rows = drizzle
    .select()
    .from(parcelDeliveries)
    .where(inArray(parcelDeliveries.parcel, [...ids]))
    .all()
  return Map.groupBy(rows, ({ parcel }) => parcel)
}

function alertsOf(
  drizzle: WriteTransaction['drizzle'],
  ids: readonly number[],
): ReadonlyMap<number, readonly Alert[]> {
  const rows = drizzle
    .select()
    .from(alerts)
    .where(inArray(alerts.parcel, [...ids]))
    .orderBy(asc(alerts.id))
    .all()
  return alertsByParcel(rows)
}
