import { describe, expect, expectTypeOf, it } from 'vitest'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { openDatabase, type SqliteDatabase } from '../../../src/store/sqlite/database.ts'
import type { WriteTransaction } from '../../../src/store/sqlite/write-queue.ts'
import { balanceOf } from '../../support/ledger/balance-of.ts'
import { openAsOtherProgram } from '../../support/ledger/other-program.ts'
import { holdOf, noonMs, settlementOf, spend, usd } from '../../support/ledger/requests.ts'
import { openLedgerOn, temporaryPath } from '../../support/ledger/temporary-books.ts'
import { countWalCommits } from '../../support/ledger/wal-commits.ts'

/** A database whose write-ahead log is never emptied, with a ledger on it. */
async function openWithWholeLog(options: { readonly maxBatch?: number } = {}) {
  const database = openDatabase(temporaryPath(), { timers: systemTimers, now: systemClock, ...options })
  database.connection.pragma('wal_autocheckpoint = 0')
  return { database, ledger: await openLedgerOn(database) }
}

function noteOf(database: SqliteDatabase, name: string): void {
  database.connection.prepare('insert into time_zones values (?, ?)').run(name, 'UTC')
}

function notesIn(database: SqliteDatabase): readonly unknown[] {
  return database.connection
    .prepare("select subject from time_zones where subject <> 'default' order by rowid")
    .pluck()
    .all()
}

it('outside of a write nothing of the database can change rows, says its type', () => {
  const outside = expectTypeOf<SqliteDatabase['drizzle']>()
  outside.not.toHaveProperty('insert')
  outside.not.toHaveProperty('update')
  outside.not.toHaveProperty('delete')
  outside.not.toHaveProperty('run')
  outside.not.toHaveProperty('transaction')
  expectTypeOf<WriteTransaction['drizzle']>().toHaveProperty('insert')
})

describe('writes of one turn of the event loop', () => {
  it('share one commit', async () => {
    const { database, ledger } = await openWithWholeLog()
    const before = countWalCommits(database.path)

    await Promise.all(Array.from({ length: 100 }, () => spend(ledger, '0.10')))

    expect(countWalCommits(database.path) - before).toBe(1)
    expect(await ledger.entriesOf('wf_1')).toHaveLength(100)
  })

  it('take as many commits as they need when a commit takes only so many', async () => {
    const { database, ledger } = await openWithWholeLog({ maxBatch: 30 })
    const before = countWalCommits(database.path)

    await Promise.all(Array.from({ length: 100 }, () => spend(ledger, '0.10')))

    expect(countWalCommits(database.path) - before).toBe(4)
  })

  it('take a commit each when each waits for the one before', async () => {
    const { database, ledger } = await openWithWholeLog()
    const before = countWalCommits(database.path)

    for (let index = 0; index < 5; index += 1) await spend(ledger, '0.10')

    expect(countWalCommits(database.path) - before).toBe(5)
  })

  it('run in the order in which they were asked for', async () => {
    const { database } = await openWithWholeLog({ maxBatch: 2 })
    const names = ['a', 'b', 'c', 'd', 'e']

    await Promise.all(names.map((name) => database.write(() => noteOf(database, name))))

    expect(notesIn(database)).toEqual(names)
  })

  it('are answered only when they are in the file', async () => {
    const { database } = await openWithWholeLog()
    const other = openAsOtherProgram(database.path)
    const seen = other.prepare("select count(*) from time_zones where subject = 'a'").pluck()

    const inside = database.write(() => {
      noteOf(database, 'a')
      return seen.get()
    })
    const after = inside.then(() => seen.get())

    expect([await inside, await after]).toEqual([0n, 1n])
  })
})

describe('a write that throws', () => {
  it('is undone alone: its neighbours are written', async () => {
    const { database } = await openWithWholeLog()

    const results = await Promise.allSettled([
      database.write(() => noteOf(database, 'before')),
      database.write(() => {
        noteOf(database, 'half')
        throw new RangeError('No such thing.')
      }),
      database.write(() => noteOf(database, 'after')),
    ])

    expect(results).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { name: 'RangeError', message: 'No such thing.' } },
      { status: 'fulfilled' },
    ])
    expect(notesIn(database)).toEqual(['before', 'after'])
  })

  it('leaves nothing in memory that is not in the file', async () => {
    const { database, ledger } = await openWithWholeLog()
    await spend(ledger, '1.00')
    database.connection.exec(
      "create temp trigger refuse before insert on audit_trail begin select raise(abort, 'refused'); end",
    )

    const moving = ledger.setTimeZone({
      subject: bookedSubject('guild_1'),
      timeZone: 'Asia/Kathmandu',
      by: 'owner',
      role: 'owner',
      atMs: noonMs,
    })

    await expect(moving).rejects.toMatchObject({ name: 'LedgerError', reason: 'failed' })
    database.connection.exec('drop trigger refuse')
    expect(await ledger.timeZone(bookedSubject('guild_1'))).toBe('UTC')
    expect((await balanceOf(ledger, 'guild_1')).day.spentNanoUsd).toBe(usd('1.00'))
    expect((await ledger.verify()).ok).toBe(true)
  })
})

describe('closing', () => {
  it('lets go of the file even when it cannot sign off', async () => {
    const { database, ledger } = await openWithWholeLog()
    database.connection.exec(
      "create temp trigger refuse before delete on processes begin select raise(abort, 'refused'); end",
    )

    await expect(ledger.close()).rejects.toMatchObject({ name: 'LedgerError', reason: 'failed' })
    expect(database.connection.open).toBe(false)
  })

  it('finishes what was asked for before', async () => {
    const { database, ledger } = await openWithWholeLog()
    const other = openAsOtherProgram(database.path)
    const writing = spend(ledger, '0.10')

    await Promise.all([writing, ledger.close()])

    expect(other.prepare('select count(*) from entries').pluck().get()).toBe(1n)
    expect(other.prepare('select count(*) from processes').pluck().get()).toBe(0n)
  })
})

describe('a settlement that may wait for the disk', () => {
  it('is committed without waiting, and brought to the disk by the next commit that does', async () => {
    const { database, ledger } = await openWithWholeLog()
    const waits = () => Number(database.connection.pragma('synchronous', { simple: true })) === 2
    const hold = holdOf('0.10')
    await ledger.hold(hold)
    expect(waits()).toBe(true)

    await ledger.settle({ ...settlementOf(hold.id, '0.05'), mayWaitForDisk: true })
    expect(waits()).toBe(false)
    expect(await ledger.holdsPending()).toEqual([])

    const others = [holdOf('0.10'), holdOf('0.10')]
    for (const other of others) await ledger.hold(other)
    expect(waits()).toBe(true)
    const [first, second] = others.map(({ id }) => settlementOf(id, '0.05'))
    await Promise.all(
      [first, second].map((one, index) => one && ledger.settle({ ...one, mayWaitForDisk: index === 0 })),
    )
    expect(waits()).toBe(true)
  })
})
