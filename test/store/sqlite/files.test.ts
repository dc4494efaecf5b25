import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { balanceOf } from '../../support/ledger/balance-of.ts'
import { openAsOtherProgram } from '../../support/ledger/other-program.ts'
import { holdOf, noonMs, recordOf, spend, usd } from '../../support/ledger/requests.ts'
import {
  openLedgerAt,
  openLedgerOn,
  temporaryFolder,
  temporaryPath,
} from '../../support/ledger/temporary-books.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'

/** The path of books with some entries that nobody has open. */
async function closedBooks(entries = 3): Promise<string> {
  const path = temporaryPath()
  const ledger = await openLedgerAt(path)
  await Promise.all(Array.from({ length: entries }, () => spend(ledger, '0.10')))
  await ledger.close()
  return path
}

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}

const pageBytes = 4096

describe('opening a file', () => {
  it('creates it and its folder for their owner alone, and keeps a backup so too', async () => {
    const path = join(temporaryFolder(), 'data', 'autointel.sqlite')
    const ledger = await openLedgerAt(path)
    await spend(ledger, '0.10')
    await ledger.backup(`${path}.backup`)

    const files = [path, `${path}-wal`, `${path}-shm`, `${path}.backup`]
    expect(files.map(modeOf)).toEqual(['600', '600', '600', '600'])
    expect(modeOf(dirname(path))).toBe('700')
  })

  it('finds everything again that was written before', async () => {
    const path = await closedBooks()

    const ledger = await openLedgerAt(path)

    expect((await balanceOf(ledger, 'guild_1')).day.spentNanoUsd).toBe(usd('0.30'))
  })

  it('refuses one of a newer schema and writes nothing to it', async () => {
    const path = await closedBooks()
    const other = openAsOtherProgram(path)
    other.exec("insert into migrations (hash, applied_at_ms) values ('of the future', 1)")
    other.close()
    const before = readFileSync(path)

    expect(() => openDatabase(path, { timers: systemTimers, now: systemClock })).toThrow(
      expect.objectContaining({ name: 'LedgerError', reason: 'newer', path }),
    )
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('refuses one that is no database and leaves it as it was', () => {
    const path = temporaryPath()
    writeFileSync(path, 'These are the minutes of the meeting. '.repeat(500))

    expect(() => openDatabase(path, { timers: systemTimers, now: systemClock })).toThrow(
      expect.objectContaining({ reason: 'corrupt', path }),
    )
    expect(readFileSync(path, 'utf8')).toBe('These are the minutes of the meeting. '.repeat(500))
  })

  it('refuses one whose first page is damaged', async () => {
    const path = await closedBooks()
    const content = readFileSync(path)
    writeFileSync(path, content.fill(0xff, 100, pageBytes))

    expect(() => openDatabase(path, { timers: systemTimers, now: systemClock })).toThrow(
      expect.objectContaining({ reason: 'corrupt', path }),
    )
  })

  it.each([
    ['below a file', (folder: string) => join(folder, 'file', 'data', 'autointel.sqlite')],
    ['where nothing can be created', () => '/proc/autointel/autointel.sqlite'],
    ['that is a folder', (folder: string) => join(folder, 'folder')],
  ])('says that a path %s cannot be written', (_what, pathIn) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    mkdirSync(join(folder, 'folder'))
    const path = pathIn(folder)

    expect(() => openDatabase(path, { timers: systemTimers, now: systemClock })).toThrow(
      expect.objectContaining({
        reason: 'read_only',
        path,
        message: expect.stringContaining(path),
      }),
    )
  })

  it('takes the work of two that begin on a new file at once', async () => {
    const path = temporaryPath()
    const [first, second] = await Promise.all([openLedgerAt(path), openLedgerAt(path)])

    await Promise.all([spend(first, '0.10'), spend(second, '0.20')])

    expect((await balanceOf(first, 'bot')).day.spentNanoUsd).toBe(usd('0.30'))
    expect((await first.verify()).ok).toBe(true)
  })
})

describe('a file that fails while it is open', () => {
  it('is said to be damaged by whoever reads it', async () => {
    const path = await closedBooks(200)
    const database = openDatabase(path, { timers: systemTimers, now: systemClock })
    const ledger = await openLedgerOn(database)
    database.connection.pragma('wal_checkpoint(truncate)')
    const content = readFileSync(path)
    writeFileSync(path, content.fill(0xff, 3 * pageBytes))

    const reading = ledger.verify()

    await expect(reading).rejects.toMatchObject({ name: 'LedgerError', reason: 'corrupt', path })
    await database.close()
  })

  it('is said to be damaged when its end was cut off', async () => {
    const path = await closedBooks(200)
    truncateSync(path, 5 * pageBytes)

    const ledger = openLedgerAt(path).then((opened) => opened.verify())

    await expect(ledger).rejects.toMatchObject({ name: 'LedgerError', reason: 'corrupt' })
  })

  it('refuses writes when it has become read-only, and takes them again later', async () => {
    const database = openDatabase(temporaryPath(), { timers: systemTimers, now: systemClock })
    const ledger = await openLedgerOn(database)
    await spend(ledger, '0.10')
    database.connection.pragma('query_only = on')

    const refused = spend(ledger, '0.20')

    await expect(refused).rejects.toMatchObject({ name: 'LedgerError', reason: 'read_only' })
    expect((await balanceOf(ledger, 'bot')).day.spentNanoUsd).toBe(usd('0.10'))
    database.connection.pragma('query_only = off')
    await spend(ledger, '0.20')
    expect((await balanceOf(ledger, 'bot')).day.spentNanoUsd).toBe(usd('0.30'))
  })
})

describe('a full disk', () => {
  it('fails what does not fit as a whole, and keeps what was there', async () => {
    const database = openDatabase(temporaryPath(), { timers: systemTimers, now: systemClock })
    const ledger = await openLedgerOn(database)
    await ledger.hold(holdOf('0.50'))
    const pages = database.connection.pragma('page_count', { simple: true })
    database.connection.pragma(`max_page_count = ${Number(pages) + 16}`)

    const results = []
    for (let batch = 0; batch < 40; batch += 1) {
      const writes = Array.from({ length: 20 }, () => spend(ledger, '0.10'))
      results.push(...(await Promise.allSettled(writes)))
    }

    const booked = results.filter(({ status }) => status === 'fulfilled')
    const failed = results.filter(({ status }) => status === 'rejected')
    expect(booked.length).toBeGreaterThan(0)
    expect(failed.length).toBeGreaterThan(0)
    expect(failed[0]).toMatchObject({ reason: { name: 'LedgerError', reason: 'full' } })
    expect(await ledger.entriesOf('wf_1')).toHaveLength(booked.length)
    expect((await balanceOf(ledger, 'bot')).day).toEqual({
      spentNanoUsd: usd('0.10') * BigInt(booked.length),
      heldNanoUsd: usd('0.50'),
    })
    expect(await ledger.verify()).toMatchObject({ ok: true, entries: booked.length })
  })

  it('is no longer full when there is room again', async () => {
    const database = openDatabase(temporaryPath(), { timers: systemTimers, now: systemClock })
    const ledger = await openLedgerOn(database)
    database.connection.pragma('max_page_count = 1')
    const bulky = recordOf('0.10', { usage: {}, scopes: [{ account: 'x'.repeat(100_000), kind: 'scope' }] })
    await expect(ledger.record(bulky)).rejects.toMatchObject({ reason: 'full' })

    database.connection.pragma('max_page_count = 1000000')
    await ledger.record(bulky)

    expect((await ledger.verify()).ok).toBe(true)
    expect(await ledger.entriesOf('wf_1')).toHaveLength(1)
  })
})

describe('a lock of another program', () => {
  it('makes a write fail after the time to wait, and later writes are fine', async () => {
    const path = temporaryPath()
    const timers = new HandDrivenTimers()
    const ledger = await openLedgerAt(path, { timers, lockTimeoutMs: 50 })
    const other = openAsOtherProgram(path)
    other.exec('begin exclusive')
    let hasFailed = false
    const refused = spend(ledger, '0.10').catch((error: unknown) => {
      hasFailed = true
      throw error
    })
    refused.catch(() => undefined)

    await timers.pass(49)
    expect(hasFailed).toBe(false)
    // Looks once more after the time is over, and no pause between two looks is longer than 30 ms.
    await timers.pass(31)

    await expect(refused).rejects.toMatchObject({ name: 'LedgerError', reason: 'locked', path })
    other.exec('rollback')
    await spend(ledger, '0.20')
    expect((await balanceOf(ledger, 'bot')).day.spentNanoUsd).toBe(usd('0.20'))
  })

  it('leaves the event loop free while a write waits, and the write goes on after it', async () => {
    const path = temporaryPath()
    const timers = new HandDrivenTimers()
    const ledger = await openLedgerAt(path, { timers })
    const other = openAsOtherProgram(path)
    other.exec('begin exclusive')
    let isDone = false
    const waiting = spend(ledger, '0.10').finally(() => {
      isDone = true
    })

    await timers.pass(200)
    expect(isDone).toBe(false)
    other.exec('commit')
    await timers.pass(30)
    await waiting

    expect((await balanceOf(ledger, 'bot')).day.spentNanoUsd).toBe(usd('0.10'))
  })

  it('does not keep anybody from reading', async () => {
    const path = temporaryPath()
    const ledger = await openLedgerAt(path)
    await spend(ledger, '0.10')
    const other = openAsOtherProgram(path)
    other.exec('begin exclusive')
    other.exec('delete from balances')

    const summary = await ledger.summary({ fromMs: 0, toMs: noonMs + 1 }, {})

    expect(summary.costNanoUsd).toBe(usd('0.10'))
    expect((await balanceOf(ledger, 'bot')).day.spentNanoUsd).toBe(usd('0.10'))
  })
})
