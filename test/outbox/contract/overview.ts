import { describe, expect, it } from 'vitest'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { budgetOf, dayMs, noonMs, spend } from '../../support/ledger/requests.ts'
import type { OpenOutboxWithBooks } from './outbox-contract.ts'

const claim = { limit: 100, leaseMs: 60_000, atMs: noonMs + dayMs }

/** What has been told and what waits, of all times. */
export function describeOverview(open: OpenOutboxWithBooks): void {
  async function withThreeCrossings() {
    const opened = await open()
    await opened.ledger.setBudget(budgetOf('default', 'day', '1.00'))
    for (const tenant of ['guild_a', 'guild_b', 'guild_a'])
      await spend(opened.ledger, '0.60', { attribution: { tenant } })
    return opened
  }
  const named = (alerts: readonly { readonly subject: { readonly name: string } }[]) =>
    alerts.map(({ subject }) => subject.name)

  describe('crossings of all times', () => {
    it('are listed newest first, page by page, with what became of each', async () => {
      const { outbox } = await withThreeCrossings()
      const [ofA] = await outbox.claim({ ...claim, limit: 1 })
      await outbox.end(ofA?.id ?? 0, 'delivered', claim.atMs)

      const [newest, ...others] = await outbox.alerts({ limit: 2 })
      const rest = await outbox.alerts({ limit: 2, beforeId: others.at(-1)?.id })

      expect(newest).toMatchObject({
        subject: bookedSubject('guild_a'),
        thresholdPercent: 100,
        telling: 'delivered',
        endedAtMs: claim.atMs,
      })
      expect([...others, ...rest]).toMatchObject([
        { subject: bookedSubject('guild_b'), thresholdPercent: 50, telling: 'waiting', endedAtMs: undefined },
        { subject: bookedSubject('guild_a'), thresholdPercent: 50, telling: 'delivered' },
      ])
    })

    it('are listed of some subjects alone', async () => {
      const { outbox } = await withThreeCrossings()
      const of = (...names: string[]) => outbox.alerts({ limit: 9, subjects: names.map(bookedSubject) })

      expect(named(await of('guild_b'))).toEqual(['guild_b'])
      expect(named(await of('guild_b', 'guild_a'))).toEqual(['guild_a', 'guild_b', 'guild_a'])
      expect(await of('guild_c')).toEqual([])
      expect(await of()).toEqual([])
    })
  })

  describe('what waits', () => {
    it('is nothing at first', async () => {
      const { outbox } = await open()

      expect(await outbox.backlog()).toEqual({ waiting: 0, oldestCreatedAtMs: undefined, kept: 0 })
    })

    it('is counted until it is delivered or given up, crossings in no parcel included', async () => {
      const { outbox } = await withThreeCrossings()
      await outbox.addNotice({ key: 'old', kind: 'old', detail: {}, atMs: noonMs - 5_000 })
      expect(await outbox.backlog()).toEqual({ waiting: 4, oldestCreatedAtMs: noonMs - 5_000, kept: 0 })

      const [first, second] = await outbox.claim(claim)
      expect(await outbox.backlog()).toMatchObject({ waiting: 3 })
      await outbox.end(first?.id ?? 0, 'kept', claim.atMs)
      await outbox.end(second?.id ?? 0, 'delivered', claim.atMs)

      expect(await outbox.backlog()).toEqual({ waiting: 1, oldestCreatedAtMs: noonMs, kept: 1 })
    })
  })
}
