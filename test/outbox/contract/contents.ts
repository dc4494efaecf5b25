import { describe, expect, it } from 'vitest'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { budgetOf, dayMs, noonMs, spend, usd } from '../../support/ledger/requests.ts'
import type { OpenOutboxWithBooks } from './outbox-contract.ts'

const claim = { limit: 100, leaseMs: 60_000, atMs: noonMs + dayMs }

/** What parcels bring, and what is brought together. */
export function describeContents(open: OpenOutboxWithBooks): void {
  describe('alerts', () => {
    it('of one subject that wait together are one parcel', async () => {
      const { ledger, outbox } = await open()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      await ledger.setBudget(budgetOf('guild_1', 'month', '1.20'))
      await spend(ledger, '0.95')

      const [parcel, ...others] = await outbox.claim(claim)

      expect(others).toEqual([])
      expect(parcel).toMatchObject({
        kind: 'alert',
        attempts: 1,
        deliveries: [],
        createdAtMs: noonMs,
        alerts: [
          { period: 'day', thresholdPercent: 90, spentNanoUsd: usd('0.95'), limitNanoUsd: usd('1.00') },
          { period: 'month', thresholdPercent: 75 },
        ],
      })
    })

    it('of several subjects are a parcel each', async () => {
      const { ledger, outbox } = await open()
      await ledger.setBudget(budgetOf('default', 'day', '1.00'))
      for (const tenant of ['guild_a', 'guild_b']) await spend(ledger, '0.60', { attribution: { tenant } })

      const parcels = await outbox.claim(claim)

      expect(parcels).toMatchObject([
        { alerts: [{ subject: bookedSubject('guild_a') }] },
        { alerts: [{ subject: bookedSubject('guild_b') }] },
      ])
      expect(new Set(parcels.map(({ nonce }) => nonce)).size).toBe(2)
    })

    it('stay the same parcel under the same nonce, whatever comes later and whatever each channel answered', async () => {
      const { ledger, outbox } = await open()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      await ledger.setBudget(budgetOf('guild_1', 'month', '1.20'))
      await spend(ledger, '0.95')
      const [first] = await outbox.claim(claim)
      const id = first?.id ?? 0
      await outbox.noteDelivery(id, { ...failed, channel: 'user_1' })
      await outbox.putOff({ id, attempts: 1 }, claim.atMs)
      await spend(ledger, '0.10')

      const again = await outbox.claim(claim)

      expect(again).toMatchObject([
        { id, nonce: first?.nonce, alerts: [{ period: 'day' }, { period: 'month' }], attempts: 2 },
        { alerts: [{ period: 'day', thresholdPercent: 100 }], attempts: 1 },
      ])
      expect(again[0]?.deliveries).toMatchObject([{ ...failed, channel: 'user_1' }])
    })
  })

  describe('notices', () => {
    it('are kept once for each key, with their figures as they were', async () => {
      const { outbox, openAnother } = await open()
      const { outbox: other } = await openAnother()
      const detail = {
        model: 'openai:x',
        spentNanoUsd: 12_345_678_901_234_567n,
        fromMs: 7,
        usualNanoUsd: null,
      }
      const notice = { key: 'spend_spike 2026-06-17', kind: 'spend_spike', detail, atMs: noonMs }

      const added = [await outbox.addNotice(notice), await other.addNotice({ ...notice, detail: {} })]

      expect(added).toEqual([true, false])
      expect(await outbox.claim(claim)).toMatchObject([
        { kind: 'notice', notice: { kind: 'spend_spike', detail }, createdAtMs: noonMs },
      ])
    })

    it('are not kept again when the first of the key was delivered', async () => {
      const { outbox } = await open()
      const notice = { key: 'unpriced_model x', kind: 'unpriced_model', detail: {}, atMs: noonMs }
      await outbox.addNotice(notice)
      const [parcel] = await outbox.claim(claim)
      await outbox.end(parcel?.id ?? 0, 'delivered', claim.atMs)

      expect(await outbox.addNotice(notice)).toBe(false)
      expect([await outbox.hasNotice(notice.key), await outbox.hasNotice('unpriced_model y')]).toEqual([
        true,
        false,
      ])
      expect(await outbox.claim(claim)).toEqual([])
    })
  })

  describe('topics', () => {
    it('are muted for every process until they are unmuted', async () => {
      const { outbox, openAnother } = await open()
      const { outbox: other } = await openAnother()
      const muted = { topic: 'spend_spike bot', by: 'user_7', atMs: noonMs }

      await outbox.mute(muted)
      await other.mute({ ...muted, by: 'user_8' })
      const before = [await other.isMuted(muted.topic), await outbox.isMuted('spend_spike')]
      await other.unmute(muted.topic)
      await other.unmute(muted.topic)

      expect(before).toEqual([true, false])
      expect(await outbox.isMuted(muted.topic)).toBe(false)
    })
  })

  describe('deliveries', () => {
    it('are remembered channel by channel, each as it was last', async () => {
      const { outbox, openAnother } = await open()
      await outbox.addNotice({ key: 'x', kind: 'x', detail: {}, atMs: noonMs })
      const [parcel] = await outbox.claim(claim)
      const id = parcel?.id ?? 0
      await outbox.noteDelivery(id, { ...failed, channel: 'edit' })
      await outbox.noteDelivery(id, { ...failed, channel: 'direct', attempts: 3 })
      await outbox.noteDelivery(id, { ...unreachable, channel: 'edit' })
      await outbox.putOff({ id, attempts: 1 }, claim.atMs)
      const { outbox: other } = await openAnother()

      const [again] = await other.claim(claim)

      expect(again?.deliveries).toHaveLength(2)
      expect(again?.deliveries).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ ...unreachable, channel: 'edit' }),
          expect.objectContaining({ ...failed, channel: 'direct', attempts: 3 }),
        ]),
      )
    })
  })
}

const failed = { state: 'failed', attempts: 1, dueAtMs: noonMs + dayMs, reason: '' } as const
const unreachable = { state: 'unreachable', attempts: 2, dueAtMs: noonMs, reason: 'closed' } as const
