import { describe, expect, it } from 'vitest'
import { dayMs, hourMs, noonMs } from '../../support/ledger/requests.ts'
import type { OpenOutbox } from './outbox-contract.ts'

const claim = { limit: 100, leaseMs: 60_000, atMs: noonMs + dayMs }

/** Who gets a parcel, and when. */
export function describeClaims(open: OpenOutbox): void {
  async function withThreeNotices() {
    const opened = await open()
    for (const [index, kind] of ['a', 'b', 'c'].entries())
      await opened.outbox.addNotice({ key: kind, kind, detail: {}, atMs: noonMs + index })
    return opened
  }

  const kindsOf = (parcels: readonly unknown[]) =>
    parcels.map((parcel) => (parcel as { notice: { kind: string } }).notice.kind)

  describe('claiming', () => {
    it('gives each parcel to one of two claimers', async () => {
      const { outbox, openAnother } = await withThreeNotices()
      const { outbox: other } = await openAnother()

      const claims = await Promise.all([outbox.claim(claim), other.claim(claim)])

      expect(kindsOf(claims.flat()).toSorted()).toEqual(['a', 'b', 'c'])
    })

    it('gives no more than it was asked for, oldest first', async () => {
      const { outbox } = await withThreeNotices()

      const first = await outbox.claim({ ...claim, limit: 2 })
      const second = await outbox.claim({ ...claim, limit: 2 })

      expect([first, second].map(kindsOf)).toEqual([['a', 'b'], ['c']])
    })

    it('gives nothing before it is due', async () => {
      const { outbox } = await withThreeNotices()

      const before = await outbox.claim({ ...claim, atMs: noonMs - 1 })
      const after = await outbox.claim({ ...claim, atMs: noonMs })

      expect([before, after].map(kindsOf)).toEqual([[], ['a']])
    })

    it('gives a claimed parcel again when the claim runs out', async () => {
      const { outbox, openAnother } = await withThreeNotices()
      const { outbox: other } = await openAnother()
      await outbox.claim({ ...claim, limit: 1 })

      const during = await other.claim({ ...claim, atMs: claim.atMs + 59_999 })
      const after = await other.claim({ ...claim, atMs: claim.atMs + 60_000 })

      expect([during, after].map(kindsOf)).toEqual([['b', 'c'], ['a']])
      expect(after).toMatchObject([{ attempts: 2 }])
    })

    it('gives what a dead process had claimed at once', async () => {
      const { outbox, openSurvivor } = await withThreeNotices()
      await outbox.claim({ ...claim, limit: 1 })
      const { outbox: survivor } = await openSurvivor()

      expect(kindsOf(await survivor.claim(claim))).toEqual(['a', 'b', 'c'])
    })

    it('gives a parcel that was put off again at its time', async () => {
      const { outbox } = await withThreeNotices()
      const [parcel] = await outbox.claim(claim)
      await outbox.putOff({ id: parcel?.id ?? 0, attempts: 1 }, claim.atMs + 5_000)

      const before = await outbox.claim({ ...claim, atMs: claim.atMs + 4_999 })
      const after = await outbox.claim({ ...claim, atMs: claim.atMs + 5_000 })

      expect(before).toEqual([])
      expect(after).toMatchObject([{ id: parcel?.id, attempts: 2 }])
    })

    it('is not undone by an earlier claim that puts the parcel off late', async () => {
      const { outbox, openAnother } = await withThreeNotices()
      const { outbox: other } = await openAnother()
      const [parcel] = await outbox.claim({ ...claim, limit: 1 })
      const id = parcel?.id ?? 0
      await other.claim({ ...claim, atMs: claim.atMs + 60_000 })

      await outbox.putOff({ id, attempts: 1 }, claim.atMs)

      expect(await outbox.claim({ ...claim, atMs: claim.atMs + 61_000 })).toEqual([])
    })

    it.each(['delivered', 'kept'] as const)(
      'never gives a %s parcel again, in no process and at no time',
      async (state) => {
        const { outbox, openSurvivor } = await withThreeNotices()
        for (const { id } of await outbox.claim(claim)) await outbox.end(id, state, claim.atMs)
        const { outbox: survivor } = await openSurvivor()
        const [first] = await survivor.claim({ ...claim, atMs: claim.atMs + hourMs })
        for (const id of [1, 2, 3]) await outbox.putOff({ id, attempts: 1 }, 0)

        expect(first).toBeUndefined()
        expect(await survivor.claim({ ...claim, atMs: claim.atMs + 365 * dayMs })).toEqual([])
      },
    )

    it('keeps what came of a parcel first', async () => {
      const { outbox } = await withThreeNotices()
      const [parcel] = await outbox.claim(claim)
      const id = parcel?.id ?? 0
      await outbox.end(id, 'delivered', claim.atMs)

      await outbox.end(id, 'kept', claim.atMs)
      await outbox.handOver(id, claim.atMs)

      expect(await outbox.claim({ ...claim, atMs: claim.atMs + dayMs })).toHaveLength(2)
    })
  })
}
