import { describe, expect, it } from 'vitest'
import { balanceOf } from '../support/ledger/balance-of.ts'
import { openAsOtherProgram } from '../support/ledger/other-program.ts'
import { budgetOf, holdOf, kindsOfHolds, noonMs, scopeOf, usd } from '../support/ledger/requests.ts'
import { startLedgerProcess } from '../support/ledger/start-process.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

/** Has the file itself note the highest that each account's balance ever is, whoever writes it; returns how to read it. */
function noteHighestBalances(path: string): (account: string) => bigint {
  const file = openAsOtherProgram(path)
  const note = `insert into highest values (new.account, new.spent_nano_usd + new.held_nano_usd)
    on conflict do update set used = max(used, excluded.used)`
  file.exec(`create table highest (account text primary key, used integer not null);
    create trigger note_new after insert on balances begin ${note}; end;
    create trigger note_changed after update on balances begin ${note}; end;`)
  const highest = file.prepare('select used from highest where account = ?').pluck()
  return (account) => BigInt(highest.get(account) as bigint)
}

describe('a limit under load', () => {
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
    const highest = noteHighestBalances(path)
    const processes = [1, 2, 3, 4].map((seed) =>
      startLedgerProcess({ path, work: 'calls', seed, count: 120 }),
    )

    const answers = await Promise.all(processes.map(({ answer }) => answer))

    const { spentNanoUsd, heldNanoUsd } = (await balanceOf(ledger, 'guild_1', noonMs)).month
    const held = answers.map(Number).reduce((sum, count) => sum + count, 0)
    expect(highest('guild_1')).toBeLessThanOrEqual(usd('4.00'))
    expect(highest('guild_1')).toBeGreaterThan(usd('3.90'))
    expect(spentNanoUsd).toBeLessThanOrEqual(usd('4.00'))
    expect(heldNanoUsd).toBe(0n)
    expect(held).toBeLessThan(480)
    expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 0 })
  })
})
