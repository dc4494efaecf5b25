import { describe, expect, it } from 'vitest'
import { openAsOtherProgram } from '../support/ledger/other-program.ts'
import { correctionOf, holdOf, noonMs, recordOf, scopeOf, settlementOf } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

/** Books with a line of each kind and a hold in each state. */
async function openBooksOfEachKind() {
  const path = temporaryPath()
  const ledger = await openLedgerAt(path)
  const scopes = [scopeOf('wf_1')]
  for (const id of ['settled', 'voided', 'failed', 'expired', 'pending'])
    await ledger.hold(holdOf('0.10', { id, scopes }))
  await ledger.settle(settlementOf('settled', '0.04'))
  await ledger.void({ holdId: 'voided', failed: false, atMs: noonMs })
  await ledger.void({ holdId: 'failed', failed: true, atMs: noonMs })
  await ledger.expire('expired', noonMs)
  await ledger.record(recordOf('0.30', { id: 'wrong', provenance: 'estimated' }))
  await ledger.correct(correctionOf('wrong', '0.20', { id: 'right' }))
  return { ledger, tamper: (statement: string) => openAsOtherProgram(path).exec(statement) }
}

const copyOfEntry = (changes: string) =>
  `create temp table copy as select * from entries where id = 'right';
   update copy set sequence = 99, id = 'forged', corrects = null, hold_id = null${changes};
   insert into entries select * from copy`

describe('verifying the books', () => {
  it('finds nothing when nobody touched them', async () => {
    const { ledger } = await openBooksOfEachKind()

    expect(await ledger.verify()).toEqual({
      ok: true,
      entries: 6,
      holdsPending: 1,
      differences: [],
      damage: [],
    })
  })

  it.each([
    ['the amount of an entry', "update entries set amount_nano_usd = 1 where id = 'right'", 'balance'],
    ['the tenant of an entry', "update entries set tenant = 'guild_2' where id = 'right'", 'balance guild_2'],
    ['the user of an entry', "update entries set user = '8' where id = 'right'", 'balance user_8'],
    ['the time of an entry', "update entries set held_at_ms = 1 where id = 'right'", 'balance'],
    [
      'the scopes of an entry',
      "update entries set scopes = '[]' where id = 'settled:entry'",
      'balance wf_1 run',
    ],
    ['the model of an entry', "update entries set model = 'gpt-9' where id = 'right'", 'usage_rollups'],
    ['the task of an entry', "update entries set task = 'knowledge' where id = 'right'", 'usage_rollups'],
    ['the depth of an entry', "update entries set depth = 'quick' where id = 'right'", 'usage_rollups'],
    [
      'the provenance of an entry',
      "update entries set provenance = 'estimated' where id = 'right'",
      'usage_rollups',
    ],
    ['the usage of an entry', "update entries set usage = '{}' where id = 'settled:entry'", 'usage_rollups'],
    ['the calls of an entry', "update entries set calls = 5 where id = 'right'", 'user_rollups'],
    [
      'the kind of an entry',
      "update entries set kind = 'reversal' where id = 'settled:entry'",
      'hold settled',
    ],
    ['an entry taken out', "delete from entries where id = 'right'", 'balance'],
    ['a free entry put in', copyOfEntry(', amount_nano_usd = 0'), 'usage_rollups'],
    ['a dear entry put in', copyOfEntry(''), 'balance bot ever 0'],
    [
      'what a subject has spent',
      "update balances set spent_nano_usd = 0 where account = 'guild_1'",
      'balance guild_1',
    ],
    [
      'what a subject holds',
      "update balances set held_nano_usd = 0 where account = 'user_7'",
      'balance user_7',
    ],
    [
      'what a scope has spent',
      "update balances set spent_nano_usd = 1 where account = 'wf_1'",
      'balance wf_1 run',
    ],
    [
      'the spend of all time',
      "update balances set spent_nano_usd = 1 where period = 'ever'",
      'balance bot ever 0',
    ],
    [
      'a balance taken out',
      "delete from balances where account = 'bot' and period = 'hour'",
      'balance bot hour',
    ],
    ['a balance put in', "insert into balances values ('guild_5', 'day', 0, 7, 0)", 'balance guild_5 day 0'],
    ['the amount of a pending hold', "update holds set amount_nano_usd = 1 where id = 'pending'", 'balance'],
    ['a pending hold taken out', "delete from holds where id = 'pending'", 'balance'],
    [
      'a pending hold ended',
      "update holds set state = 'settled' where id = 'pending'",
      'hold pending, settled',
    ],
    [
      'a settled hold made pending',
      "update holds set state = 'pending' where id = 'settled'",
      'hold settled, pending',
    ],
    [
      'a settled hold made void',
      "update holds set state = 'voided' where id = 'settled'",
      'hold settled, voided',
    ],
    ['a settled hold taken out', "delete from holds where id = 'settled'", 'entry settled:entry'],
    [
      'an expired hold made smaller',
      "update holds set amount_nano_usd = 1 where id = 'expired'",
      'hold expired',
    ],
    ['a sum of an hour', "update usage_rollups set calls = 0 where grain = 'hour'", 'usage_rollups ["hour"'],
    [
      'a sum of a day',
      "update usage_rollups set amount_nano_usd = 0 where grain = 'day'",
      'usage_rollups ["day"',
    ],
    ['a sum taken out', 'delete from usage_rollups', 'usage_rollups'],
    ['a sum of a user', 'update user_rollups set input_tokens = 1', 'user_rollups'],
    [
      'a sum of a user put in',
      "insert into user_rollups select grain, start_ms, 'guild_9', user, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 from user_rollups",
      'user_rollups',
    ],
  ])('notices %s changed by hand', async (_what, statement, expected) => {
    const { ledger, tamper } = await openBooksOfEachKind()
    tamper(statement)

    const { ok, differences } = await ledger.verify()

    expect(ok).toBe(false)
    expect(differences.map(({ what }) => what)).toContainEqual(expect.stringContaining(expected))
  })

  it('says what is kept and what it should be', async () => {
    const { ledger, tamper } = await openBooksOfEachKind()
    tamper("update balances set spent_nano_usd = 5 where account = 'guild_1' and period = 'day'")

    expect((await ledger.verify()).differences).toEqual([
      {
        what: `balance guild_1 day ${Date.UTC(2026, 5, 17)} spentNanoUsd`,
        kept: '5',
        recomputed: '340000000',
      },
    ])
  })
})
