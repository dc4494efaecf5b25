import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, it, onTestFinished } from 'vitest'
import { systemTimers } from '../../../src/app/timers.ts'
import { createCalendar } from '../../../src/budget/calendar.ts'
import * as access from '../../../src/store/sqlite/access/schema.ts'
import * as events from '../../../src/store/sqlite/events/schema.ts'
import * as knowledge from '../../../src/store/sqlite/knowledge/schema.ts'
import * as ledger from '../../../src/store/sqlite/ledger/schema.ts'
import * as outbox from '../../../src/store/sqlite/outbox/schema.ts'
import * as servers from '../../../src/store/sqlite/servers/schema.ts'
import * as workflows from '../../../src/store/sqlite/workflows/schema.ts'
import type { NewBooks, ReadBooks } from '../../../src/store/transfer/books.ts'
import { openNewPostgresBooks, openPostgresBooks } from '../../../src/store/transfer/postgres-books.ts'
import { openNewSqliteBooks, openSqliteBooks } from '../../../src/store/transfer/sqlite-books.ts'
import { transferTables } from '../../../src/store/transfer/tables.ts'
import { transferBooks } from '../../../src/store/transfer/transfer-books.ts'
import { failureOf } from '../../support/failure-of.ts'
import { budgetOf, holdOf, noonMs, settlementOf } from '../../support/ledger/requests.ts'
import { openLedgerAt, openStoresAt, temporaryPath } from '../../support/ledger/temporary-books.ts'
import { requestOf } from '../../support/orchestrator/requests.ts'
import { openStoresOn } from '../../support/postgres/stores.ts'
import { temporaryDatabase } from '../../support/postgres/temporary-database.ts'

const options = { calendar: createCalendar(), now: () => noonMs, timers: systemTimers }
const entries = 2_500
/** What a text may hold, and no column of the one or the other database as it is. */
const strange = '\0 \uE000 \uE0000 \\ " \' { } , null \u2028 🦉'

function closing<T extends ReadBooks>(books: T): T {
  onTestFinished(() => books.close())
  return books
}

/** Many entries, and a run with a checkpoint that is hard to carry. */
async function fileOfBooks(): Promise<string> {
  const path = temporaryPath()
  const { ledger, workflows } = await openStoresAt(path)
  await Promise.all(
    Array.from({ length: entries }, async (_, index) => {
      await ledger.hold(holdOf('0.001', { id: `call_${index}` }))
      await ledger.settle(settlementOf(`call_${index}`, `0.000${1 + (index % 9)}`))
    }),
  )
  const { claim } = await workflows.create('wf_read', requestOf({ tenant: 'guild_1' }), noonMs)
  await workflows.keep({
    workflow: 'wf_read',
    claim,
    task: 'analysis',
    step: 's',
    version: 1,
    content: strange,
  })
  await ledger.close()
  return path
}

/** Books that fail at their so-manieth write. */
function cutOffAt(books: NewBooks, write: number): NewBooks {
  let writes = 0
  const { target } = books
  return {
    ...books,
    target: {
      progressOf: (table) => target.progressOf(table),
      end: (table) => target.end(table),
      finish: () => target.finish(),
      write: async (table, batch) => {
        writes += 1
        if (writes === write) throw new Error('cut off')
        await target.write(table, batch)
      },
    },
  }
}

it('every column of every table of a file is carried, but for who works on it', () => {
  const schemas = [access, events, knowledge, ledger, outbox, servers, workflows]
  const tables = schemas
    .flatMap((schema) => Object.values<unknown>(schema))
    .filter((one) => is(one, SQLiteTable))
  const columnsOf = (table: SQLiteTable) => Object.values(getTableColumns(table)).map(({ name }) => name)
  const kept = tables.flatMap((table) => columnsOf(table).map((column) => `${getTableName(table)}.${column}`))
  const carried = new Set(
    transferTables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`)),
  )

  const left = kept.filter((column) => !carried.has(column) && !column.startsWith('processes.'))

  // The number of a passage in the index of words, which is made anew.
  expect(left).toEqual(['knowledge_passages.sequence'])
})

it.each([
  [
    'Postgres',
    async () => {
      const url = await temporaryDatabase()
      return {
        place: url,
        open: () => openNewPostgresBooks(url, options),
        use: async () => await openStoresOn(url),
      }
    },
  ],
  [
    'a file',
    async () => {
      const path = temporaryPath()
      return {
        place: path,
        open: async () => openNewSqliteBooks(path, options),
        use: async () => openStoresAt(path),
      }
    },
  ],
] as const)(
  'a transfer to %s that is cut off goes on where it was, and nobody uses the books before',
  async (_store, make) => {
    const source = closing(await openSqliteBooks(await fileOfBooks(), options))
    const { open, use } = await make()
    // The third part of the entries.
    const half = await open()
    expect(await failureOf(transferBooks(source, cutOffAt(half, 4)))).toMatchObject({ message: 'cut off' })
    await half.close()
    expect(await failureOf(use())).toMatchObject({ name: 'LedgerError', reason: 'unfinished' })
    const whole: string[] = []
    const rest = await open()

    const { rows, target } = await transferBooks(source, rest, (table) => whole.push(table))
    await rest.close()

    expect([rows['entries'], target.entries, target.ok]).toEqual([entries, entries, true])
    expect(whole[0]).toBe('entries')
    const stores = await use()
    const place = { workflow: 'wf_read', task: 'analysis', step: 's' } as const
    expect(await stores.workflows.checkpoint(place)).toMatchObject({ content: strange })
    const later = await stores.ledger.hold(holdOf('0.001', { id: 'later' }))
    expect(later.kind).toBe('held')
    expect(await stores.ledger.verify()).toMatchObject({ ok: true, holdsPending: 1 })
  },
)

it('what was changed since it was cut off is seen, and the books stay shut', async () => {
  const [path, url] = [await fileOfBooks(), await temporaryDatabase()]
  const first = await openSqliteBooks(path, options)
  const half = closing(await openNewPostgresBooks(url, options))
  await failureOf(transferBooks(first, cutOffAt(half, 4)))
  await first.close()
  const ledger = await openLedgerAt(path)
  await ledger.setBudget(budgetOf('guild_1', 'day', '5.00'))
  await ledger.close()
  const source = closing(await openSqliteBooks(path, options))

  const failure = await failureOf(transferBooks(source, half))

  expect(failure).toMatchObject({ name: 'TransferError', code: 'differs', detail: 'budget_changes' })
  expect(await failureOf(openPostgresBooks(url, options))).toMatchObject({ reason: 'unfinished' })
})
