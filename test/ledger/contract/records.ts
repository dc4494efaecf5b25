import { describe, expect, it } from 'vitest'
import { bookedSubject, botSubject } from '../../../src/ledger/subject.ts'
import { budgetOf, holdOf, noonMs, spend } from '../../support/ledger/requests.ts'
import { writeVariedBooks } from '../../support/ledger/varied-books.ts'
import type { OpenBooks } from '../contract.ts'

/** What else the books keep: subjects, the audit trail, their own proof and copies. */
export function describeRecords(openBooks: OpenBooks): void {
  describe('subjects', () => {
    it('are those with spend, a budget or a time zone, the bot first', async () => {
      const { ledger } = await openBooks()
      const none = await ledger.subjects()
      await spend(ledger, '0.10', { attribution: { tenant: 'guild_9', user: '4' } })
      await ledger.setBudget(budgetOf('guild_2', 'day', '1.00'))
      await ledger.setBudget(budgetOf('default', 'day', '1.00'))
      await ledger.setTimeZone({
        subject: bookedSubject('guild_3'),
        timeZone: 'Europe/Berlin',
        by: 'owner',
        role: 'owner',
        atMs: noonMs,
      })

      expect(none).toEqual([botSubject])
      const names = (await ledger.subjects()).map(({ name }) => name)
      expect(names).toEqual(['bot', 'guild_2', 'guild_3', 'guild_9', 'user_4'])
    })
  })

  describe('the audit trail', () => {
    it('tells who changed what, newest first', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00', { by: 'anna', atMs: 1 }))
      await ledger.setBudget(budgetOf('guild_1', 'day', undefined, { by: 'bert', atMs: 2, mode: 'soft' }))
      await ledger.setTimeZone({
        subject: bookedSubject('guild_1'),
        timeZone: 'Europe/Berlin',
        by: 'anna',
        role: 'owner',
        atMs: 3,
      })
      const price = {
        atMs: 4,
        by: 'refresh',
        action: 'price.changed',
        subject: 'openai:gpt-5',
        detail: { before: '1.25', after: null, models: 3 },
      }
      await ledger.audit(price)

      const trail = await ledger.auditTrail(10)

      const budget = { action: 'budget.set', subject: 'guild_1 day' }
      expect(trail).toEqual([
        price,
        {
          atMs: 3,
          by: 'anna',
          action: 'time_zone.set',
          subject: 'guild_1',
          detail: { before: 'UTC', after: 'Europe/Berlin' },
        },
        { ...budget, atMs: 2, by: 'bert', detail: { before: '1000000000', after: null, mode: 'soft' } },
        { ...budget, atMs: 1, by: 'anna', detail: { before: null, after: '1000000000', mode: 'hard' } },
      ])
      expect(await ledger.auditTrail(1)).toEqual([price])
    })
  })

  describe('verifying', () => {
    it('finds no difference in books of every kind of line', async () => {
      const { ledger } = await openBooks()
      const entries = await writeVariedBooks(ledger)
      await ledger.hold(holdOf('0.10'))

      expect(await ledger.verify()).toEqual({
        ok: true,
        entries: entries.length,
        holdsPending: 1,
        differences: [],
        damage: [],
      })
    })
  })
}
