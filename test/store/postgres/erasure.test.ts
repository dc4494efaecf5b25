import { describe, expect, it } from 'vitest'
import type { JournalLine } from '../../../src/ledger/journal.ts'
import { createPostgresErasure } from '../../../src/store/postgres/erasure/postgres-erasure.ts'
import { openPostgresKnowledge } from '../../../src/store/postgres/knowledge/postgres-knowledge.ts'
import { createPostgresRetention } from '../../../src/store/postgres/retention.ts'
import { documentOf, everybody } from '../../support/knowledge.ts'
import { dayMs, noonMs } from '../../support/ledger/requests.ts'
import { claimOf, endOf, requestOf } from '../../support/orchestrator/requests.ts'
import { emptiedDatabase } from '../../support/postgres/emptied-database.ts'
import { openStoresOn } from '../../support/postgres/stores.ts'

const replyTo = { channelId: '5' }
const readers = { tenant: 'guild_1', audience: everybody, limit: 10 }
const batch = { limit: 10, atMs: noonMs + dayMs }

async function openStores() {
  const stores = await openStoresOn(await emptiedDatabase())
  return {
    ...stores,
    knowledge: (await openPostgresKnowledge(stores.database)).knowledge,
    erasure: createPostgresErasure(stores.database),
    retention: createPostgresRetention(stores.database),
  }
}

type Stores = Awaited<ReturnType<typeof openStores>>

function lineOf(overrides: Partial<JournalLine>): JournalLine {
  const output = { text: 'The whole text.', segments: [], title: 'A light returns' }
  const content = JSON.stringify({ output })
  return { workflow: 'wf_1', claim: 1, task: 'acquisition', step: '', version: 1, content, ...overrides }
}

/** A run that has ended at noon, with a source, an analysis, a step and a document. */
async function endedRun({ workflows, knowledge }: Stores, id = 'wf_1', user = '7') {
  await workflows.create(id, requestOf({ tenant: 'guild_1', user, replyTo }), noonMs)
  await workflows.begin(claimOf(id))
  for (const line of [{}, { task: 'analysis' as const }, { task: 'analysis' as const, step: 'part 1' }])
    await workflows.keep(lineOf({ workflow: id, ...line }))
  await knowledge.remember(documentOf({ id: `doc ${id}`, workflow: id, address: id, url: id }))
  await workflows.end(claimOf(id), endOf({ atMs: noonMs }))
}

describe('a run that is forgotten on Postgres', () => {
  it('is found by nobody, is quoted by nobody, and nothing more is remembered of it', async () => {
    const stores = await openStores()
    const { workflows, knowledge, erasure, outbox } = stores
    await endedRun(stores)
    await endedRun(stores, 'wf_2', '8')
    await workflows.create('wf_3', requestOf({ tenant: 'guild_1', user: '8' }), noonMs + 1)
    const quotes = {
      output: {
        evidence: [
          { workflow: 'wf_1', quote: 'A' },
          { workflow: 'wf_2', quote: 'B' },
        ],
      },
    }
    const quoting = lineOf({ workflow: 'wf_3', task: 'verification', content: JSON.stringify(quotes) })
    await workflows.keep(quoting)

    const forgotten = await erasure.forgetSome({ kind: 'user', user: '7' }, batch)

    expect(forgotten).toEqual(['wf_1'])
    expect([await workflows.find('wf_1'), await workflows.checkpoint(lineOf({}))]).toEqual([
      undefined,
      undefined,
    ])
    expect(await erasure.wasForgotten('wf_1')).toBe(true)
    expect((await outbox.claim({ limit: 9, leaseMs: 1, atMs: noonMs + dayMs })).map(contentOf)).toEqual([
      'wf_2',
    ])
    expect(await workflows.checkpoint(quoting)).toMatchObject({
      content: JSON.stringify({ output: { evidence: [{ workflow: 'wf_2', quote: 'B' }] } }),
    })
    await knowledge.remember(documentOf({ workflow: 'wf_1' }))
    expect((await knowledge.search('lighthouse', readers)).map(({ workflow }) => workflow)).toEqual(['wf_2'])
    expect(await workflows.countRuns({ sinceMs: 0 })).toBe(3)
    expect(await erasure.overwrite()).toBe(true)
  })

  it('takes along what its member has built on it, and is cancelled where it runs', async () => {
    const { workflows, erasure } = await openStores()
    await workflows.create('wf_1', requestOf({ tenant: 'guild_1', user: '7' }), noonMs)
    for (const [id, user] of [
      ['wf_2', '7'],
      ['wf_3', '8'],
    ] as const)
      await workflows.create(id, requestOf({ tenant: 'guild_1', user, basedOn: 'wf_1' }), noonMs)
    const what = { kind: 'run', workflow: 'wf_1' } as const

    expect(await erasure.count(what)).toEqual({ runs: 2, unfinished: 2 })
    expect((await erasure.forgetSome(what, batch)).toSorted()).toEqual(['wf_1', 'wf_2'])
    expect(await workflows.interruptions(['wf_1', 'wf_2', 'wf_3'])).toEqual({
      lost: expect.arrayContaining(['wf_1', 'wf_2']),
      toCancel: [],
    })
    expect(await workflows.keep(lineOf({}))).toBe(false)
    expect(await erasure.tenantsWithWords()).toEqual(['guild_1'])
  })

  it('knows servers that have left until they are back or forgotten', async () => {
    const { erasure } = await openStores()
    await erasure.noteLeave({ tenant: 'guild_1', leftAtMs: 10 })
    await erasure.noteLeave({ tenant: 'guild_1', leftAtMs: 20 })
    await erasure.noteLeave({ tenant: 'guild_2', leftAtMs: 5 })

    expect([await erasure.leavesUntil(9), await erasure.leavesUntil(10)]).toEqual([
      ['guild_2'],
      ['guild_2', 'guild_1'],
    ])
    expect([await erasure.noteReturn(['guild_1', 'guild_3']), await erasure.noteReturn(['guild_1'])]).toEqual(
      [true, false],
    )
    expect([await erasure.endLeave('guild_2', 30), await erasure.endLeave('guild_2', 30)]).toEqual([
      true,
      false,
    ])
  })
})

describe('what was kept for long enough on Postgres', () => {
  it('loses the text of ended runs and their steps, and not what is shown of them', async () => {
    const stores = await openStores()
    await endedRun(stores)
    const { workflows, retention } = stores

    expect([await retention.thinOut(noonMs, 10), await retention.thinOut(noonMs + 1, 10)]).toEqual([0, 1])
    expect(await retention.thinOut(noonMs + 1, 10)).toBe(0)

    expect(await workflows.checkpoint(lineOf({}))).toEqual({
      version: -1,
      content: JSON.stringify({ output: { text: '', title: 'A light returns' } }),
    })
    expect(await workflows.checkpoint(lineOf({ task: 'analysis' }))).toMatchObject({ version: 1 })
    expect(await workflows.checkpoint(lineOf({ task: 'analysis', step: 'part 1' }))).toBeUndefined()
  })

  it('forgets documents of one tenant or of all', async () => {
    const { knowledge, retention } = await openStores()
    await knowledge.remember(documentOf({ id: 'a', rememberedAtMs: 5 }))
    await knowledge.remember(documentOf({ id: 'b', tenant: 'guild_2', rememberedAtMs: 5 }))

    expect(await retention.forgetDocuments(5, 10)).toBe(0)
    expect(await retention.forgetDocuments(6, 10, 'guild_2')).toBe(1)
    expect(await retention.forgetDocuments(6, 10)).toBe(1)
  })
})

function contentOf(parcel: { readonly kind: string; readonly workflow?: string }): string | undefined {
  return parcel.workflow
}
