import { describe, expect, it } from 'vitest'
import { bookedSubject } from '../../../src/ledger/subject.ts'
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

      expect(await ledger.timeZone(bookedSubject('guild_1'))).toBe('UTC')
      expect(await inKathmandu.timeZone(bookedSubject('guild_1'))).toBe('Asia/Kathmandu')
    })

    it('count what was spent and is held in the periods of the new one, and in those of the old one that have not ended', async () => {
      const { ledger } = await openBooks()
      await spend(ledger, '1.00', { atMs: lateMs })
      await ledger.hold(holdOf('0.25', { heldAtMs: lateMs }))
      await spend(ledger, '2.00', { scopes: [scopeOf('wf_1')] })

      await ledger.setTimeZone({
        subject: bookedSubject('guild_1'),
        timeZone: 'Asia/Kathmandu',
        by: 'owner',
        role: 'owner',
        atMs: noonMs,
      })

      const inUtc = { spentNanoUsd: usd('3.00'), heldNanoUsd: usd('0.25') }
      const nextInKathmandu = { spentNanoUsd: usd('1.00'), heldNanoUsd: usd('0.25') }
      expect((await balanceOf(ledger, 'guild_1', noonMs)).day).toEqual(inUtc)
      expect((await balanceOf(ledger, 'guild_1', Date.UTC(2026, 5, 18))).day).toEqual(nextInKathmandu)
      expect((await balanceOf(ledger, 'user_7', lateMs)).day).toEqual(inUtc)
      expect(await ledger.scopeBalance('wf_1')).toEqual({ spentNanoUsd: usd('2.00'), heldNanoUsd: 0n })
      expect(await ledger.verify()).toMatchObject({ ok: true, differences: [] })
    })

    it('count a call in the periods of its own quarter of an hour, whenever the call before was', async () => {
      const { ledger } = await openBooks()
      const move = { subject: bookedSubject('guild_1'), by: 'owner', role: 'owner' } as const
      const movedMs = Date.UTC(2026, 5, 17, 20)
      await ledger.setTimeZone({ ...move, timeZone: 'Asia/Kathmandu', atMs: movedMs })
      await ledger.setTimeZone({ ...move, timeZone: 'UTC', atMs: movedMs + 1 })

      // A day of Kathmandu that was in force for a millisecond begins at 18:15.
      for (const minute of [30, 10, 20])
        await spend(ledger, '1.00', { atMs: Date.UTC(2026, 5, 17, 18, minute) })

      expect((await balanceOf(ledger, 'guild_1', lateMs)).day.spentNanoUsd).toBe(usd('3.00'))
      expect(await ledger.verify()).toMatchObject({ ok: true, differences: [] })
    })

    it('free and book what was held before in the periods that it was moved to', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.25', { id: 'hold_a', heldAtMs: lateMs }))
      await ledger.setTimeZone({
        subject: bookedSubject('guild_1'),
        timeZone: 'Asia/Kathmandu',
        by: 'owner',
        role: 'owner',
        atMs: noonMs,
      })

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

      await ledger.setTimeZone({
        subject: bookedSubject('guild_2'),
        timeZone: 'Asia/Kathmandu',
        by: 'owner',
        role: 'owner',
        atMs: noonMs,
      })

      expect((await balanceOf(ledger, 'my desk day 1')).day.spentNanoUsd).toBe(usd('1.00'))
      expect((await ledger.verify()).ok).toBe(true)
    })

    it('decide when a budget resets', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      await ledger.setTimeZone({
        subject: bookedSubject('guild_1'),
        timeZone: 'Asia/Kathmandu',
        by: 'owner',
        role: 'owner',
        atMs: noonMs - 86_400_000,
      })
      await spend(ledger, '1.00')

      const before = await ledger.hold(holdOf('0.01', { heldAtMs: Date.UTC(2026, 5, 17, 18, 14, 59, 999) }))
      const after = await ledger.hold(holdOf('0.01', { heldAtMs: Date.UTC(2026, 5, 17, 18, 15) }))

      expect(before).toMatchObject({ refusal: { resetsAtMs: Date.UTC(2026, 5, 17, 18, 15) } })
      expect(after.kind).toBe('held')
    })

    it('of everybody else follow the default', async () => {
      const { ledger } = await openBooks()
      await ledger.setTimeZone({
        subject: bookedSubject('guild_1'),
        timeZone: 'Europe/Berlin',
        by: 'owner',
        role: 'owner',
        atMs: noonMs,
      })
      await ledger.setTimeZone({
        subject: bookedSubject('default'),
        timeZone: 'Asia/Kathmandu',
        by: 'owner',
        role: 'owner',
        atMs: noonMs,
      })

      expect(await ledger.timeZone(bookedSubject('guild_1'))).toBe('Europe/Berlin')
      expect(await ledger.timeZone(bookedSubject('guild_2'))).toBe('Asia/Kathmandu')
      expect(await ledger.timeZone(bookedSubject('bot'))).toBe('Asia/Kathmandu')
    })

    it('outlive the process, unless it is started with another default', async () => {
      const { ledger, openAnother } = await openBooks({ timeZone: 'Asia/Kathmandu' })
      await spend(ledger, '1.00', { atMs: lateMs })
      await ledger.close()

      const restarted = await openAnother()
      const kept = await restarted.timeZone(bookedSubject('bot'))
      const moved = await openAnother({ timeZone: 'UTC' })

      expect(kept).toBe('Asia/Kathmandu')
      expect(await moved.timeZone(bookedSubject('bot'))).toBe('UTC')
      expect((await balanceOf(moved, 'bot', lateMs)).day.spentNanoUsd).toBe(usd('1.00'))
      expect((await moved.verify()).ok).toBe(true)
    })

    it('leave no more to spend than there was until the old period has ended, however often they are moved', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('dm_7', 'day', '0.30'))
      await spend(ledger, '0.19', { attribution: { tenant: 'dm_7' }, atMs: Date.UTC(2026, 5, 17, 2) })
      const moves = ['America/Bogota', 'Asia/Kathmandu', 'UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']
      for (const [index, timeZone] of moves.entries())
        await ledger.setTimeZone({
          subject: bookedSubject('dm_7'),
          timeZone,
          by: 'owner',
          role: 'owner',
          atMs: Date.UTC(2026, 5, 17, 5, index),
        })

      const before = await ledger.hold(
        holdOf('0.12', { attribution: { tenant: 'dm_7' }, heldAtMs: Date.UTC(2026, 5, 17, 23, 59) }),
      )
      const fitting = await ledger.hold(
        holdOf('0.11', { attribution: { tenant: 'dm_7' }, heldAtMs: Date.UTC(2026, 5, 17, 23, 59) }),
      )

      expect(before).toMatchObject({ kind: 'refused', refusal: { subject: 'dm_7', period: 'day' } })
      expect(fitting).toMatchObject({ kind: 'held' })
      expect((await ledger.verify()).differences).toEqual([])
    })

    it('keep who moved them, from what to what, newest first', async () => {
      const { ledger } = await openBooks()
      const first = {
        subject: bookedSubject('guild_1'),
        timeZone: 'Europe/Berlin',
        by: 'user_8',
        role: 'manager',
        atMs: noonMs,
      } as const
      const second = {
        ...first,
        timeZone: 'Asia/Kathmandu',
        by: 'user_9',
        role: 'owner',
        atMs: noonMs + 1,
      } as const
      await ledger.setTimeZone(first)
      await ledger.setTimeZone(second)

      const again = await ledger.setTimeZone({ ...second, atMs: noonMs + 2 })

      expect(again).toEqual({ kind: 'unchanged', timeZone: 'Asia/Kathmandu' })
      expect(await ledger.timeZoneHistory(bookedSubject('guild_1'), 9)).toEqual([
        { ...second, previousTimeZone: 'Europe/Berlin' },
        { ...first, previousTimeZone: 'UTC' },
      ])
      expect(await ledger.timeZoneHistory(bookedSubject('guild_1'), 1)).toHaveLength(1)
    })

    it('are not a manager’s to move where an owner has set a limit', async () => {
      const { ledger } = await openBooks()
      const move = {
        subject: bookedSubject('guild_1'),
        timeZone: 'Europe/Berlin',
        by: 'user_8',
        role: 'manager',
        atMs: noonMs,
      } as const
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

      expect(await ledger.setTimeZone(move)).toMatchObject({
        kind: 'owners_only',
        cap: { limitNanoUsd: usd('1.00') },
      })
      expect(await ledger.timeZone(bookedSubject('guild_1'))).toBe('UTC')
      expect((await ledger.setTimeZone({ ...move, role: 'owner' })).kind).toBe('set')
    })

    it('sum the days of a series by the present clock, each spend once', async () => {
      const { ledger } = await openBooks()
      await spend(ledger, '1.00', { atMs: Date.UTC(2026, 5, 16, 20) })
      await spend(ledger, '2.00', { atMs: noonMs })
      await ledger.setTimeZone({
        subject: bookedSubject('guild_1'),
        timeZone: 'Asia/Kathmandu',
        by: 'owner',
        role: 'owner',
        atMs: noonMs,
      })
      await spend(ledger, '4.00', { atMs: lateMs })

      const days = await ledger.series({
        subject: bookedSubject('guild_1'),
        period: 'day',
        fromMs: Date.UTC(2026, 5, 16, 18, 15),
        toMs: Date.UTC(2026, 5, 18, 18, 15),
      })

      expect(days).toEqual([
        { startMs: Date.UTC(2026, 5, 16, 18, 15), spentNanoUsd: usd('3.00') },
        { startMs: Date.UTC(2026, 5, 17, 18, 15), spentNanoUsd: usd('4.00') },
      ])
    })

    it('are seen by other stores on the same books', async () => {
      const { ledger, openAnother } = await openBooks()
      const other = await openAnother()
      await other.timeZone(bookedSubject('guild_1'))
      await ledger.setTimeZone({
        subject: bookedSubject('guild_1'),
        timeZone: 'Asia/Kathmandu',
        by: 'owner',
        role: 'owner',
        atMs: noonMs,
      })

      expect(await other.timeZone(bookedSubject('guild_1'))).toBe('Asia/Kathmandu')
      await spend(ledger, '1.00', { atMs: lateMs })
      expect((await other.verify()).ok).toBe(true)
    })

    it('refuse a name that is none, and stay as they were', async () => {
      const { ledger } = await openBooks()

      const change = ledger.setTimeZone({
        subject: bookedSubject('guild_1'),
        timeZone: 'Mars/Olympus',
        by: 'owner',
        role: 'owner',
        atMs: noonMs,
      })

      await expect(change).rejects.toThrow(RangeError)
      expect(await ledger.timeZone(bookedSubject('guild_1'))).toBe('UTC')
      expect(await ledger.auditTrail(9)).toEqual([])
    })
  })
}
