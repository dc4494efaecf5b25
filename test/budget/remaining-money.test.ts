import { describe, expect, it } from 'vitest'
import { tightestLimit } from '../../src/budget/remaining-money.ts'
import { trackRequestBudget } from '../../src/budget/request-scope.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { leftOf } from '../../src/ledger/limit-state.ts'
import { budgetOf, holdOf, noonMs, scopeOf, spend, usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

const scope = { id: 'scope_1', totalNanoUsd: usd('1'), attribution: { tenant: 'guild_1' } }

/** The limit that leaves a call least now, and what it leaves. */
async function tightest(ledger: LedgerStore) {
  const limit = await trackRequestBudget(scope, (tracker) => tightestLimit(ledger, tracker, noonMs))
  return limit && [limit.subject, leftOf(limit)]
}

describe('the tightest limit', () => {
  it('is the one that leaves least of what is neither spent nor held', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    await ledger.setBudget(budgetOf('guild_1', 'day', '5'))
    expect(await tightest(ledger)).toEqual(['scope_1', usd('1')])

    await spend(ledger, '0.25', { scopes: [scopeOf('scope_1')] })
    await ledger.hold(holdOf('0.15', { scopes: [scopeOf('scope_1')] }))
    expect(await tightest(ledger)).toEqual(['scope_1', usd('0.6')])

    await spend(ledger, '4.5')
    expect(await tightest(ledger)).toEqual(['guild_1', usd('0.1')])
  })

  it('leaves nothing, and not less, when more was spent than it allows', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    await spend(ledger, '3', { scopes: [scopeOf('scope_1')] })

    expect(await tightest(ledger)).toEqual(['scope_1', 0n])
  })

  it('is never a soft one', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    await ledger.setBudget(budgetOf('guild_1', 'day', '0.01', { mode: 'soft' }))

    expect(await tightest(ledger)).toEqual(['scope_1', usd('1')])
  })

  it('is none where nothing limits', async () => {
    const ledger = await openLedgerAt(temporaryPath())

    const limit = await trackRequestBudget({ id: 'scope_1' }, (tracker) =>
      tightestLimit(ledger, tracker, noonMs),
    )

    expect(limit).toBeUndefined()
  })
})
