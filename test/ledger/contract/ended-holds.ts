import { describe, expect, it } from 'vitest'
import { balanceOf, inEveryPeriod } from '../../support/ledger/balance-of.ts'
import { correctionOf, holdOf, noonMs, scopeOf, settlementOf, usd } from '../../support/ledger/requests.ts'
import type { OpenBooks } from '../contract.ts'

const nothing = { spentNanoUsd: 0n, heldNanoUsd: 0n }

/** Voids, expiries and that a hold ends once. */
export function describeEndedHolds(openBooks: OpenBooks): void {
  describe('ending a hold otherwise', () => {
    it('frees a voided hold and leaves no line of a call that never left', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a', scopes: [scopeOf('wf_1')] }))

      const result = await ledger.void({ holdId: 'hold_a', failed: false, atMs: noonMs })

      expect(result).toEqual({ kind: 'voided' })
      expect(await balanceOf(ledger, 'guild_1')).toEqual(inEveryPeriod(nothing))
      expect(await ledger.scopeBalance('wf_1')).toEqual(nothing)
      expect(await ledger.entriesOf('wf_1')).toEqual([])
    })

    it('counts a call that failed unbilled as a failed call of no cost', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a' }))

      await ledger.void({ holdId: 'hold_a', failed: true, atMs: noonMs })

      expect(await balanceOf(ledger, 'guild_1')).toEqual(inEveryPeriod(nothing))
      expect(await ledger.entriesOf('wf_1')).toMatchObject([
        { amountNanoUsd: 0n, calls: 0, failedCalls: 1, freeRequests: 0 },
      ])
    })

    it('books an expired hold as unresolved at what was held', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a', scopes: [scopeOf('wf_1')] }))

      await ledger.expire('hold_a', noonMs + 5000)

      expect(await ledger.entriesOf('wf_1')).toMatchObject([
        { amountNanoUsd: usd('0.10'), provenance: 'unresolved', holdId: 'hold_a', calls: 1, usage: {} },
      ])
      expect(await ledger.scopeBalance('wf_1')).toEqual({ spentNanoUsd: usd('0.10'), heldNanoUsd: 0n })
      expect(await ledger.holdsPending()).toEqual([])
    })

    it('expires the holds whose time is over, and only those', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'over', expiresAtMs: noonMs + 1000 }))
      await ledger.hold(holdOf('0.20', { id: 'running', expiresAtMs: noonMs + 1001 }))

      const before = await ledger.expireHolds(noonMs + 999)
      const expired = await ledger.expireHolds(noonMs + 1000)
      const again = await ledger.expireHolds(noonMs + 1000)

      expect(before).toEqual([])
      expect(expired).toMatchObject([{ holdId: 'over', amountNanoUsd: usd('0.10') }])
      expect(again).toEqual([])
      expect(await ledger.holdsPending()).toMatchObject([{ id: 'running' }])
    })

    it('corrects an expired hold with the late answer of the provider', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a', scopes: [scopeOf('wf_1')] }))
      await ledger.expire('hold_a', noonMs + 5000)

      const late = await ledger.settle(settlementOf('hold_a', '0.03', { atMs: noonMs + 9000 }))

      expect(late).toMatchObject({
        kind: 'corrected',
        entry: { kind: 'replacement', amountNanoUsd: usd('0.03'), provenance: 'computed', overage: false },
      })
      expect(
        (await ledger.entriesOf('wf_1')).map(({ kind, amountNanoUsd }) => [kind, amountNanoUsd]),
      ).toEqual([
        ['charge', usd('0.10')],
        ['reversal', usd('-0.10')],
        ['replacement', usd('0.03')],
      ])
      expect(await ledger.scopeBalance('wf_1')).toEqual({ spentNanoUsd: usd('0.03'), heldNanoUsd: 0n })
    })

    it('corrects what was corrected by hand, however often, with the late answer of the provider', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a', scopes: [scopeOf('wf_1')] }))
      await ledger.expire('hold_a', noonMs + 5000)
      await ledger.correct(correctionOf('hold_a:entry', '0.01', { id: 'hand_1' }))
      await ledger.correct(correctionOf('hand_1', '0.02', { id: 'hand_2' }))

      const answers = [
        await ledger.settle(settlementOf('hold_a', '0.03')),
        await ledger.settle(settlementOf('hold_a', '0.03')),
      ]

      const corrected = { kind: 'corrected', entry: { corrects: 'hand_2', amountNanoUsd: usd('0.03') } }
      expect(answers).toMatchObject([corrected, corrected])
      expect(await ledger.entriesOf('wf_1')).toHaveLength(7)
      expect(await ledger.scopeBalance('wf_1')).toEqual({ spentNanoUsd: usd('0.03'), heldNanoUsd: 0n })
      expect((await ledger.verify()).differences).toEqual([])
    })

    it('takes back what was booked of an expired hold whose call was surely not billed', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a', scopes: [scopeOf('wf_1')] }))
      await ledger.expire('hold_a', noonMs + 5000)

      const late = await ledger.void({ holdId: 'hold_a', failed: true, atMs: noonMs + 9000 })

      expect(late).toMatchObject({
        kind: 'corrected',
        entry: { amountNanoUsd: 0n, calls: 0, failedCalls: 1 },
      })
      expect(await ledger.unresolved(10)).toEqual([])
      expect(await ledger.scopeBalance('wf_1')).toEqual({ spentNanoUsd: 0n, heldNanoUsd: 0n })
      expect((await ledger.verify()).differences).toEqual([])
    })

    it('marks a late answer that is more than was held', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a' }))
      await ledger.expire('hold_a', noonMs + 5000)

      const late = await ledger.settle(settlementOf('hold_a', '0.11'))

      expect(late).toMatchObject({ entry: { overage: true } })
    })

    it('counts a late answer of a free call as a free request', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0', { id: 'hold_a' }))
      await ledger.expire('hold_a', noonMs + 5000)

      const late = await ledger.settle(settlementOf('hold_a', '0', { free: true }))

      expect(late).toMatchObject({ entry: { freeRequests: 1 } })
    })

    it.each([
      ['settle', 'settled'],
      ['void', 'voided'],
    ] as const)('ends a hold once: after %s no other end changes anything', async (first, state) => {
      const { ledger } = await openBooks()
      const ends = {
        settle: () => ledger.settle(settlementOf('hold_a', '0.05')),
        void: () => ledger.void({ holdId: 'hold_a', failed: false, atMs: noonMs }),
        expire: () => ledger.expire('hold_a', noonMs),
      }
      const others = {
        settle: [ends.void, ends.expire],
        void: [ends.settle, ends.expire],
      }
      await ledger.hold(holdOf('0.10', { id: 'hold_a' }))
      await ends[first]()
      const before = await ledger.entriesOf('wf_1')

      const results = await Promise.all(others[first].map((end) => end()))

      expect(results).toEqual([
        { kind: 'already_ended', state },
        { kind: 'already_ended', state },
      ])
      expect(await ledger.entriesOf('wf_1')).toEqual(before)
      expect((await ledger.verify()).ok).toBe(true)
    })

    it('answers an end that is repeated as the first time, and changes nothing', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a' }))
      await ledger.hold(holdOf('0.10', { id: 'hold_b' }))
      const twice = async (end: () => Promise<unknown>) => [await end(), await end()]

      const voided = await twice(() => ledger.void({ holdId: 'hold_a', failed: true, atMs: noonMs }))
      const expired = await twice(() => ledger.expire('hold_b', noonMs))

      expect(voided).toEqual([{ kind: 'voided' }, { kind: 'voided' }])
      expect(expired).toEqual([{ kind: 'expired' }, { kind: 'expired' }])
      expect(await ledger.entriesOf('wf_1')).toHaveLength(2)
    })

    it('lets one of two ends win that come at once', async () => {
      const { ledger, openAnother } = await openBooks()
      const other = await openAnother()
      await ledger.hold(holdOf('0.10', { id: 'hold_a' }))

      const [settled, expired] = await Promise.all([
        ledger.settle(settlementOf('hold_a', '0.05')),
        other.expire('hold_a', noonMs),
      ])

      expect(['settled/already_ended', 'corrected/expired']).toContain(`${settled.kind}/${expired.kind}`)
      expect((await balanceOf(ledger, 'guild_1')).day).toEqual({ spentNanoUsd: usd('0.05'), heldNanoUsd: 0n })
    })
  })
}
