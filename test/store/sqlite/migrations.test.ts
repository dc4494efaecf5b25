import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { migrate } from '../../../src/store/sqlite/migrate.ts'
import { SqliteWorkflowStore } from '../../../src/store/sqlite/workflows/sqlite-workflow-store.ts'
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
  migrate(connection, folder, 1)
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

  const history = await ledger.budgetHistory(bookedSubject('guild_1'), 9)
  const takenBack = await ledger.setBudget({
    subject: bookedSubject('guild_1'),
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

it('shows a run from before runs had an audience to nobody who had not seen it', async () => {
  const path = fileUpTo('0008_based_on', (connection) => {
    const insert = connection.prepare(
      `insert into workflows (id, state, process, location, depth, tenant, user, allow_local, reply_to, created_at_ms)
       values (?, 'completed', '', 'https://example.com/', 'quick', ?, '7', 0, ?, ?)`,
    )
    const replyTo = (isPrivate: string) => JSON.stringify({ channelId: '5', isPrivate })
    insert.run('wf_public', 'guild_1', replyTo('false'), noonMs)
    insert.run('wf_private', 'guild_1', replyTo('true'), noonMs)
    insert.run('wf_odd', 'guild_1', '{}', noonMs)
    insert.run('wf_direct', 'dm_7', replyTo('false'), noonMs)
    insert.run('wf_cli', 'cli', null, noonMs)
  })
  const database = openDatabase(path, { timers: systemTimers, now: systemClock })
  onTestFinished(() => database.close())
  const workflows = new SqliteWorkflowStore(database, { processId: 'p', deadAmong: () => [] })

  const runs = await workflows.recent({ limit: 9 })

  expect(Object.fromEntries(runs.map(({ id, visibility, channel }) => [id, [visibility, channel]]))).toEqual({
    wf_public: ['channel', '5'],
    wf_private: ['member', '5'],
    wf_odd: ['member', undefined],
    wf_direct: ['member', '5'],
    wf_cli: ['server', undefined],
  })
})

it('shows what was read before documents had readers to those who may see the run that read it', async () => {
  const path = fileUpTo('0009_visibility', (connection) => {
    const run = connection.prepare(
      `insert into workflows (id, state, process, location, depth, tenant, user, visibility, channel, allow_local, created_at_ms)
       values (?, 'completed', '', 'https://example.com/', 'deep', 'guild_1', '7', ?, '5', 0, 1)`,
    )
    const read = connection.prepare(
      `insert into knowledge_documents (id, tenant, workflow, url, content_hash, title, summary, language, remembered_at_ms, claims)
       values (?, 'guild_1', ?, '', ?, '', '', 'en', 1, '[]')`,
    )
    for (const visibility of ['server', 'channel', 'member']) {
      run.run(visibility, visibility)
      read.run(`of_${visibility}`, visibility, visibility)
    }
    read.run('of_nobody', 'gone', 'gone')
  })
  const database = openDatabase(path, { timers: systemTimers, now: systemClock })
  onTestFinished(() => database.close())

  const rows = database.connection
    .prepare('select id, circle from knowledge_documents order by id')
    .raw()
    .all()

  expect(rows).toEqual([
    ['of_channel', 'channel:5'],
    ['of_member', 'member:7'],
    ['of_nobody', 'member:'],
    ['of_server', 'server'],
  ])
})
