import { describe, expect, it } from 'vitest'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { balanceOf } from '../../support/ledger/balance-of.ts'
import { openAsOtherProgram } from '../../support/ledger/other-program.ts'
import {
  budgetOf,
  correctionOf,
  dayMs,
  holdOf,
  noonMs,
  recordOf,
  scopeOf,
  settlementOf,
  spend,
  usd,
} from '../../support/ledger/requests.ts'
import { openLedgerAt, openLedgerOn, temporaryPath } from '../../support/ledger/temporary-books.ts'

async function open() {
  const database = openDatabase(temporaryPath(), { timers: systemTimers, now: systemClock })
  const ledger = await openLedgerOn(database)
  /** From now on this connection cannot do `what`, such as `insert on alerts`, to rows for which `when` holds. */
  const refuse = (what: string, when = 'true') =>
    database.connection.exec(
      `create temp trigger refuse before ${what} when ${when} begin select raise(abort, 'refused'); end`,
    )
  return { database, ledger, refuse, allow: () => database.connection.exec('drop trigger refuse') }
}

const moveTo = (timeZone: string) =>
  ({ subject: bookedSubject('guild_1'), timeZone, by: 'user_1', role: 'owner', atMs: noonMs + 1 }) as const

describe('use cases that share a batch', () => {
  it('write each balance and each roll-up once', async () => {
    const { database, ledger } = await open()
    const scopes = [scopeOf('wf_1', '100')]
    const ids = Array.from({ length: 50 }, (_, index) => `hold_${index}`)
    await Promise.all(ids.map((id) => ledger.hold(holdOf('0.05', { id, scopes }))))
    database.connection.exec('create temp table writes (name text)')
    for (const table of ['balances', 'usage_rollups', 'user_rollups'])
      for (const event of ['insert', 'update'])
        database.connection.exec(
          `create temp trigger ${table}_${event} after ${event} on ${table}
           begin insert into writes values ('${table} ' || new.rowid); end`,
        )

    await Promise.all(ids.map((id) => ledger.settle(settlementOf(id, '0.03'))))

    const written = database.connection
      .prepare('select count(*) as times from writes group by name')
      .pluck()
      .all()
    expect(written).toEqual(Array(15).fill(1n))
    expect(await ledger.scopeBalance('wf_1')).toEqual({ spentNanoUsd: usd('1.50'), heldNanoUsd: 0n })
    expect((await ledger.verify()).differences).toEqual([])
  })

  it('see what those before them have spent and held', async () => {
    const { ledger } = await open()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

    const [, first, second, , third, budget] = await Promise.all([
      spend(ledger, '0.40'),
      ledger.hold(holdOf('0.60', { id: 'hold_a' })),
      ledger.hold(holdOf('0.000000001')),
      ledger.settle(settlementOf('hold_a', '0.10')),
      ledger.hold(holdOf('0.50')),
      ledger.setBudget(budgetOf('guild_1', 'day', '2.00')),
    ])

    expect([first.kind, second.kind, third.kind]).toEqual(['held', 'refused', 'held'])
    expect(second).toMatchObject({ refusal: { spentNanoUsd: usd('0.40'), heldNanoUsd: usd('0.60') } })
    expect(budget).toMatchObject({ status: { spentNanoUsd: usd('0.50'), heldNanoUsd: usd('0.50') } })
  })

  it('are counted anew by a time zone that moves in their midst', async () => {
    const { ledger } = await open()

    await Promise.all([
      spend(ledger, '0.40'),
      ledger.hold(holdOf('0.60')),
      ledger.setTimeZone(moveTo('Asia/Kathmandu')),
      spend(ledger, '0.20'),
    ])

    expect((await balanceOf(ledger, 'guild_1')).day).toEqual({
      spentNanoUsd: usd('0.60'),
      heldNanoUsd: usd('0.60'),
    })
    expect((await ledger.verify()).differences).toEqual([])
  })
})

describe('a use case that fails in a batch', () => {
  it('leaves nothing in the balances that it had changed, and its neighbours stand', async () => {
    const { ledger, refuse, allow } = await open()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    refuse('insert on alerts', 'new.threshold_percent = 90')

    const [before, failed, after] = await Promise.allSettled([
      spend(ledger, '0.40'),
      spend(ledger, '0.55'),
      ledger.hold(holdOf('0.60')),
    ])

    allow()
    expect([before.status, failed.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(after).toMatchObject({ value: { kind: 'held' } })
    expect((await balanceOf(ledger, 'guild_1')).day).toEqual({
      spentNanoUsd: usd('0.40'),
      heldNanoUsd: usd('0.60'),
    })
    expect((await ledger.verify()).differences).toEqual([])
  })

  it('leaves nothing in the roll-ups that it had changed', async () => {
    const { ledger, refuse, allow } = await open()
    await ledger.record(recordOf('0.40', { id: 'wrong' }))
    refuse('insert on entries', "new.id = 'right'")

    const [before, failed, after] = await Promise.allSettled([
      spend(ledger, '0.10'),
      // Its reversal is added up before its replacement is refused.
      ledger.correct(correctionOf('wrong', '0.20', { id: 'right' })),
      spend(ledger, '0.10'),
    ])

    allow()
    expect([before.status, failed.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await ledger.summary({ fromMs: 0, toMs: noonMs + 1 }, {})).costNanoUsd).toBe(usd('0.60'))
    expect((await ledger.verify()).differences).toEqual([])
  })
})

describe('a batch that fails', () => {
  it('when its balances cannot be written books nothing, and is not remembered', async () => {
    const { ledger, refuse, allow } = await open()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(ledger, '0.40')
    refuse('insert on balances')

    const failed = await Promise.allSettled([spend(ledger, '0.50'), ledger.hold(holdOf('0.10'))])
    allow()
    const held = await ledger.hold(holdOf('0.60'))

    const failure = { status: 'rejected', reason: { name: 'LedgerError', reason: 'failed' } }
    expect(failed).toMatchObject([failure, failure])
    expect(held).toMatchObject({ kind: 'held' })
    expect(await ledger.entriesOf('wf_1')).toHaveLength(1)
    expect((await ledger.verify()).differences).toEqual([])
  })
})

describe('a use case that is alone in its batch', () => {
  it('books nothing when it fails, and nothing of it is remembered', async () => {
    const { ledger, refuse, allow } = await open()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(ledger, '0.40')
    await ledger.hold(holdOf('0.10', { id: 'mine' }))
    refuse('insert on entries')

    await expect(ledger.settle(settlementOf('mine', '0.10'))).rejects.toMatchObject({ reason: 'failed' })
    await expect(ledger.hold(holdOf('0.20', { id: 'mine' }))).rejects.toThrow('mine')
    allow()

    expect((await ledger.hold(holdOf('0.51'))).kind).toBe('refused')
    expect((await ledger.hold(holdOf('0.50'))).kind).toBe('held')
    expect((await ledger.settle(settlementOf('mine', '0.10'))).kind).toBe('settled')
    expect((await ledger.verify()).differences).toEqual([])
  })

  it('holds nothing when its balances cannot be written, and the hold is not remembered', async () => {
    const { ledger, refuse, allow } = await open()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    refuse('insert on balances')
    await expect(ledger.hold(holdOf('0.60', { id: 'mine' }))).rejects.toMatchObject({ reason: 'failed' })
    allow()

    expect(await ledger.settle(settlementOf('mine', '0.10'))).toEqual({ kind: 'unknown_hold' })
    expect((await ledger.hold(holdOf('0.70', { id: 'mine' }))).kind).toBe('held')
    expect((await ledger.verify()).differences).toEqual([])
  })

  it('sees what those before it have left, also after its time zone has moved', async () => {
    const { ledger } = await open()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    for (const timeZone of ['Etc/GMT', 'Asia/Kathmandu', 'Africa/Abidjan']) {
      await spend(ledger, '0.10')
      await ledger.setTimeZone(moveTo(timeZone))
      await spend(ledger, '0.10')
    }

    expect((await ledger.hold(holdOf('0.41'))).kind).toBe('refused')
    expect((await ledger.hold(holdOf('0.40'))).kind).toBe('held')
    expect((await ledger.verify()).differences).toEqual([])
  })
})

describe('what another process has committed', () => {
  it('is seen by the next batch: in balances, budgets and time zones', async () => {
    const { database, ledger } = await open()
    const other = await openLedgerAt(database.path)
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await ledger.hold(holdOf('0.10'))

    await spend(other, '0.50')
    const tooMuch = await ledger.hold(holdOf('0.41'))
    await other.setBudget(budgetOf('guild_1', 'day', '0.70'))
    const lowered = await ledger.hold(holdOf('0.11'))
    await other.setTimeZone(moveTo('Pacific/Kiritimati'))
    await ledger.hold(holdOf('0.10'))

    expect([tooMuch.kind, lowered.kind]).toEqual(['refused', 'refused'])
    expect(lowered).toMatchObject({ refusal: { limitNanoUsd: usd('0.70'), spentNanoUsd: usd('0.50') } })
    expect((await ledger.verify()).differences).toEqual([])
  })

  it('ends a hold that was made here', async () => {
    const { database, ledger } = await open()
    const other = await openLedgerAt(database.path)
    await ledger.hold(holdOf('0.10', { id: 'mine' }))
    await other.expire('mine', noonMs + dayMs)

    expect((await ledger.settle(settlementOf('mine', '0.04'))).kind).toBe('corrected')
    expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 0 })
  })

  it('is seen though nobody has written here since, by whoever reads', async () => {
    const { database, ledger } = await open()
    await balanceOf(ledger, 'guild_1')
    const other = openAsOtherProgram(database.path)
    other.exec("update balances set spent_nano_usd = 7 where account = 'guild_1'")
    other.exec(`insert into balances values ('guild_1', 'day', ${Date.UTC(2026, 5, 17)}, 7, 0)`)

    expect((await balanceOf(ledger, 'guild_1')).day.spentNanoUsd).toBe(7n)
  })
})
