import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Depth } from '../../src/ledger/attribution.ts'
import type { WorkflowResult } from '../../src/orchestrator/workflow-result.ts'
import {
  eventsOf,
  openTemporaryAutointel,
  type TestAutointel,
} from '../support/orchestrator/temporary-autointel.ts'
import type { ReceivedRequest } from '../support/providers/received-request.ts'
import { thoroughReading } from '../support/providers/thorough-reader.ts'
import { spokenWav } from '../support/sound/spoken-wav.ts'

const article = readFileSync(fileURLToPath(new URL('../analyst/texts/news.txt', import.meta.url)), 'utf8')
const depths = ['quick', 'standard', 'deep', 'comprehensive'] as const satisfies readonly Depth[]
const local = { MODELS: 'local:extractive', EMBEDDING_MODEL: '' }

async function openThorough(variables?: Readonly<Record<string, string>>): Promise<TestAutointel> {
  const autointel = await openTemporaryAutointel(variables ? { variables } : {})
  autointel.provider.respondWith(thoroughReading)
  return autointel
}

/** One run a depth, each based on the one before. */
async function goDeeper(autointel: TestAutointel, location: string): Promise<readonly WorkflowResult[]> {
  const results: WorkflowResult[] = []
  for (const depth of depths) {
    const basedOn = results.at(-1)?.workflow
    results.push(await (await autointel.start({ location, depth, basedOn })).result)
  }
  return results
}

/** One run a depth, each by itself and without what the others have read. */
function readAfresh(variables?: Readonly<Record<string, string>>): Promise<readonly WorkflowResult[]> {
  return Promise.all(
    depths.map(async (depth) => {
      const autointel = await openThorough(variables)
      const location = await autointel.source('article.txt', article)
      return (await autointel.start({ location, depth })).result
    }),
  )
}

function numbersOf(results: readonly WorkflowResult[]) {
  return results.map(({ status, depth, brief }) => ({
    status,
    depth,
    keyPoints: brief?.keyPoints.length,
    claims: brief?.claims.length,
  }))
}

function asked(requests: readonly ReceivedRequest[]): readonly string[] {
  return requests.map(({ path, body }) => JSON.stringify([path, body['messages'], body['input']]))
}

describe('going deeper from quick to standard to deep to comprehensive', () => {
  it('comes to as many points and claims as reading afresh, and asks for nothing twice', async () => {
    const autointel = await openThorough()
    const location = await autointel.source('article.txt', article)

    const results = await goDeeper(autointel, location)

    expect(numbersOf(results)).toEqual(numbersOf(await readAfresh()))
    expect(numbersOf(results)).toEqual([
      { status: 'completed', depth: 'quick', keyPoints: 3, claims: 3 },
      { status: 'completed', depth: 'standard', keyPoints: 5, claims: 5 },
      { status: 'completed', depth: 'deep', keyPoints: 8, claims: 8 },
      { status: 'completed', depth: 'comprehensive', keyPoints: 10, claims: 12 },
    ])
    const questions = asked(autointel.provider.requests)
    expect(new Set(questions).size).toBe(questions.length)
    // One pass at quick and at standard, two at deep and at comprehensive, and the vectors once.
    expect(questions).toHaveLength(1 + 1 + 2 + 2 + 1)
  })

  it('does so with the built-in analyst, too', async () => {
    const autointel = await openThorough(local)
    const location = await autointel.source('article.txt', article)

    const results = await goDeeper(autointel, location)

    expect(numbersOf(results)).toEqual(numbersOf(await readAfresh(local)))
    const keyPoints = results.map(({ brief }) => brief?.keyPoints.length ?? 0)
    expect(keyPoints).toEqual([3, 5, 8, 10])
    expect(autointel.provider.requests).toEqual([])
  })

  it('fetches the source once', async () => {
    const autointel = await openThorough()
    const location = await autointel.source('article.txt', article)
    const quick = await (await autointel.start({ location, depth: 'quick' })).result
    await rm(location)

    const standard = await autointel.start({ location, depth: 'standard', basedOn: quick.workflow })
    const deep = await autointel.start({
      location,
      depth: 'deep',
      basedOn: (await standard.result).workflow,
    })

    expect(await deep.result).toMatchObject({ status: 'completed', source: { location } })
    const resumed = eventsOf(autointel.events, deep.id).flatMap((event) =>
      event.type === 'task.completed' && event.resumed ? [event.task] : [],
    )
    expect(resumed).toEqual(['acquisition', 'transcription'])
  })
})

describe('a recording', () => {
  const hearing = { STT_MODEL: 'openai:whisper-1' }
  const heard = ({ provider }: TestAutointel) =>
    provider.requests.filter(({ path }) => path.endsWith('/transcriptions'))

  it('is not heard again by deeper workflows, however many there are in between', async () => {
    const autointel = await openTemporaryAutointel({ variables: hearing })
    const location = await autointel.source('talk.wav', spokenWav(12))

    const results = await goDeeper(autointel, location)

    expect(results.map(({ status }) => status)).toEqual(depths.map(() => 'completed'))
    expect(heard(autointel)).toHaveLength(1)
  })

  it('that was fetched but not heard is fetched anew, because it may be gone by then', async () => {
    const autointel = await openTemporaryAutointel({ variables: hearing })
    autointel.provider.respondWith([{ kind: 'error', status: 400 }])
    const location = await autointel.source('talk.wav', spokenWav(12))
    const first = await autointel.start({ location })
    expect(await first.result).toMatchObject({ status: 'failed', failure: { task: 'transcription' } })
    await rm(join(autointel.config.dataDirectory, 'media', first.id))

    const deeper = await autointel.start({ location, depth: 'deep', basedOn: first.id })

    expect(await deeper.result).toMatchObject({ status: 'completed' })
    expect(heard(autointel)).toHaveLength(2)
  })

  it('whose transcript another model is to make is fetched and heard again', async () => {
    const before = await openTemporaryAutointel({ variables: hearing })
    const location = await before.source('talk.wav', spokenWav(12))
    const first = await before.start({ location })
    await first.result
    await before.close()
    const after = await openTemporaryAutointel({
      provider: before.provider,
      folder: before.folder,
      variables: { STT_MODEL: 'openai:gpt-4o-transcribe' },
    })

    const deeper = await after.start({ location, depth: 'deep', basedOn: first.id })

    expect(await deeper.result).toMatchObject({ status: 'completed' })
    expect(heard(after)).toHaveLength(2)
  })
})

describe('a workflow that is to build on one', () => {
  it.each([
    ['of another tenant', 'other_tenant', { tenant: 'guild_2' }],
    ['of another source', 'other_source', { location: '/another.txt' }],
    ['that nobody knows', 'unknown', { basedOn: 'wf_nobody' }],
  ])('%s is refused, and not stored', async (_what, reason, difference) => {
    const autointel = await openTemporaryAutointel()
    const location = await autointel.source('note.txt', article)
    const earlier = await autointel.start({ location })
    await earlier.result

    const starting = autointel.start({ location, basedOn: earlier.id, ...difference })

    await expect(starting).rejects.toMatchObject({ name: 'UnfitBaseError', reason })
    expect(await autointel.workflows.recent({ limit: 10 })).toHaveLength(1)
  })
})
