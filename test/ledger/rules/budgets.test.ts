import { describe, expect, it } from 'vitest'
import type { BudgetLimit } from '../../../src/ledger/budget-limit.ts'
import { type BudgetSources, budgetInForce, capOf, decideBudget } from '../../../src/ledger/rules/budgets.ts'
import { budgetOf, usd } from '../../support/ledger/requests.ts'

const own = (limitUsd: string, overrides: Partial<BudgetLimit> = {}): BudgetLimit => ({
  limitNanoUsd: usd(limitUsd),
  mode: 'hard',
  revision: 1,
  origin: 'own',
  ...overrides,
})
const configured = (limitUsd: string, specific = false) =>
  ({ limitNanoUsd: usd(limitUsd), mode: 'hard', specific }) as const
const sourcesOf = (overrides: Partial<BudgetSources> = {}): BudgetSources => ({
  byOwner: undefined,
  byManager: undefined,
  byDefault: undefined,
  configured: undefined,
  ...overrides,
})

describe('the cap of managers', () => {
  it.each([
    [
      'an owner’s own limit',
      { byOwner: own('30'), byDefault: own('15'), configured: configured('40', true) },
      '30',
    ],
    ['a configured one by name', { byDefault: own('15'), configured: configured('40', true) }, '40'],
    ['the default of all', { byDefault: own('15'), configured: configured('20') }, '15'],
    ['the configured default', { configured: configured('20') }, '20'],
  ])('is %s, whatever managers have set', (_what, sources, limitUsd) => {
    const cap = capOf(sourcesOf({ ...sources, byManager: own('1') }))
    expect(cap?.limitNanoUsd).toBe(usd(limitUsd))
  })

  it('is none where nothing limits', () => {
    expect(capOf(sourcesOf({ byManager: own('1') }))).toBeUndefined()
  })
})

describe('the budget in force', () => {
  it('is a manager’s while it is within the cap, and the cap where that has come below it', () => {
    const byManager = own('8', { revision: 2 })
    const within = budgetInForce(sourcesOf({ byOwner: own('8'), byManager }))
    const beyond = budgetInForce(sourcesOf({ byOwner: own('7.999999999'), byManager }))
    expect(within).toMatchObject({ limitNanoUsd: usd('8'), revision: 2 })
    expect(beyond).toMatchObject({ limitNanoUsd: usd('7.999999999'), revision: 1 })
  })

  it.each([
    ['hard', 'hard', 'hard'],
    ['hard', 'soft', 'hard'],
    ['soft', 'hard', 'hard'],
    ['soft', 'soft', 'soft'],
  ] as const)('refuses where owner (%s) or manager (%s) refuses: %s', (ofOwner, ofManager, mode) => {
    const sources = sourcesOf({
      byOwner: own('20', { mode: ofOwner }),
      byManager: own('8', { mode: ofManager }),
    })
    expect(budgetInForce(sources)?.mode).toBe(mode)
  })
})

describe('setting a budget', () => {
  it('tells what was in force before', () => {
    const decision = decideBudget(
      budgetOf('guild_1', 'day', '9'),
      sourcesOf({ configured: configured('20') }),
    )
    expect(decision).toMatchObject({ kind: 'set', change: { previousLimitNanoUsd: usd('20') } })
  })

  it('keeps an owner from nothing', () => {
    const sources = sourcesOf({ byOwner: own('1') })
    expect(decideBudget(budgetOf('guild_1', 'day', '999', { mode: 'soft' }), sources).kind).toBe('set')
    expect(decideBudget(budgetOf('guild_1', 'day', undefined), sourcesOf()).kind).toBe('set')
  })

  it('throws for a negative limit, and not for one of zero', () => {
    const set = (limitUsd: string) => decideBudget(budgetOf('guild_1', 'day', limitUsd), sourcesOf())
    expect(() => set('-0.000000001')).toThrow('a limit')
    expect(set('0').kind).toBe('set')
  })
})
