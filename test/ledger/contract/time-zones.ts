import { describe, expect, it } from 'vitest'
import { balanceOf } from '../../support/ledger/balance-of.ts'
import { budgetOf, holdOf, noonMs, scopeOf, settlementOf, spend, usd } from '../../support/ledger/requests.ts'
import type { OpenBooks } from '../contract.ts'

/** 21:30 on the 17th in UTC, 03:15 on the 18th in Kathmandu. */
const lateMs = Date.UTC(2026, 5, 17, 21, 30)

/** Periods of a subject's own calendar. */
export function describeTimeZones(openBooks: OpenBooks): void {
  describe('time zones', () => {
    it('are UTC unless the books were opened with another', async () => {
      const { ledger } = await openBooks()
      const { ledger: inKathmandu } = await openBooks({ timeZone: 'Asia/Kathmandu' })

      expect(await ledger.timeZone('guild_1')).toBe('UTC')
      expect(await inKathmandu.timeZone('guild_1')).toBe('Asia/Kathmandu')
    })

    it('move what was spent and held before into the periods that it now belongs to', async () => {
      const { ledger } = await openBooks()
      await spend(ledger, '1.00', { atMs: lateMs })
      await ledger.hold(holdOf('0.25', { heldAtMs: lateMs }))
      await spend(ledger, '2.00', { scopes: [scopeOf('wf_1')] })

      await ledger.setTimeZone('guild_1', 'Asia/Kathmandu', 'owner', noonMs)

      const early = { spentNanoUsd: usd('2.00'), heldNanoUsd: 0n }
      const late = { spentNanoUsd: usd('1.00'), heldNanoUsd: usd('0.25') }
      expect((await balanceOf(ledger, 'guild_1', noonMs)).day).toEqual(early)
      expect((await balanceOf(ledger, 'guild_1', lateMs)).day).toEqual(late)
      expect((await balanceOf(ledger, 'user_7', lateMs)).day).toEqual({
        spentNanoUsd: usd('3.00'),
        heldNanoUsd: usd('0.25'),
      })
      expect(await ledger.scopeBalance('wf_1')).toEqual(early)
      expect(await ledger.verify()).toMatchObject({ ok: true, differences: [] })
    })

    it('free and book what was held before in the periods that it was moved to', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.25', { id: 'hold_a', heldAtMs: lateMs }))
      await ledger.setTimeZone('guild_1', 'Asia/Kathmandu', 'owner', noonMs)

      await ledger.settle(settlementOf('hold_a', '0.20'))

      expect((await balanceOf(ledger, 'guild_1', lateMs)).day).toEqual({
        spentNanoUsd: usd('0.20'),
        heldNanoUsd: 0n,
      })
      expect((await ledger.verify()).ok).toBe(true)
    })

    it('keep the spend of a tenant whatever its name', async () => {
      const { ledger } = await openBooks()
      await spend(ledger, '1.00', { attribution: { tenant: 'my desk day 1' } })

      await ledger.setTimeZone('guild_2', 'Asia/Kathmandu', 'owner', noonMs)

      expect((await balanceOf(ledger, 'my desk day 1')).day.spentNanoUsd).toBe(usd('1.00'))
      expect((await ledger.verify()).ok).toBe(true)
    })

    it('decide when a budget resets', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      await ledger.setTimeZone('guild_1', 'Asia/Kathmandu', 'owner', noonMs)
      await spend(ledger, '1.00')

      const before = await ledger.hold(holdOf('0.01', { heldAtMs: Date.UTC(2026, 5, 17, 18, 14, 59, 999) }))
      const after = await ledger.hold(holdOf('0.01', { heldAtMs: Date.UTC(2026, 5, 17, 18, 15) }))

      expect(before).toMatchObject({ refusal: { resetsAtMs: Date.UTC(2026, 5, 17, 18, 15) } })
      expect(after.kind).toBe('held')
    })

    it('of everybody else follow the default', async () => {
      const { ledger } = await openBooks()
      await ledger.setTimeZone('guild_1', 'Europe/Berlin', 'owner', noonMs)
      await ledger.setTimeZone('default', 'Asia/Kathmandu', 'owner', noonMs)

      expect(await ledger.timeZone('guild_1')).toBe('Europe/Berlin')
      expect(await ledger.timeZone('guild_2')).toBe('Asia/Kathmandu')
      expect(await ledger.timeZone('bot')).toBe('Asia/Kathmandu')
    })

    it('outlive the process, unless it is started with another default', async () => {
      const { ledger, openAnother } = await openBooks({ timeZone: 'Asia/Kathmandu' })
      await spend(ledger, '1.00', { atMs: lateMs })
      await ledger.close()

      const restarted = await openAnother()
      const kept = await restarted.timeZone('bot')
      const moved = await openAnother({ timeZone: 'UTC' })

      expect(kept).toBe('Asia/Kathmandu')
      expect(await moved.timeZone('bot')).toBe('UTC')
      expect((await balanceOf(moved, 'bot', noonMs)).day.spentNanoUsd).toBe(usd('1.00'))
      expect((await moved.verify()).ok).toBe(true)
    })

    it('are seen by other stores on the same books', async () => {
      const { ledger, openAnother } = await openBooks()
      const other = await openAnother()
      await other.timeZone('guild_1')
      await ledger.setTimeZone('guild_1', 'Asia/Kathmandu', 'owner', noonMs)

      expect(await other.timeZone('guild_1')).toBe('Asia/Kathmandu')
      await spend(ledger, '1.00', { atMs: lateMs })
      expect((await other.verify()).ok).toBe(true)
    })

    it('refuse a name that is none, and stay as they were', async () => {
      const { ledger } = await openBooks()

      const change = ledger.setTimeZone('guild_1', 'Mars/Olympus', 'owner', noonMs)

      await expect(change).rejects.toThrow(RangeError)
      expect(await ledger.timeZone('guild_1')).toBe('UTC')
      expect(await ledger.auditTrail(9)).toEqual([])
    })
  })
}
