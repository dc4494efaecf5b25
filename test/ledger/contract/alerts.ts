import { describe, expect, it } from 'vitest'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import type { OutboxStore } from '../../../src/outbox/outbox-store.ts'
import { budgetOf, dayMs, holdOf, noonMs, settlementOf, spend, usd } from '../../support/ledger/requests.ts'
import { deliveredAlerts } from '../../support/outbox/delivered-alerts.ts'
import type { OpenToldBooks } from '../contract.ts'

const atMs = noonMs + dayMs

/** Claims and delivers all that is due. */
async function deliveredThresholds(outbox: OutboxStore): Promise<readonly string[]> {
  const alerts = await deliveredAlerts(outbox, atMs)
  return alerts.map(
    ({ subject, period, thresholdPercent }) => `${subject.name} ${period} ${thresholdPercent}`,
  )
}

/** Which crossings make an alert, and who gets it. */
export function describeAlerts(openBooks: OpenToldBooks): void {
  describe('alerts', () => {
    it('carry what was crossed and how things stood', async () => {
      const { ledger, outbox } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      await ledger.hold(holdOf('0.80', { id: 'hold_a' }))
      await ledger.settle(settlementOf('hold_a', '0.60', { atMs: noonMs + 5000 }))

      const alerts = await deliveredAlerts(outbox, atMs)

      expect(alerts).toMatchObject([
        {
          subject: bookedSubject('guild_1'),
          period: 'day',
          periodStartMs: Date.UTC(2026, 5, 17),
          revision: 1,
          thresholdPercent: 50,
          spentNanoUsd: usd('0.60'),
          limitNanoUsd: usd('1.00'),
          createdAtMs: noonMs + 5000,
        },
      ])
    })

    it('do not come from money that is only held', async () => {
      const { ledger, outbox } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

      await ledger.hold(holdOf('1.00'))

      expect(await deliveredAlerts(outbox, atMs)).toEqual([])
    })

    it('come from a limit that is lowered to what is spent or below, once', async () => {
      const { ledger, outbox } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '10.00'))
      await spend(ledger, '0.50')

      await ledger.setBudget(budgetOf('guild_1', 'day', '0.500000001'))
      expect(await deliveredThresholds(outbox)).toEqual([])
      await ledger.setBudget(budgetOf('guild_1', 'day', '0.50'))
      expect(await deliveredThresholds(outbox)).toEqual(['guild_1 day 100'])
      await ledger.setBudget(budgetOf('guild_1', 'day', '0.50'))
      await spend(ledger, '0')
      expect(await deliveredThresholds(outbox)).toEqual([])
    })

    it('fire once for each threshold that is stepped over, and when all is used up', async () => {
      const { ledger, outbox } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'month', '1.00'))
      const steps = []

      for (const amount of ['0.499999999', '0.000000001', '0.25', '0.15', '0.08', '0.02', '0.50']) {
        await spend(ledger, amount)
        steps.push(await deliveredThresholds(outbox))
      }

      const month = 'guild_1 month'
      expect(steps).toEqual([[], [`${month} 50`], [`${month} 75`], [`${month} 90`], [], [`${month} 100`], []])
    })

    it('fire once for a jump over several thresholds, for the highest', async () => {
      const { ledger, outbox } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

      await spend(ledger, '0.92')

      expect(await deliveredThresholds(outbox)).toEqual(['guild_1 day 90'])
    })

    it('of an hour come only when it is used up', async () => {
      const { ledger, outbox } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'hour', '1.00'))

      await spend(ledger, '0.99')
      const before = await deliveredThresholds(outbox)
      await spend(ledger, '0.01')

      expect(before).toEqual([])
      expect(await deliveredThresholds(outbox)).toEqual(['guild_1 hour 100'])
    })

    it('of a limit of zero come with the first spend', async () => {
      const { ledger, outbox } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '0'))

      await spend(ledger, '0')
      const before = await deliveredThresholds(outbox)
      await spend(ledger, '0.000000001')

      expect(before).toEqual([])
      expect(await deliveredThresholds(outbox)).toEqual(['guild_1 day 100'])
    })

    it('come again in the next period', async () => {
      const { ledger, outbox } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      await spend(ledger, '0.80')
      await deliveredThresholds(outbox)

      await spend(ledger, '0.80', { atMs: noonMs + dayMs })

      expect(await deliveredThresholds(outbox)).toEqual(['guild_1 day 75'])
    })

    it('start anew with a new revision of the budget', async () => {
      const { ledger, outbox } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      await spend(ledger, '0.80')
      const first = await deliveredThresholds(outbox)

      await ledger.setBudget(budgetOf('guild_1', 'day', '1.50'))
      await spend(ledger, '0.01')

      expect(first).toEqual(['guild_1 day 75'])
      expect(await deliveredThresholds(outbox)).toEqual(['guild_1 day 50'])
    })

    it('come for soft, default and configured budgets alike, for each subject of its own', async () => {
      const { ledger, outbox } = await openBooks({
        configuredBudgets: (subject, period) =>
          subject.name === 'user_7' && period === 'month'
            ? { limitNanoUsd: usd('1.00'), mode: 'hard', specific: true }
            : undefined,
      })
      await ledger.setBudget(budgetOf('bot', 'day', '1.00', { mode: 'soft' }))
      await ledger.setBudget(budgetOf('default', 'day', '1.00'))

      await spend(ledger, '0.95')

      expect(await deliveredThresholds(outbox)).toEqual(['bot day 90', 'guild_1 day 90', 'user_7 month 90'])
    })

    it('of one tenant never come from the spend of another', async () => {
      const { ledger, outbox } = await openBooks()
      await ledger.setBudget(budgetOf('default', 'day', '1.00'))

      await spend(ledger, '0.90', { attribution: { tenant: 'guild_a' } })
      await spend(ledger, '0.20', { attribution: { tenant: 'guild_b' } })

      expect(await deliveredThresholds(outbox)).toEqual(['guild_a day 90'])
    })

    it('are not made again by correcting down and up', async () => {
      const { ledger, outbox } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      await ledger.hold(holdOf('0.95', { id: 'hold_a' }))
      await ledger.expire('hold_a', noonMs)
      const first = await deliveredThresholds(outbox)

      await ledger.settle(settlementOf('hold_a', '0.10'))
      await spend(ledger, '0.70')
      const at80Percent = await deliveredThresholds(outbox)
      await spend(ledger, '0.13')

      expect(first).toEqual(['guild_1 day 90'])
      expect(at80Percent).toEqual([])
      expect(await deliveredThresholds(outbox)).toEqual([])
    })

    it('tell a threshold once, by whichever clock it is reached after a move to another time zone', async () => {
      const { ledger, outbox } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      await spend(ledger, '0.60')
      await ledger.setTimeZone({
        subject: bookedSubject('guild_1'),
        timeZone: 'Asia/Kathmandu',
        by: 'owner',
        role: 'owner',
        atMs: noonMs,
      })
      await spend(ledger, '0.05')
      await spend(ledger, '0.20')

      expect(await deliveredThresholds(outbox)).toEqual(['guild_1 day 50', 'guild_1 day 75'])
    })
  })
}
