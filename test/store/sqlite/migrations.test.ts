import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../../../src/store/sqlite/migrate.ts'
import { noonMs, usd } from '../../support/ledger/requests.ts'
import { openLedgerAt, temporaryFolder, temporaryPath } from '../../support/ledger/temporary-books.ts'

/** A file as the version wrote it whose newest migration was `tag`, closed after `fill`. */
function fileUpTo(tag: string, fill: (connection: Database.Database) => void): string {
  const folder = temporaryFolder()
  cpSync('drizzle/sqlite', folder, { recursive: true })
  const journalPath = join(folder, 'meta/_journal.json')
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(journalPath, 'utf8'))
  const newest = journal.entries.findIndex((entry) => entry.tag === tag)
  writeFileSync(journalPath, JSON.stringify({ ...journal, entries: journal.entries.slice(0, newest + 1) }))
  const path = temporaryPath()
  const connection = new Database(path)
  migrate(connection, folder)
  fill(connection)
  connection.close()
  return path
}

it('knows managers by the role that they had in the name until there was a column for it', async () => {
  const path = fileUpTo('0004_alert_deliveries', (connection) => {
    const insert = connection.prepare(
      "insert into budget_changes (subject, period, limit_nano_usd, mode, by, at_ms) values ('guild_1', 'day', ?, 'hard', ?, ?)",
    )
    for (const [limitUsd, by] of [
      ['30', 'command line'],
      ['25', 'user_1'],
      ['5', 'manager_7'],
      ['4', 'manager_7'],
    ] as const)
      insert.run(usd(limitUsd), by, noonMs)
  })
  const ledger = await openLedgerAt(path)

  const history = await ledger.budgetHistory('guild_1', 9)
  const takenBack = await ledger.setBudget({
    subject: 'guild_1',
    period: 'day',
    limitNanoUsd: undefined,
    by: 'user_7',
    role: 'manager',
    atMs: noonMs,
  })

  expect(history.map(({ by, role }) => `${by}: ${role}`)).toEqual([
    'manager_7: manager',
    'manager_7: manager',
    'user_1: owner',
    'command line: owner',
  ])
  expect(takenBack).toMatchObject({
    change: { previousLimitNanoUsd: usd('4') },
    status: { budget: { limitNanoUsd: usd('25'), revision: 2 } },
  })
})
