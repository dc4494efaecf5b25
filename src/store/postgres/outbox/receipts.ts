import { and, eq } from 'drizzle-orm'
import { type NewReceipt, receiptKey } from '../../../outbox/parcel.ts'
import { receiptColumns } from '../../parcel-row.ts'
import type { PostgresTransaction } from '../database.ts'
import { parcels } from './schema.ts'

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
