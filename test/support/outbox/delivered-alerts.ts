import type { Alert } from '../../../src/ledger/alert.ts'
import type { OutboxStore } from '../../../src/outbox/outbox-store.ts'

/** Claims every parcel that is due, marks it as delivered, and returns the alerts that were in them. */
export async function deliveredAlerts(outbox: OutboxStore, atMs: number): Promise<readonly Alert[]> {
  const parcels = await outbox.claim({ limit: 100, leaseMs: 60_000, atMs })
  for (const { id } of parcels) await outbox.end(id, 'delivered', atMs)
  return parcels.flatMap((parcel) => (parcel.kind === 'alert' ? parcel.alerts : []))
}
