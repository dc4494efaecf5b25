import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { systemTimers } from '../../../src/app/timers.ts'
import { createCalendar } from '../../../src/budget/calendar.ts'
import type { KnowledgeStore } from '../../../src/knowledge/knowledge-store.ts'
import { createPostgresErasure } from '../../../src/store/postgres/erasure/postgres-erasure.ts'
import { openPostgresKnowledge } from '../../../src/store/postgres/knowledge/postgres-knowledge.ts'
import { openNewPostgresBooks, openPostgresBooks } from '../../../src/store/transfer/postgres-books.ts'
import { openNewSqliteBooks, openSqliteBooks } from '../../../src/store/transfer/sqlite-books.ts'
import { transferBooks } from '../../../src/store/transfer/transfer-books.ts'
import { describeKnowledgeContract } from '../../knowledge/contract.ts'
import { axis, documentOf, everybody, openKnowledge } from '../../support/knowledge.ts'
import { noonMs } from '../../support/ledger/requests.ts'
import { temporaryPath } from '../../support/ledger/temporary-books.ts'
import { empty } from '../../support/postgres/emptied-database.ts'
import { type PgvectorServer, startPgvectorServer } from '../../support/postgres/pgvector-server.ts'
import { connectTo } from '../../support/postgres/temporary-database.ts'

let server: PgvectorServer
let sql: postgres.Sql

beforeAll(async () => {
  server = await startPgvectorServer()
  sql = postgres(server.url, { max: 1, fetch_types: false, onnotice: () => undefined })
})

afterAll(async () => {
  await sql.end()
  await server.stop()
})

describeKnowledgeContract('the knowledge store on Postgres with pgvector', async () => {
  const store = await openEmpty()
  return { store, reopen: async () => (await open()).knowledge }
})

async function open(options: Parameters<typeof openPostgresKnowledge>[1] = {}) {
  return openPostgresKnowledge(await connectTo(server.url, { connections: 2 }), options)
}

async function openEmpty(options: Parameters<typeof openPostgresKnowledge>[1] = {}): Promise<KnowledgeStore> {
  const { knowledge } = await open(options)
  await empty(server.url)
  return knowledge
}

const dimensions = 24
const model = 'm'
const own = { visibility: 'member', user: '1' } as const

/** Always the same numbers from -1 to 1. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state / 1_073_741_824 - 1
  }
}

function vectorOf(seed: number): Float32Array {
  return Float32Array.from(numbers(seed * 7_919 + 1).take(dimensions))
}

/** Every third for all, the others for two members. */
async function fill(store: KnowledgeStore, count: number): Promise<void> {
  for (let index = 0; index < count; index++)
    await store.remember(
      documentOf({
        id: `d${index}`,
        text: `Text ${index}.`,
        address: `https://example.org/${index}`,
        audience: index % 3 === 0 ? everybody : { visibility: 'member', user: `${index % 3}` },
        embeddings: { model, vectors: [vectorOf(index)] },
      }),
    )
}

async function nearestIn(
  store: KnowledgeStore,
  seed: number,
  audience = everybody as typeof own | typeof everybody,
) {
  const embedding = { model, vector: vectorOf(seed) }
  const found = await store.search('', { tenant: 'guild_1', audience, limit: 8, embedding })
  return found.map(({ documentId, similarity }) => [documentId, similarity?.toFixed(5)])
}

async function rowsOf(query: string): Promise<number> {
  const [row] = await sql.unsafe(`select count(*)::int as rows from ${query}`)
  return row?.['rows']
}

async function until(query: string, rows: number): Promise<void> {
  while ((await rowsOf(query)) !== rows) await systemTimers.wait(5)
}

const readyIndexes = `pg_index where indrelid = 'knowledge_points'::regclass and indisvalid and indpred is not null`

describe.each([
  ['one by one', { oneByOne: 1_000 }, 0],
  ['by an index', { oneByOne: 20 }, 1],
])('points that are compared %s', (_how, options, indexes) => {
  it('are the nearest of those that readers may see, as in plain JavaScript', async () => {
    const [store, { store: plain }] = [await openEmpty(options), await openKnowledge()]
    await fill(store, 90)
    await fill(plain, 90)
    await until(readyIndexes, indexes)

    for (const seed of [3, 200, 201, 202])
      for (const audience of [everybody, own])
        expect(await nearestIn(store, seed, audience)).toEqual(await nearestIn(plain, seed, audience))
  })

  it('are none of other tenants, models and dimensions', async () => {
    const store = await openEmpty(options)
    await fill(store, 30)
    await until(readyIndexes, indexes)
    const [strange, far] = [
      { model: 'other', vectors: [vectorOf(0)] },
      { model, vectors: [vectorOf(0)] },
    ]
    await store.remember(documentOf({ id: 'x', address: 'x', embeddings: strange }))
    await store.remember(documentOf({ id: 'y', address: 'y', tenant: 'guild_2', embeddings: far }))

    expect((await nearestIn(store, 0)).flat()).not.toContain('x')
    expect((await nearestIn(store, 0)).flat()).not.toContain('y')
    expect((await nearestIn(store, 0))[0]?.[0]).toBe('d0')
  })
})

describe('an index of points', () => {
  it('is gone through where the readers may see many, and not where they may see few', async () => {
    const store = await openEmpty({ oneByOne: 20 })
    await fill(store, 42)
    await until(readyIndexes, 1)
    const scans = async () => {
      // All connections are one process of this server.
      await sql`select pg_stat_force_next_flush()`
      const [row] = await sql`
        select idx_scan::int as scans from pg_stat_user_indexes where indexrelname like 'knowledge_points_near%'`
      return row?.['scans']
    }

    const before = await scans()
    await nearestIn(store, 1)
    expect(await scans()).toBe(before)
    await nearestIn(store, 1, own)
    expect(await scans()).toBe(before + 1)
    await store.forgetTenant('guild_1')
  })

  it('goes when its tenant is forgotten', async () => {
    const store = await openEmpty({ oneByOne: 5 })
    await fill(store, 9)
    await until(readyIndexes, 1)

    expect(await store.forgetTenant('guild_1')).toBe(9)

    expect(await rowsOf(readyIndexes)).toBe(0)
    expect(await rowsOf('knowledge_points')).toBe(0)
  })

  it('of a maker that has died is made anew', async () => {
    const store = await openEmpty({ oneByOne: 5 })
    await fill(store, 9)
    await until(readyIndexes, 1)
    await sql`update pg_index set indisvalid = false where indrelid = 'knowledge_points'::regclass and indpred is not null`

    await fill(store, 1)

    await until(readyIndexes, 1)
    await store.forgetTenant('guild_1')
  })
})

describe('vectors that were stored without pgvector', () => {
  it('are found at once, and are points soon after', async () => {
    const store = await openEmpty()
    await fill(store, 40)
    const before = await nearestIn(store, 5, own)
    await sql`drop extension vector cascade`

    const { knowledge, vectorComparison } = await open({ oneByOne: 20 })

    expect(vectorComparison).toMatchObject({ by: 'database', version: expect.stringMatching(/^0\.\d/) })
    expect(await nearestIn(knowledge, 5, own)).toEqual(before)
    await until('knowledge_vectors where has_points', 40)
    expect(await rowsOf('knowledge_points')).toBe(40)
    expect(await nearestIn(knowledge, 5, own)).toEqual(before)
    await until(readyIndexes, 1)
    await knowledge.forgetTenant('guild_1')
  })

  it('are compared in the process where they have too many dimensions', async () => {
    const store = await openEmpty()
    const embeddings = { model, vectors: [axis(7, 16_001)] }
    await store.remember(documentOf({ embeddings }))

    const embedding = { model, vector: axis(7, 16_001) }
    const found = await store.search('', { tenant: 'guild_1', audience: everybody, limit: 1, embedding })

    expect(found.map(({ similarity }) => similarity)).toEqual([1])
    expect(await rowsOf('knowledge_points')).toBe(0)
  })
})

it('what is forgotten is gone from the pages of the points too', async () => {
  const store = await openEmpty()
  const database = await connectTo(server.url, { connections: 2 })
  await fill(store, 3)
  await store.forgetTenant('guild_1')

  await createPostgresErasure(database).overwrite()

  const [table] = await sql`select pg_relation_size('knowledge_points')::int as bytes`
  expect(table?.['bytes']).toBe(0)
})

describe('books that are moved', () => {
  it('find the same with pgvector as without, there and back', async () => {
    const { store: first, database, file } = await openKnowledge()
    await fill(first, 30)
    const expected = await nearestIn(first, 4, own)
    await database.close()
    await openEmpty()
    const [path, options] = [
      temporaryPath(),
      { calendar: createCalendar(), now: () => noonMs, timers: systemTimers },
    ]

    await move(await openSqliteBooks(file, options), await openNewPostgresBooks(server.url, options))
    const { knowledge } = await open()
    await until('knowledge_vectors where has_points', 30)
    expect(await nearestIn(knowledge, 4, own)).toEqual(expected)

    await move(await openPostgresBooks(server.url, options), openNewSqliteBooks(path, options))
    expect(await nearestIn((await openKnowledge(path)).store, 4, own)).toEqual(expected)
  })
})

async function move(...[from, to]: Parameters<typeof transferBooks>): Promise<void> {
  await transferBooks(from, to)
  await Promise.all([from.close(), to.close()])
}

describe('a database that', () => {
  beforeEach(async () => {
    await openEmpty()
  })

  it('does not let its user make the extension has its vectors compared in the process', async () => {
    await sql`drop extension vector cascade`
    await sql.unsafe(`
      create function refuse() returns event_trigger language plpgsql as
        $$ begin raise exception 'permission denied to create extension "vector"' using errcode = '42501'; end $$;
      create event trigger refusal on ddl_command_start when tag in ('CREATE EXTENSION') execute function refuse()`)
    onTestFinished(async () => void (await sql.unsafe('drop event trigger refusal; drop function refuse')))

    const { knowledge, vectorComparison } = await open()
    await fill(knowledge, 5)

    const detail = expect.stringContaining('permission denied')
    expect(vectorComparison).toEqual({ by: 'process', because: 'refused', detail })
    expect((await nearestIn(knowledge, 3))[0]).toEqual(['d3', '1.00000'])
  })

  it('has an old version of it is told so', async () => {
    await sql`update pg_extension set extversion = '0.7.4' where extname = 'vector'`
    onTestFinished(
      async () => void (await sql`update pg_extension set extversion = '0.8.7' where extname = 'vector'`),
    )

    const { vectorComparison } = await open()

    expect(vectorComparison).toEqual({ by: 'process', because: 'too_old', detail: '0.7.4' })
  })
})
