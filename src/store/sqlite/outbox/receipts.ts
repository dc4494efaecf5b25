import { and, eq } from 'drizzle-orm'
import { type NewReceipt, receiptKey } from '../../../outbox/parcel.ts'
import { receiptColumns } from '../../parcel-row.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { parcels } from './schema.ts'

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
