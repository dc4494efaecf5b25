import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { balanceOf } from '../support/ledger/balance-of.ts'
import { openAsOtherProgram } from '../support/ledger/other-program.ts'
import { budgetOf, holdOf, kindsOfHolds, noonMs, scopeOf, usd } from '../support/ledger/requests.ts'
import { startLedgerProcess } from '../support/ledger/start-process.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

/** Looks at a balance again and again until `work` is done; returns the highest that it saw, and how often it looked. */
async function watchBalance(path: string, account: string, work: Promise<unknown>) {
  const used = openAsOtherProgram(path)
    .prepare('select max(spent_nano_usd + held_nano_usd) from balances where account = ?')
    .pluck()
  let isDone = false
  const done = work.finally(() => {
    isDone = true
  })
  let [highest, looks] = [0n, 0]
  while (!isDone) {
    const now = BigInt((used.get(account) as bigint | null) ?? 0n)
    highest = now > highest ? now : highest
    looks += 1
    await delay(1)
  }
  await done
  return { highest, looks }
}

describe('a limit under load', { timeout: 180_000 }, () => {
  it('admits exactly 50 of 1,000 concurrent holds of 0.10 under 5.00', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const scopes = [scopeOf('wf_shared', '5.00')]

    const kinds = await kindsOfHolds(ledger, 1000, () => holdOf('0.10', { scopes }))

    expect(kinds.filter((kind) => kind === 'held')).toHaveLength(50)
    expect((await ledger.scopeBalance('wf_shared')).heldNanoUsd).toBe(usd('5.00'))
  })

  it('admits exactly 50 of 1,000 in four processes', async () => {
    const path = temporaryPath()
    const ledger = await openLedgerAt(path)
    const processes = [1, 2, 3, 4].map((seed) =>
      startLedgerProcess({ path, work: 'burst', seed, count: 250 }),
    )

    const admitted = await Promise.all(processes.map(({ answer }) => answer))

    expect(admitted.map(Number).reduce((sum, count) => sum + count, 0)).toBe(50)
    expect((await ledger.scopeBalance('wf_shared')).heldNanoUsd).toBe(usd('5.00'))
    expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 50 })
  })

  it('is never passed by calls of random cost, with retries and failures, in four processes', async () => {
    const path = temporaryPath()
    const ledger = await openLedgerAt(path)
    await ledger.setBudget(budgetOf('guild_1', 'month', '4.00'))
    const processes = [1, 2, 3, 4].map((seed) =>
      startLedgerProcess({ path, work: 'calls', seed, count: 120 }),
    )

    const working = Promise.all(processes.map(({ answer }) => answer))
    const tenant = await watchBalance(path, 'guild_1', working)

    const { spentNanoUsd, heldNanoUsd } = (await balanceOf(ledger, 'guild_1', noonMs)).month
    const held = (await working).map(Number).reduce((sum, count) => sum + count, 0)
    expect(tenant.looks).toBeGreaterThan(20)
    expect(tenant.highest).toBeLessThanOrEqual(usd('4.00'))
    expect(tenant.highest).toBeGreaterThan(usd('3.90'))
    expect(spentNanoUsd).toBeLessThanOrEqual(usd('4.00'))
    expect(heldNanoUsd).toBe(0n)
    expect(held).toBeLessThan(480)
    expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 0 })
  })
})
