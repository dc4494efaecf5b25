import type { Autointel } from '../../../src/app/open-autointel.ts'
import { owner } from './people.ts'

/** Of the alerts that wait, the first is delivered, the second tried without success, and the rest left. Of the notices likewise. */
export async function tellSome({ ledger, outbox }: Autointel, atMs: number): Promise<void> {
  const claim = { limit: 2, leaseMs: 60_000, atMs }
  const channel = `user_${owner}`
  const retryAtMs = atMs + 120_000
  const [told, failed] = await outbox.claimAlerts(claim)
  if (!told || !failed) throw new Error('The story has no two alerts to tell.')
  await outbox.noteDelivery({
    outbox: 'alert',
    ids: [told.id],
    channel,
    state: 'delivered',
    attempts: 1,
    dueAtMs: atMs,
  })
  await outbox.alertDelivered(told.id, atMs)
  await outbox.noteDelivery({
    outbox: 'alert',
    ids: [failed.id],
    channel,
    state: 'failed',
    attempts: 1,
    dueAtMs: retryAtMs,
  })
  await outbox.alertFailed(failed.id, retryAtMs)

  const unpriced = { kind: 'unpriced_model', detail: { model: 'compatible:unheard-of' }, atMs }
  await outbox.addNotice({ ...unpriced, key: 'unpriced_model compatible:unheard-of 2026-11-17' })
  const [notice] = await outbox.claimNotices(claim)
  if (!notice) throw new Error('The story has no notice to tell.')
  await outbox.noticeDelivered(notice.id, atMs)
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
