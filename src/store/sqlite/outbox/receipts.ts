import { and, eq } from 'drizzle-orm'
import { type NewReceipt, receiptKey } from '../../../outbox/parcel.ts'
import { receiptColumns } from '../../parcel-row.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { parcelDeliveries, parcels } from './schema.ts'

export function keepReceipt({ drizzle }: WriteTransaction, receipt: NewReceipt, processId: string): void {
  drizzle.insert(parcels).values(receiptColumns(receipt, processId)).onConflictDoNothing().run()
}

/** @param processId whose it is; whoever's, when the run is stored */
export function endReceipt({ drizzle }: WriteTransaction, workflow: string, processId?: string): void {
  drizzle
    .delete(parcels)
    .where(
      and(
        eq(parcels.key, receiptKey(workflow)),
        processId === undefined ? undefined : eq(parcels.process, processId),
      ),
    )
    .run()
}

/** Nothing of a receipt is kept once it was told: it names who asked, and where. */
export function forgetReceipt({ drizzle }: WriteTransaction, parcel: number): void {
  const isReceipt = and(eq(parcels.id, parcel), eq(parcels.kind, 'receipt'))
  const { changes } = drizzle.delete(parcels).where(isReceipt).run()
  if (changes > 0) drizzle.delete(parcelDeliveries).where(eq(parcelDeliveries.parcel, parcel)).run()
}
