import { and, eq } from 'drizzle-orm'
import { type NewReceipt, receiptKey } from '../../../outbox/parcel.ts'
import { receiptColumns } from '../../parcel-row.ts'
import type { PostgresTransaction } from '../database.ts'
import { parcelDeliveries, parcels } from './schema.ts'

/** Of no tenant: there is no run of one yet. */
const nobodys = ''

export async function keepReceipt(
  { drizzle }: PostgresTransaction,
  receipt: NewReceipt,
  processId: string,
): Promise<void> {
  const columns = { ...receiptColumns(receipt, processId), tenant: nobodys }
  await drizzle.insert(parcels).values(columns).onConflictDoNothing()
}

/** @param processId whose it is; whoever's, when the run is stored */
export async function endReceipt(
  { drizzle }: PostgresTransaction,
  workflow: string,
  processId?: string,
): Promise<void> {
  await drizzle
    .delete(parcels)
    .where(
      and(
        eq(parcels.tenant, nobodys),
        eq(parcels.key, receiptKey(workflow)),
        processId === undefined ? undefined : eq(parcels.process, processId),
      ),
    )
}

/** Nothing of a receipt is kept once it was told: it names who asked, and where. */
export async function forgetReceipt(
  { drizzle }: Pick<PostgresTransaction, 'drizzle'>,
  parcel: number,
): Promise<void> {
  const isReceipt = and(eq(parcels.id, parcel), eq(parcels.kind, 'receipt'))
  const { count } = await drizzle.delete(parcels).where(isReceipt)
  if (count > 0) await drizzle.delete(parcelDeliveries).where(eq(parcelDeliveries.parcel, parcel))
}
