import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hasEnded, storedResult } from '../../src/orchestrator/stored-result.ts'
import type { Workflow } from '../../src/orchestrator/workflow.ts'
import { openAsOtherProgram } from '../support/ledger/other-program.ts'
import { requestOf } from '../support/orchestrator/requests.ts'
import { openTemporaryAutointel, type TestAutointel } from '../support/orchestrator/temporary-autointel.ts'
import { hang } from '../support/providers/faults.ts'

const report = [
  '# The hidden merger of Helios Energy',
  'Helios Energy will buy the port of Hollowmere for 40 million dollars in March.',
  'Greta Olsen, who runs the port of Hollowmere, has signed the contract with Helios Energy.',
  'The workers of the port of Hollowmere were not told of the contract.',
].join('\n\n')
const article = [
  '# Rumours at the port',
  'Helios Energy will buy the port of Hollowmere for 40 million dollars, people in the town believe.',
  'Greta Olsen, who runs the port of Hollowmere, did not answer questions about Helios Energy.',
  'The workers of the port of Hollowmere expect to hear more within the week.',
].join('\n\n')
/** Words of the report alone. */
const traces = ['hidden merger', 'has signed the contract', 'secret-report']

const withoutKeys = { variables: { MODELS: 'local:extractive', EMBEDDING_MODEL: '' } }
const elsewhere = { interactionToken: 'a-token', channelId: '1' }

async function deepRun(autointel: TestAutointel, name: string, text: string, request = {}) {
  const location = await autointel.source(name, text)
  const run = await autointel.start({ location, depth: 'deep', ...request })
  await run.result
  return run.id
}

/** All bytes that are in the file and its log. */
function bytesOf({ config: { databaseFile } }: TestAutointel): string {
  return [databaseFile, `${databaseFile}-wal`]
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'latin1'))
    .join('')
}

async function resultOf(autointel: TestAutointel, id: string) {
  const workflow = (await autointel.workflows.find(id)) as Workflow
  if (!hasEnded(workflow)) throw new Error('It has not ended.')
  return storedResult(workflow, { ...autointel, tiers: autointel.config.depthTiers })
}

describe('a run that is forgotten', () => {
  it('is there for nobody, and its bill stays to the nano', async () => {
    const autointel = await openTemporaryAutointel({ variables: { EMBEDDING_MODEL: '' } })
    const run = await deepRun(autointel, 'secret-report.txt', report, { replyTo: elsewhere })
    const before = await autointel.ledger.entriesOf(run)

    const { runs } = await autointel.forgetting.forget({ kind: 'run', workflow: run })

    expect(runs).toBe(1)
    expect(await autointel.workflows.find(run)).toBeUndefined()
    expect(await autointel.workflows.recent({ limit: 9 })).toEqual([])
    expect(await autointel.knowledge.count()).toEqual({ documents: 0, passages: 0 })
    expect(await autointel.outbox.claim({ limit: 9, leaseMs: 1, atMs: Date.now() + 3_600_000 })).toEqual([])
    expect(before.length).toBeGreaterThan(1)
    expect(await autointel.ledger.entriesOf(run)).toEqual(before)
    expect(await autointel.ledger.verify()).toMatchObject({ ok: true, differences: [], damage: [] })
    expect(await autointel.workflows.countRuns({ sinceMs: 0, tenant: 'guild_1' })).toBe(1)
  })

  it('keeps of its row what the bill is read by, and nothing else', async () => {
    const autointel = await openTemporaryAutointel(withoutKeys)
    const base = await deepRun(autointel, 'secret-report.txt', report, { user: '8' })
    const location = await autointel.source('secret-report.txt', report)
    const request = {
      location,
      basedOn: base,
      replyTo: elsewhere,
      visibility: 'channel',
      channel: '1',
    } as const
    const run = await deepRun(autointel, 'secret-report.txt', report, request)
    const others = openAsOtherProgram(autointel.config.databaseFile)

    await autointel.forgetting.forget({ kind: 'run', workflow: run })

    const row = others.prepare('select * from workflows where id = ?').get(run) as object
    const kept = Object.entries(row).flatMap(([column, value]) =>
      value === null || value === '' ? [] : [column],
    )
    expect(kept.toSorted()).toEqual([
      ...[
        'channel',
        'claim',
        'cost_nano_usd',
        'created_at_ms',
        'depth',
        'ended_at_ms',
        'forgotten_at_ms',
        'id',
      ],
      ...['state', 'tenant', 'user', 'visibility'],
    ])
  })

  it('leaves no word in the file or beside it', async () => {
    const autointel = await openTemporaryAutointel(withoutKeys)
    const run = await deepRun(autointel, 'secret-report.txt', report, { replyTo: elsewhere })
    const [before, stem] = [bytesOf(autointel), 'hollowmer']

    const { isOverwritten } = await autointel.forgetting.forget({ kind: 'run', workflow: run })

    const after = bytesOf(autointel)
    expect(isOverwritten).toBe(true)
    expect([...traces, stem, 'a-token'].filter((trace) => !before.includes(trace))).toEqual([])
    expect([...traces, stem, 'a-token'].filter((trace) => after.includes(trace))).toEqual([])
  })

  it('is not gone on with', async () => {
    const autointel = await openTemporaryAutointel(withoutKeys)
    const run = await autointel.start()
    run.cancel()
    await run.result
    await autointel.forgetting.forget({ kind: 'run', workflow: run.id })

    expect(await autointel.orchestrator.resume(run.id)).toEqual({ kind: 'unknown' })
    expect(await autointel.workflows.claim(run.id)).toBeUndefined()
  })

  it('is no longer quoted by the runs of others, who keep their own', async () => {
    const autointel = await openTemporaryAutointel(withoutKeys)
    const first = await deepRun(autointel, 'secret-report.txt', report)
    const second = await deepRun(autointel, 'rumours.txt', article, { user: '8' })
    const before = await resultOf(autointel, second)

    await autointel.forgetting.forget({ kind: 'run', workflow: first })

    const after = await resultOf(autointel, second)
    const evidence = (result: typeof after) => result.brief?.claims.flatMap((claim) => claim.evidence) ?? []
    expect(before.brief?.related).toMatchObject([{ workflow: first }])
    expect(evidence(before)).toContainEqual(expect.objectContaining({ workflow: first }))
    expect(after.brief?.related).toEqual([])
    expect(evidence(after)).toEqual([])
    expect(after.brief?.claims).toHaveLength(before.brief?.claims.length ?? 0)
    expect(after.brief?.title).toBe('Rumours at the port')
    // The index of words has terms without the beginning that they share with the one before: “merger” follows “march”.
    expect([...traces, 'erger'].filter((trace) => bytesOf(autointel).includes(trace))).toEqual([])
  })

  it('takes with it what its member has built on it, and nothing of others', async () => {
    const autointel = await openTemporaryAutointel(withoutKeys)
    const location = await autointel.source('report.txt', report)
    const start = async (request: Parameters<typeof autointel.start>[0]) => {
      const run = await autointel.start({ location, ...request })
      await run.result
      return run.id
    }
    const base = await start({})
    const deeper = await start({ depth: 'standard', basedOn: base })
    const deepest = await start({ depth: 'deep', basedOn: deeper })
    const others = await start({ depth: 'deep', basedOn: base, user: '8' })

    expect(await autointel.erasure.count({ kind: 'run', workflow: base })).toEqual({ runs: 3, unfinished: 0 })
    await autointel.forgetting.forget({ kind: 'run', workflow: base })

    const found = await Promise.all([base, deeper, deepest, others].map((id) => autointel.workflows.find(id)))
    expect(found.map((run) => run?.id)).toEqual([undefined, undefined, undefined, others])
  })
})

describe('a run that is forgotten while it is under way', () => {
  it('ends, and what it has paid for is booked', async () => {
    const autointel = await openTemporaryAutointel()
    autointel.provider.respondWith([hang()])
    const run = await autointel.start()
    await autointel.provider.asked(1)

    await autointel.forgetting.forget({ kind: 'run', workflow: run.id })

    expect(autointel.orchestrator.find(run.id)).toBeUndefined()
    await expect(run.result).rejects.toMatchObject({ name: 'WorkflowVanishedError' })
    expect(await autointel.ledger.holdsPending()).toEqual([])
    expect(await autointel.ledger.entriesOf(run.id)).toHaveLength(1)
  })

  it('ends in the process that has it, whichever forgets it', async () => {
    const running = await openTemporaryAutointel()
    const { folder, provider } = running
    const other = await openTemporaryAutointel({ folder, provider })
    provider.respondWith([hang()])
    const run = await running.start({ depth: 'deep' })
    await provider.asked(1)

    await other.forgetting.forget({ kind: 'run', workflow: run.id })

    await expect(run.result).rejects.toMatchObject({ name: 'WorkflowVanishedError' })
    expect(provider.served).toHaveLength(1)
    expect(await other.ledger.verify()).toMatchObject({ ok: true, holdsPending: 0 })
  })

  it('is not remembered when its last task comes too late', async () => {
    const autointel = await openTemporaryAutointel()
    const run = await autointel.start()
    await run.result
    await autointel.forgetting.forget({ kind: 'run', workflow: run.id })
    const document = {
      ...{ id: 'doc_late', tenant: 'guild_1', workflow: run.id, title: 'Late', summary: '', language: 'en' },
      ...{ audience: { visibility: 'server' as const }, text: report, rememberedAtMs: 0 },
      ...{ entities: [], passages: [{ text: report, startOffset: 0, endOffset: report.length }] },
    }

    await autointel.knowledge.remember(document)

    expect(await autointel.knowledge.count()).toEqual({ documents: 0, passages: 0 })
  })
})

describe('everything of a member', () => {
  it('goes wherever it was asked, and others keep theirs', async () => {
    const autointel = await openTemporaryAutointel(withoutKeys)
    for (const tenant of ['guild_1', 'guild_2', 'dm_7']) await deepRun(autointel, 'r.txt', report, { tenant })
    const others = await deepRun(autointel, 'r.txt', report, { user: '8', visibility: 'member' })
    await autointel.outbox.rememberLocale('7', 'ru')

    expect(await autointel.forgetting.forget({ kind: 'user', user: '7' })).toMatchObject({ runs: 3 })

    expect(await autointel.workflows.recent({ limit: 9 })).toMatchObject([{ id: others }])
    expect(await autointel.knowledge.count()).toMatchObject({ documents: 1 })
    expect(await autointel.outbox.localeOf('7')).toBeUndefined()
  })

  it('is more than one write takes', async () => {
    const autointel = await openTemporaryAutointel(withoutKeys)
    for (let index = 0; index < 11; index += 1)
      await autointel.workflows.create(`wf_${index}`, requestOf({ user: '7' }), Date.now())

    expect(await autointel.forgetting.forget({ kind: 'user', user: '7' })).toMatchObject({ runs: 11 })
    expect(await autointel.forgetting.forget({ kind: 'user', user: '7' })).toMatchObject({ runs: 0 })
  })
})

describe('a server that has removed the bot', () => {
  const dayMs = 86_400_000

  async function withLeft(leftAtMs: number) {
    const autointel = await openTemporaryAutointel(withoutKeys)
    const gone = await deepRun(autointel, 'r.txt', report)
    const stays = await deepRun(autointel, 'r.txt', report, { tenant: 'guild_2' })
    for (const server of ['1', '2']) await autointel.servers.change(server, { isPrivate: true })
    await autointel.erasure.noteLeave({ tenant: 'guild_1', leftAtMs })
    const ids = async () => (await autointel.workflows.recent({ limit: 9 })).map(({ id }) => id)
    return { autointel, gone, stays, ids }
  }

  it('is forgotten once its time is over, and not before', async () => {
    const beganAtMs = Date.now()
    const { autointel, gone, stays, ids } = await withLeft(beganAtMs)
    const graceMs = Date.now() + 60_000 - beganAtMs

    expect(await autointel.forgetting.forgetLeft(graceMs)).toEqual([])
    expect(await ids()).toEqual([stays, gone])
    expect(await autointel.forgetting.forgetLeft(0)).toEqual(['guild_1'])
    expect(await ids()).toEqual([stays])
    expect(await autointel.servers.of('1')).toMatchObject({ isPrivate: false })
    expect(await autointel.servers.of('2')).toMatchObject({ isPrivate: true })
    expect(await autointel.knowledge.count('guild_1')).toMatchObject({ documents: 0 })
  })

  it('is told of once, by whichever process', async () => {
    const { autointel } = await withLeft(Date.now() - dayMs)
    const other = await openTemporaryAutointel({ ...withoutKeys, folder: autointel.folder })

    const told = await Promise.all([autointel, other].map(({ forgetting }) => forgetting.forgetLeft(dayMs)))

    expect(told.flat()).toEqual(['guild_1'])
    expect(await other.forgetting.forgetLeft(dayMs)).toEqual([])
    const trail = await autointel.ledger.auditTrail(9)
    expect(trail.filter(({ action }) => action === 'server.forgotten')).toHaveLength(1)
  })

  it('loses nothing when it has the bot back in time', async () => {
    const { autointel, gone, stays, ids } = await withLeft(Date.now() - dayMs)

    expect(await autointel.forgetting.returned(['guild_1', 'guild_2'])).toBe(true)
    expect(await autointel.forgetting.returned(['guild_1'])).toBe(false)

    expect(await autointel.forgetting.forgetLeft(0)).toEqual([])
    expect(await ids()).toEqual([stays, gone])
  })

  it('that removes it again has its time counted from the first of them', async () => {
    const { autointel } = await withLeft(Date.now() - dayMs)
    await autointel.erasure.noteLeave({ tenant: 'guild_1', leftAtMs: Date.now() })

    expect(await autointel.forgetting.forgetLeft(dayMs)).toEqual(['guild_1'])
  })
})
