import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { createCalendar } from '../../../src/budget/calendar.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { openSqliteLedger } from '../../../src/store/sqlite/ledger/sqlite-ledger.ts'
import { openAsOtherProgram } from '../../support/ledger/other-program.ts'
import { spend } from '../../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../../support/ledger/temporary-books.ts'
import { writeVariedBooks } from '../../support/ledger/varied-books.ts'

const flips = 60

/** What SQLite's own check says of a file, or that it cannot even check it. */
function saysSqlite(path: string): string {
  const connection = new Database(path)
  try {
    return String(connection.pragma('integrity_check(1)', { simple: true }))
  } catch (error) {
    return String(error)
  } finally {
    connection.close()
  }
}

/** What opening and verifying the books says: `right`, what is wrong, or the reason that it cannot be told. */
async function saysVerify(path: string): Promise<string> {
  try {
    const database = openDatabase(path, { timers: systemTimers, now: systemClock })
    try {
      const ledger = await openSqliteLedger(database, { calendar: createCalendar(), now: systemClock })
      const { ok, damage, differences } = await ledger.verify()
      return ok ? 'right' : `damage ${damage.length}, differences ${differences.length}`
    } finally {
      await database.close()
    }
  } catch (error) {
    return String(error)
  }
}

it('never says that books are right of which SQLite says that their file is damaged', async () => {
  const path = temporaryPath()
  const ledger = await openLedgerAt(path)
  await writeVariedBooks(ledger)
  await ledger.close()
  const whole = readFileSync(path)
  const flipped = temporaryPath()

  const said: { readonly sqlite: string; readonly verify: string }[] = []
  for (let flip = 0; flip < flips; flip += 1) {
    const content = Buffer.from(whole)
    const at = Math.floor((content.length / flips) * (flip + 0.37))
    content.writeUInt8(content.readUInt8(at) ^ (1 << (flip % 8)), at)
    writeFileSync(flipped, content)
    copyFileSync(flipped, `${flipped}.copy`)
    said.push({ sqlite: saysSqlite(`${flipped}.copy`), verify: await saysVerify(flipped) })
  }

  const seenBySqlite = said.filter(({ sqlite }) => sqlite !== 'ok')
  expect(seenBySqlite.length).toBeGreaterThan(flips / 10)
  expect(seenBySqlite.filter(({ verify }) => verify === 'right')).toEqual([])
})

it('tells what SQLite finds in its own words, and that the figures agree all the same', async () => {
  const path = temporaryPath()
  const ledger = await openLedgerAt(path)
  await spend(ledger, '0.10')
  const other = openAsOtherProgram(path)
  other.unsafeMode(true)
  other.exec(`pragma writable_schema = on;
    update sqlite_schema set sql = replace(sql, '(\`tenant\`', '(\`model\`') where name = 'entries_tenant'`)
  other.close()
  await ledger.close()

  const verified = await (await openLedgerAt(path)).verify()

  expect(verified).toMatchObject({ ok: false, differences: [] })
  expect(verified.damage).toContainEqual(expect.stringContaining('entries_tenant'))
})
