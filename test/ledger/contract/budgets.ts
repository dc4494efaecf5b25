import { describe, expect, it } from 'vitest'
import type { ConfiguredBudgets } from '../../../src/ledger/budget-limit.ts'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { budgetOf, holdOf, noonMs, spend, usd } from '../../support/ledger/requests.ts'
import type { OpenBooks } from '../contract.ts'

const configuredBudgets: ConfiguredBudgets = ({ name }, period) => {
  if (name === 'guild_special') return { limitNanoUsd: usd('77'), mode: 'soft', specific: true }
  return name.startsWith('guild_') && period === 'day'
    ? { limitNanoUsd: usd('20'), mode: 'hard', specific: false }
    : undefined
}

async function dayBudgetOf(ledger: LedgerStore, subject: string) {
  const status = await ledger.budgetStatus(bookedSubject(subject), noonMs)
  return status.find(({ period }) => period === 'day')?.budget
}

/** Setting, taking away and inheriting budgets. */
export function describeBudgets(openBooks: OpenBooks): void {
  describe('budgets', () => {
    it('shows each period of a subject with its limit, spend, bounds and time zone', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '20.00'))
      await spend(ledger, '0.50')

      const status = await ledger.budgetStatus(bookedSubject('guild_1'), noonMs)

      const rest = { subject: bookedSubject('guild_1'), timeZone: 'UTC', heldNanoUsd: 0n }
      expect(status).toEqual([
        {
          ...rest,
          period: 'hour',
          budget: undefined,
          spentNanoUsd: usd('0.50'),
          startMs: Date.UTC(2026, 5, 17, 12),
          resetsAtMs: Date.UTC(2026, 5, 17, 13),
        },
        {
          ...rest,
          period: 'day',
          budget: { limitNanoUsd: usd('20.00'), mode: 'hard', revision: 1, origin: 'own' },
          spentNanoUsd: usd('0.50'),
          startMs: Date.UTC(2026, 5, 17),
          resetsAtMs: Date.UTC(2026, 5, 18),
        },
        {
          ...rest,
          period: 'month',
          budget: undefined,
          spentNanoUsd: usd('0.50'),
          startMs: Date.UTC(2026, 5, 1),
          resetsAtMs: Date.UTC(2026, 6, 1),
        },
      ])
    })

    it('takes the nearest budget: its own, one configured by name, the default, the configured default', async () => {
      const { ledger } = await openBooks({ configuredBudgets })
      const configured = await dayBudgetOf(ledger, 'guild_1')
      await ledger.setBudget(budgetOf('default', 'day', '10'))
      const inherited = await dayBudgetOf(ledger, 'guild_1')
      const byName = await dayBudgetOf(ledger, 'guild_special')
      await ledger.setBudget(budgetOf('guild_1', 'day', '5', { mode: 'soft' }))
      const own = await dayBudgetOf(ledger, 'guild_1')

      expect(configured).toMatchObject({ limitNanoUsd: usd('20'), origin: 'config', revision: 0 })
      expect(inherited).toMatchObject({ limitNanoUsd: usd('10'), origin: 'default' })
      expect(byName).toMatchObject({ limitNanoUsd: usd('77'), mode: 'soft', origin: 'config' })
      expect(own).toMatchObject({ limitNanoUsd: usd('5'), mode: 'soft', origin: 'own' })
    })

    it('gives the default budgets to tenants and to direct messages, and not to users or the bot', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('default', 'day', '10'))
      await ledger.setBudget(budgetOf('dm', 'day', '2'))

      expect(await dayBudgetOf(ledger, 'cli')).toMatchObject({ limitNanoUsd: usd('10'), origin: 'default' })
      expect(await dayBudgetOf(ledger, 'dm_5')).toMatchObject({ limitNanoUsd: usd('2'), origin: 'default' })
      expect(await dayBudgetOf(ledger, 'user_5')).toBeUndefined()
      expect(await dayBudgetOf(ledger, 'bot')).toBeUndefined()
    })

    it('lets the default hold again when the own budget is taken away', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('default', 'day', '10'))
      await ledger.setBudget(budgetOf('guild_1', 'day', '5'))

      const change = await ledger.setBudget(budgetOf('guild_1', 'day', undefined))

      expect(change).toMatchObject({
        kind: 'set',
        change: { limitNanoUsd: undefined, previousLimitNanoUsd: usd('5') },
      })
      expect(await dayBudgetOf(ledger, 'guild_1')).toMatchObject({
        limitNanoUsd: usd('10'),
        origin: 'default',
      })
      await ledger.setBudget(budgetOf('default', 'day', undefined))
      expect(await dayBudgetOf(ledger, 'guild_1')).toBeUndefined()
      expect(await ledger.hold(holdOf('9999'))).toMatchObject({ kind: 'held' })
    })

    it('binds the next hold at once, also below what is spent', async () => {
      const { ledger } = await openBooks()
      await spend(ledger, '3.00')

      const [, result] = await Promise.all([
        ledger.setBudget(budgetOf('guild_1', 'day', '2.00')),
        ledger.hold(holdOf('0.01')),
      ])

      expect(result).toMatchObject({
        kind: 'refused',
        refusal: { limitNanoUsd: usd('2.00'), spentNanoUsd: usd('3.00') },
      })
    })

    it('is seen by other stores on the same books, when they read and when they hold', async () => {
      const { ledger, openAnother } = await openBooks()
      const other = await openAnother()
      await other.budgetStatus(bookedSubject('guild_1'), noonMs)
      await ledger.setBudget(budgetOf('guild_1', 'day', '2.00'))

      expect(await dayBudgetOf(other, 'guild_1')).toMatchObject({ limitNanoUsd: usd('2.00') })
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      expect(await other.hold(holdOf('1.50'))).toMatchObject({ kind: 'refused' })
    })

    it('keeps the history of a subject, newest first', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '5', { by: 'anna', atMs: 1 }))
      await ledger.setBudget(budgetOf('guild_2', 'day', '6'))
      await ledger.setBudget(budgetOf('guild_1', 'day', '7', { by: 'bert', atMs: 2 }))

      const history = await ledger.budgetHistory(bookedSubject('guild_1'), 10)

      const rest = { subject: bookedSubject('guild_1'), period: 'day', mode: 'hard', role: 'owner' }
      expect(history).toEqual([
        {
          ...rest,
          revision: 3,
          limitNanoUsd: usd('7'),
          previousLimitNanoUsd: usd('5'),
          by: 'bert',
          atMs: 2,
        },
        {
          ...rest,
          revision: 1,
          limitNanoUsd: usd('5'),
          previousLimitNanoUsd: undefined,
          by: 'anna',
          atMs: 1,
        },
      ])
      expect(await ledger.budgetHistory(bookedSubject('guild_1'), 1)).toEqual(history.slice(0, 1))
    })

    it('refuses a negative limit', async () => {
      const { ledger } = await openBooks()

      const change = ledger.setBudget(budgetOf('guild_1', 'day', '-1'))

      await expect(change).rejects.toMatchObject({ name: 'InvalidAmountError' })
      expect(await ledger.budgetHistory(bookedSubject('guild_1'), 9)).toEqual([])
    })
  })
}
