import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../../src/budget/calendar.ts'
import { emptyBalance, lifetimeAccount, scopeAccount } from '../../../src/ledger/rules/accounts.ts'
import { balanceDifferences } from '../../../src/ledger/rules/differences.ts'
import { recomputedBalances } from '../../../src/ledger/rules/recomputed-balances.ts'
import { atOnce, inTurns, type Slices } from '../../../src/time/slices.ts'
import { alwaysUtc } from '../../support/ledger/memory-books.ts'

const zones = { spansOf: () => [alwaysUtc] }
const nothing = { quarters: [], scopes: [] }

/** Of so many quarters of an hour, one nano each, and as many runs. */
function recompute(count: number) {
  const numbers = Array.from({ length: count }, (_, index) => index)
  const quarters = numbers.map((index) => ({
    tenant: `guild_${index % 3}`,
    user: `${index % 20}`,
    quarter: BigInt(index),
    amount: 1n,
  }))
  const scopes = numbers.map((index) => ({ scope: `wf_${index}`, amount: 1n }))
  return recomputedBalances({ entries: { quarters, scopes }, holds: nothing }, createCalendar(), zones)
}

function pausesOf(work: Slices<unknown>): number {
  let pauses = 0
  while (!work.next().done) pauses += 1
  return pauses
}

describe('balances that are recomputed in slices', () => {
  it('pause after each sum and each account', () => {
    expect(pausesOf(recompute(100))).toBe(200)
    const kept = new Map(Array.from({ length: 100 }, (_, index) => [`${index}`, emptyBalance]))
    expect(pausesOf(balanceDifferences(kept, new Map()))).toBe(100)
  })

  it('come to the same however they are done, and let others have their turn', async () => {
    let turns = 0
    let isOver = false
    const others = (async () => {
      for (; !isOver; turns += 1) await nextTurn()
    })()

    let nowMs = 0
    const inSlices = await inTurns(recompute(2_000), () => (nowMs += 0.5))
    isOver = true
    await others

    expect(turns).toBeGreaterThan(300)
    expect(inSlices).toEqual(atOnce(recompute(2_000)))
    expect(inSlices.get(lifetimeAccount.key)?.spentNanoUsd).toBe(2_000n)
    expect(inSlices.get(scopeAccount('wf_7').key)?.spentNanoUsd).toBe(1n)
  })

  it('are compared with each account that either side has', () => {
    const one = { spentNanoUsd: 1n, heldNanoUsd: 0n }
    const recomputed = new Map([[lifetimeAccount.key, { ...lifetimeAccount, ...one }]])
    const kept = new Map([['guild_1 day 0', { spentNanoUsd: 0n, heldNanoUsd: 2n }]])

    expect(atOnce(balanceDifferences(kept, recomputed))).toEqual([
      { what: `balance ${lifetimeAccount.key} spentNanoUsd`, kept: '0', recomputed: '1' },
      { what: 'balance guild_1 day 0 heldNanoUsd', kept: '2', recomputed: '0' },
    ])
  })
})
