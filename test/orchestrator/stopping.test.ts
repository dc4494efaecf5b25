import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { WorkflowSuspended } from '../../src/orchestrator/suspension.ts'
import {
  eventsOf,
  openTemporaryAutointel,
  startProvider,
  type TestAutointel,
} from '../support/orchestrator/temporary-autointel.ts'
import { hang } from '../support/providers/faults.ts'
import type { ReceivedRequest } from '../support/providers/received-request.ts'
import { answer } from '../support/providers/reply.ts'
import { spokenWav } from '../support/sound/spoken-wav.ts'

const oneAtATime = { variables: { WORKFLOW_CONCURRENCY: '1' } }

function isFirstPass({ body }: ReceivedRequest): boolean {
  const prompt = JSON.stringify(body)
  return prompt.includes('Analyse a source') && !prompt.includes('earlier reader')
}

async function startHanging(autointel: TestAutointel) {
  autointel.provider.respondWith([hang()])
  const run = await autointel.start()
  await autointel.provider.asked(1)
  return run
}

describe('a cancelled workflow', () => {
  it('ends at once while a call is under way, and the provider sees it go', async () => {
    const autointel = await openTemporaryAutointel()
    const run = await startHanging(autointel)

    run.cancel()
    const result = await run.result

    expect(result.status).toBe('cancelled')
    expect(result.tasks.map(({ status }) => status)).toEqual(['completed', 'completed', 'cancelled'])
    await autointel.provider.booked(1)
    expect(autointel.provider.served).toMatchObject([{ completed: false }])
    expect(await autointel.ledger.entriesOf(run.id)).toMatchObject([{ provenance: 'unresolved' }])
    expect(await autointel.ledger.holdsPending()).toEqual([])
    expect(autointel.events.at(-1)).toEqual({ type: 'workflow.ended', workflow: run.id, status: 'cancelled' })
  })

  it('ends at once while it waits, without its turn', async () => {
    const autointel = await openTemporaryAutointel(oneAtATime)
    const first = await startHanging(autointel)
    const waiting = await autointel.start()
    const last = await autointel.start()
    expect([waiting.position(), last.position()]).toEqual([0, 1])

    waiting.cancel()

    expect(await waiting.result).toMatchObject({ status: 'cancelled', brief: undefined, failure: undefined })
    expect(last.position()).toBe(0)
    expect(eventsOf(autointel.events, waiting.id).map(({ type }) => type)).not.toContain('task.started')
    expect(await autointel.workflows.find(waiting.id)).toMatchObject({ state: 'cancelled' })
    first.cancel()
    expect(await last.result).toMatchObject({ status: 'completed' })
  })

  it('keeps what was done, for when it is resumed', async () => {
    const autointel = await openTemporaryAutointel()
    const run = await startHanging(autointel)
    run.cancel()
    await run.result

    await autointel.orchestrator.resume(run.id)
    const result = await autointel.orchestrator.find(run.id)?.result

    expect(result?.status).toBe('completed')
    const started = eventsOf(autointel.events, run.id).flatMap((event) =>
      event.type === 'task.started' ? [event.task] : [],
    )
    expect(started).toEqual(['acquisition', 'transcription', 'analysis', 'analysis'])
  })

  it.each([
    ['while it runs', 0],
    ['while it waits', 1],
  ])('ends when another process asks for it: %s', async (_, before) => {
    const autointel = await openTemporaryAutointel(oneAtATime)
    const first = await startHanging(autointel)
    const waiting = await autointel.start()
    const runs = [first, waiting]
    const other = await openTemporaryAutointel({ folder: autointel.folder, provider: autointel.provider })
    const run = runs[before]

    expect(await other.orchestrator.cancel(run?.id ?? '')).toBe(true)

    expect(await run?.result).toMatchObject({ status: 'cancelled' })
    expect(await other.workflows.find(run?.id ?? '')).toMatchObject({ state: 'cancelled' })
    expect(await other.orchestrator.cancel(run?.id ?? '')).toBe(false)
    first.cancel()
    await Promise.all(runs.map(({ result }) => result))
  })

  it('that nobody runs ends when it is gone on with', async () => {
    const autointel = await openTemporaryAutointel(oneAtATime)
    await startHanging(autointel)
    const waiting = await autointel.start()
    const other = await openTemporaryAutointel({ folder: autointel.folder, provider: autointel.provider })
    await autointel.close()
    await other.orchestrator.cancel(waiting.id)

    await other.orchestrator.resume(waiting.id)

    expect(await other.orchestrator.find(waiting.id)?.result).toMatchObject({ status: 'cancelled' })
    expect(await other.ledger.entriesOf(waiting.id)).toEqual([])
  })

  it('that is over already stays as it ended', async () => {
    const autointel = await openTemporaryAutointel()
    const run = await autointel.start()
    await run.result

    run.cancel()

    expect(await autointel.workflows.find(run.id)).toMatchObject({ state: 'completed' })
    expect(autointel.orchestrator.find(run.id)).toBeUndefined()
  })
})

describe('a process that stops', () => {
  it('lets the call under way finish, and a later one goes on from there', async () => {
    const provider = await startProvider()
    const stopping = Promise.withResolvers<void>()
    provider.respondWith(() => answer({ after: stopping.promise }))
    const before = await openTemporaryAutointel({ provider, ...oneAtATime })
    const running = await before.start({ depth: 'deep' })
    const waiting = await before.start({ depth: 'deep' })
    await provider.asked(1)

    const closed = before.close(30_000)
    stopping.resolve()
    await closed

    await expect(running.result).rejects.toBeInstanceOf(WorkflowSuspended)
    await expect(waiting.result).rejects.toBeInstanceOf(WorkflowSuspended)
    expect(provider.served).toMatchObject([{ completed: true }])
    expect(before.events.filter(({ type }) => type === 'workflow.suspended')).toHaveLength(2)

    provider.respondWith([])
    const after = await openTemporaryAutointel({ provider, folder: before.folder })
    const orphans = await after.orchestrator.orphans()
    expect(orphans.map(({ id }) => id)).toEqual([running.id, waiting.id])
    for (const { id } of orphans) await after.orchestrator.resume(id)
    const results = await Promise.all(orphans.map(({ id }) => after.orchestrator.find(id)?.result))

    expect(results.map((result) => result?.status)).toEqual(['completed', 'completed'])
    expect(provider.requests.filter(isFirstPass)).toHaveLength(2)
    const kept = eventsOf(after.events, running.id).flatMap((event) =>
      event.type === 'task.completed' && event.resumed ? [event.task] : [],
    )
    expect(kept).toEqual(['acquisition', 'transcription'])
    expect(await after.orchestrator.orphans()).toEqual([])
  })

  it('aborts what does not finish in time, and books it as unresolved', async () => {
    const before = await openTemporaryAutointel()
    const run = await startHanging(before)

    await before.close(0)

    await expect(run.result).rejects.toBeInstanceOf(WorkflowSuspended)
    const after = await openTemporaryAutointel({ provider: before.provider, folder: before.folder })
    expect(await after.ledger.entriesOf(run.id)).toMatchObject([{ provenance: 'unresolved' }])
    await after.orchestrator.resume(run.id)
    expect(await after.orchestrator.find(run.id)?.result).toMatchObject({ status: 'completed' })
    expect((await after.ledger.verify()).differences).toEqual([])
  })

  it('takes no new work', async () => {
    const autointel = await openTemporaryAutointel()
    await autointel.orchestrator.shutdown(0)

    await expect(autointel.start()).rejects.toBeInstanceOf(WorkflowSuspended)
  })
})

describe('resuming', () => {
  it('gives a workflow to one of two processes only', async () => {
    const one = await openTemporaryAutointel()
    const other = await openTemporaryAutointel({ provider: one.provider, folder: one.folder })
    const run = await startHanging(one)
    expect(await other.orchestrator.resume(run.id)).toMatchObject({ kind: 'not_resumable' })
    expect(await other.orchestrator.orphans()).toEqual([])
    run.cancel()
    await run.result

    const answers = await Promise.all([one.orchestrator.resume(run.id), other.orchestrator.resume(run.id)])

    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['not_resumable', 'resumed'])
    await (one.orchestrator.find(run.id) ?? other.orchestrator.find(run.id))?.result
    expect(one.provider.served.filter(({ completed }) => completed)).toHaveLength(1)
  })

  it('is not possible for what is completed or unknown', async () => {
    const autointel = await openTemporaryAutointel()
    const run = await autointel.start()
    await run.result

    expect(await autointel.orchestrator.resume(run.id)).toMatchObject({
      kind: 'not_resumable',
      workflow: { id: run.id },
    })
    expect(await autointel.orchestrator.resume('wf_nobody')).toEqual({ kind: 'unknown' })
  })
})

describe('a recording', () => {
  const hearing = { variables: { STT_MODEL: 'openai:whisper-1' } }
  const kept = (autointel: TestAutointel) => readdir(join(autointel.config.dataDirectory, 'media'))

  it('is deleted when the workflow is completed', async () => {
    const autointel = await openTemporaryAutointel(hearing)
    const location = await autointel.source('talk.wav', spokenWav(12))

    const run = await autointel.start({ location })

    expect(await run.result).toMatchObject({ status: 'completed', source: { type: 'audio' } })
    expect(await kept(autointel)).toEqual([])
  })

  it('is kept while it is not yet heard, so that the workflow can go on without its source', async () => {
    const autointel = await openTemporaryAutointel(hearing)
    autointel.provider.respondWith([{ kind: 'error', status: 400 }])
    const run = await autointel.start({ location: await autointel.source('talk.wav', spokenWav(12)) })
    expect(await run.result).toMatchObject({ status: 'failed' })
    expect(await kept(autointel)).toEqual([run.id])
    await autointel.source('talk.wav', '')

    await autointel.orchestrator.resume(run.id)

    expect(await autointel.orchestrator.find(run.id)?.result).toMatchObject({ status: 'completed' })
    expect(await kept(autointel)).toEqual([])
  })
})
