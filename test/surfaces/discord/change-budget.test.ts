import { expect, it } from 'vitest'
import { changeBudget, changeBudgetBelowCap } from '../../../src/surfaces/discord/change-budget.ts'
import { budgetOf, noonMs, usd } from '../../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../../support/ledger/temporary-books.ts'

const wish = {
  subject: 'guild_1',
  period: 'day',
  limitNanoUsd: usd('15'),
  mode: 'hard',
  user: '7',
  atMs: noonMs,
} as const

it('acts for owners as owners and for managers as managers, by name', async () => {
  const ledger = await openLedgerAt(temporaryPath())
  const byOwner = await changeBudget({ ledger }, { ...wish, limitNanoUsd: usd('20') })
  const byManager = await changeBudgetBelowCap({ ledger }, wish)
  expect(byOwner.change).toMatchObject({ by: 'user_7', role: 'owner' })
  expect(byManager).toMatchObject({ kind: 'set', change: { by: 'user_7', role: 'manager' } })
})

it('keeps managers to the owner’s limit, and owners to nothing', async () => {
  const ledger = await openLedgerAt(temporaryPath())
  await ledger.setBudget(budgetOf('guild_1', 'day', '10'))
  const refused = await changeBudgetBelowCap({ ledger }, wish)
  const raised = await changeBudget({ ledger }, wish)
  expect(refused).toMatchObject({ kind: 'beyond_cap', exceeds: 'limit', cap: { limitNanoUsd: usd('10') } })
  expect(raised.status.budget).toMatchObject({ limitNanoUsd: usd('15') })
})
