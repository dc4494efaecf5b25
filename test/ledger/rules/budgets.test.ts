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

describe('a manager who sets a budget', () => {
  const byManagerOf = (limitUsd: string | undefined, mode?: 'hard' | 'soft') => ({
    ...budgetOf('guild_1', 'day', limitUsd, { by: 'manager_5', role: 'manager' }),
    mode,
  })
  const cap = own('20')

  it.each([
    ['20', 'hard', 'set'],
    ['19.999999999', undefined, 'set'],
    ['20.000000001', 'hard', 'limit'],
    ['20.000000001', 'soft', 'limit'],
    ['20', 'soft', 'mode'],
  ] as const)('may go up to the cap in amount and mode: %s, %s is %s', (limitUsd, mode, outcome) => {
    const decision = decideBudget(byManagerOf(limitUsd, mode), sourcesOf({ byOwner: cap }))
    expect(decision).toMatchObject(
      outcome === 'set' ? { kind: 'set' } : { kind: 'beyond_cap', exceeds: outcome, cap },
    )
  })

  it.each([
    ['a cap that only warns', { byOwner: own('20', { mode: 'soft' }) }],
    ['no cap at all', {}],
  ])('may only warn under %s', (_what, sources) => {
    expect(decideBudget(byManagerOf('20', 'soft'), sourcesOf(sources)).kind).toBe('set')
  })

  it('keeps the mode that is in force, and refuses where none is', () => {
    const modeUnder = (sources: Partial<BudgetSources>) => {
      const decision = decideBudget(byManagerOf('1'), sourcesOf(sources))
      return decision.kind === 'set' && decision.change.mode
    }
    expect(modeUnder({ byOwner: own('20', { mode: 'soft' }) })).toBe('soft')
    expect(modeUnder({})).toBe('hard')
  })

  it('takes back what a manager has set, and nothing else', () => {
    const takenBack = decideBudget(byManagerOf(undefined), sourcesOf({ byOwner: cap, byManager: own('8') }))
    const nothing = decideBudget(byManagerOf(undefined), sourcesOf({ byOwner: cap }))
    expect(takenBack).toMatchObject({ kind: 'set', change: { limitNanoUsd: undefined } })
    expect(nothing).toEqual({ kind: 'nothing_to_take_back', budget: cap })
  })
})
