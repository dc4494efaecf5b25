import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { balanceOf } from '../../support/ledger/balance-of.ts'
import { budgetOf, spend, usd } from '../../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../../support/ledger/temporary-books.ts'

const open = (path: string) => openDatabase(path, { timers: systemTimers, now: systemClock })
const failure = (reason: string, path: string) =>
  expect.objectContaining({ name: 'LedgerError', reason, path, message: expect.stringContaining(path) })

/** A file of SQLite with these statements run on it, as another program would leave it. */
function fileOf(path: string, ...statements: readonly string[]): void {
  const connection = new Database(path)
  for (const statement of statements) connection.exec(statement)
  connection.close()
}

describe('a file that was there before', () => {
  it('is not taken for a new ledger when it is empty, and the log beside it is left alone', async () => {
    const path = temporaryPath()
    const ledger = await openLedgerAt(path)
    await ledger.setBudget(budgetOf('bot', 'day', '1.00'))
    await ledger.close()
    truncateSync(path, 0)
    writeFileSync(`${path}-wal`, 'what was last written')

    expect(() => open(path)).toThrow(failure('empty', path))
    expect(statSync(path).size).toBe(0)
    expect(readFileSync(`${path}-wal`, 'utf8')).toBe('what was last written')
  })

  it('is not taken for a new ledger when it holds no tables', () => {
    const path = temporaryPath()
    fileOf(path, 'pragma journal_mode = wal')

    expect(statSync(path).size).toBeGreaterThan(0)
    expect(() => open(path)).toThrow(failure('empty', path))
  })

  it('is not written to when it is the database of another program', () => {
    const path = temporaryPath()
    fileOf(path, 'create table songs (name text)')
    const before = readFileSync(path)

    expect(() => open(path)).toThrow(failure('foreign', path))
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

describe('a first opening that was cut off', () => {
  it.each([
    ['before there was a file', () => undefined],
    ['before anything was written', (path: string) => writeFileSync(path, '')],
    ['before there were tables', (path: string) => fileOf(path, 'pragma journal_mode = wal')],
  ])('%s is gone on with', async (_when, leave) => {
    const path = temporaryPath()
    writeFileSync(`${path}-new`, '')
    leave(path)

    const ledger = await openLedgerAt(path)
    await spend(ledger, '0.10')

    expect((await balanceOf(ledger, 'bot')).day.spentNanoUsd).toBe(usd('0.10'))
    expect(existsSync(`${path}-new`)).toBe(false)
  })

  it('right after the tables were written leaves a file that counts as there before', async () => {
    const path = temporaryPath()
    const ledger = await openLedgerAt(path)
    await ledger.close()
    writeFileSync(`${path}-new`, '')

    await (await openLedgerAt(path)).close()
    truncateSync(path, 0)

    expect(existsSync(`${path}-new`)).toBe(false)
    expect(() => open(path)).toThrow(failure('empty', path))
  })
})

it('a new file has its migrations dated by the clock that it was opened with', async () => {
  const database = openDatabase(temporaryPath(), { timers: systemTimers, now: () => 1_234_567 })
  const dates = database.connection.prepare('select distinct applied_at_ms from migrations').pluck().all()
  await database.close()

  expect(dates).toEqual([1_234_567n])
})
