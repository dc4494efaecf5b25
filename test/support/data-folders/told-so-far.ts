import type { Autointel } from '../../../src/app/open-autointel.ts'
import { owner } from './people.ts'

/** Of the alerts that wait, the first is delivered, the second tried without success, and the rest left; one notice and one result arrive. */
export async function tellSome({ ledger, outbox }: Autointel, atMs: number): Promise<void> {
  const delivery = { channel: `user_${owner}`, attempts: 1, reason: '' }
  const retryAtMs = atMs + 120_000
  const unpriced = { kind: 'unpriced_model', detail: { model: 'compatible:unheard-of' }, atMs }
  await outbox.addNotice({ ...unpriced, key: 'unpriced_model compatible:unheard-of 2026-11-17' })
  const parcels = await outbox.claim({ limit: 100, leaseMs: 60_000, atMs })
  const [told, failed, ...left] = parcels.filter(({ kind }) => kind === 'alert')
  if (!told || !failed) throw new Error('The story has no two alerts to tell.')
  await outbox.noteDelivery(told.id, { ...delivery, state: 'delivered', dueAtMs: atMs })
  await outbox.end(told.id, 'delivered', atMs)
  await outbox.noteDelivery(failed.id, { ...delivery, state: 'failed', dueAtMs: retryAtMs })
  await outbox.putOff(failed, retryAtMs)
  for (const parcel of left) await outbox.putOff(parcel, atMs)
  for (const parcel of parcels) {
    const isDelivered =
      parcel.kind === 'notice' || (parcel.kind === 'result' && parcel.workflow === 'wf_standard')
    if (isDelivered) await outbox.end(parcel.id, 'delivered', atMs)
    else if (parcel.kind === 'result') await outbox.putOff(parcel, atMs)
  }
  const spike = { fromMs: atMs - 3_600_000, spentNanoUsd: 1_230_000_000n, usualNanoUsd: 40_000_000n }
  await outbox.addNotice({ key: 'spend_spike 2026-11-18', kind: 'spend_spike', detail: spike, atMs })
  await ledger.audit({
    atMs,
    by: 'catalogue',
    action: 'price.changed',
    subject: 'openai:gpt-4o',
    detail: { field: 'output', before: '15', after: '10' },
  })
}
