import { describe, expect, it } from 'vitest'
import { bookedSubject } from '../../src/ledger/subject.ts'
import type { WorkflowEvent } from '../../src/orchestrator/events.ts'
import { trackCostToJson } from '../../src/wire/track-cost.ts'
import { usd } from '../support/ledger/requests.ts'
import { eventsOf, openTemporaryAutointel, someText } from '../support/orchestrator/temporary-autointel.ts'
import { answer } from '../support/providers/reply.ts'

describe('a workflow', () => {
  it('tells what happens, in order', async () => {
    const autointel = await openTemporaryAutointel()

    const run = await autointel.start({ depth: 'deep' })
    await run.result

    const told = eventsOf(autointel.events, run.id).filter(({ type }) => type !== 'task.progress')
    const tasks = ['acquisition', 'transcription', 'analysis', 'verification', 'knowledge']
    expect(told).toEqual([
      { type: 'workflow.started', workflow: run.id, depth: 'deep', tasks },
      ...tasks.flatMap((task) => [
        { type: 'task.started', workflow: run.id, task },
        {
          type: 'task.completed',
          workflow: run.id,
          task,
          status: 'completed',
          costNanoUsd: expect.any(BigInt),
          calls: expect.any(Number),
          resumed: false,
        },
      ]),
      { type: 'track_cost', workflow: run.id, cost: expect.anything() },
      { type: 'workflow.ended', workflow: run.id, status: 'completed' },
    ])
  })

  it('counts its progress up within each task', async () => {
    const autointel = await openTemporaryAutointel()

    const run = await autointel.start({ depth: 'deep' })
    await run.result

    const fractions = eventsOf(autointel.events, run.id).flatMap((event) =>
      event.type === 'task.progress' && event.task === 'verification' ? [event.fraction] : [],
    )
    expect(fractions.length).toBeGreaterThan(1)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(fractions.filter((fraction) => fraction < 0 || fraction > 1)).toEqual([])
  })

  it('goes on when a listener throws', async () => {
    const autointel = await openTemporaryAutointel()
    autointel.orchestrator.subscribe(() => {
      throw new Error('a listener is broken')
    })

    const run = await autointel.start()

    expect(await run.result).toMatchObject({ status: 'completed' })
    expect(autointel.events.at(-1)).toMatchObject({ type: 'workflow.ended' })
  })

  it('tells everybody who listens, as often as they listen', async () => {
    const autointel = await openTemporaryAutointel()
    const heard: string[] = []
    const listener = ({ type }: WorkflowEvent) => void heard.push(type)
    const stop = autointel.orchestrator.subscribe(listener)
    autointel.orchestrator.subscribe(listener)

    await (await autointel.start()).result
    const once = autointel.events.length
    stop()
    await (await autointel.start()).result

    expect(heard).toHaveLength(2 * once + (autointel.events.length - once))
  })

  it('hands back a brief whose quotes the source has', async () => {
    const autointel = await openTemporaryAutointel()

    const run = await autointel.start({ depth: 'standard' })
    const { brief, source, status } = await run.result

    expect(status).toBe('completed')
    expect(source).toMatchObject({ type: 'text', language: 'en' })
    expect(brief?.keyPoints.map(({ quote }) => someText.includes(quote))).toEqual([true, true])
    expect(brief?.claims.map(({ verdict }) => verdict)).toEqual(['not checkable here', 'not checkable here'])
  })

  it('costs what its entries say, by task and in total, and so does everything that tells of it', async () => {
    const autointel = await openTemporaryAutointel()

    const run = await autointel.start({ depth: 'deep' })
    const { cost, costNanoUsd, tasks } = await run.result

    const entries = await autointel.ledger.entriesOf(run.id)
    const total = entries.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n)
    expect(total).toBeGreaterThan(0n)
    expect(costNanoUsd).toBe(total)
    expect(tasks.reduce((sum, task) => sum + task.costNanoUsd, 0n)).toBe(total)
    expect(trackCostToJson(cost)).toEqual({
      total_cost: Number(total) / 1e9,
      currency: 'USD',
      api_calls: autointel.provider.served.length,
      free_requests: 0,
      node_costs: { analysis: expect.any(Number), knowledge: expect.any(Number) },
      prompt_tokens: autointel.provider.served.reduce((sum, { usage }) => sum + usage.input, 0),
      completion_tokens: autointel.provider.served.reduce((sum, { usage }) => sum + usage.output, 0),
      total_tokens: autointel.provider.served.reduce((sum, { usage }) => sum + usage.input + usage.output, 0),
    })
    expect(eventsOf(autointel.events, run.id)).toContainEqual({ type: 'track_cost', workflow: run.id, cost })
    expect(await autointel.workflows.find(run.id)).toMatchObject({ state: 'completed', costNanoUsd: total })
  })
})

describe('work that no meter sees', () => {
  it('is estimated from its lengths, a token for four characters, and costs nothing on this machine', async () => {
    const autointel = await openTemporaryAutointel({ variables: { MODELS: 'local:extractive' } })

    const run = await autointel.start()
    const { cost } = await run.result

    const entries = await autointel.ledger.entriesOf(run.id)
    expect(entries).toMatchObject([
      {
        id: `${run.id}:analysis:unmetered:0`,
        task: 'analysis',
        operation: 'analyse',
        provider: 'local',
        amountNanoUsd: 0n,
        freeRequests: 0,
        usage: { inputTokens: { total: Math.ceil(someText.length / 4) } },
      },
    ])
    expect(cost).toMatchObject({
      totalNanoUsd: 0n,
      apiCalls: 0,
      promptTokens: 0,
      local: { calls: 1, promptTokens: Math.ceil(someText.length / 4) },
      taskCostsNanoUsd: new Map([['analysis', 0n]]),
    })
  })
})

describe('a workflow that cannot be done', () => {
  it('for want of its source fails with what was wrong and what to do', async () => {
    const autointel = await openTemporaryAutointel()

    const run = await autointel.start({ location: `${autointel.folder}/nowhere.txt` })
    const result = await run.result

    expect(result).toMatchObject({
      status: 'failed',
      brief: undefined,
      failure: {
        task: 'acquisition',
        code: 'not_found',
        values: {},
        detail: `${autointel.folder}/nowhere.txt: not_found: ENOENT`,
      },
    })
    expect(result.tasks.map(({ status }) => status)).toEqual(['failed', 'skipped', 'skipped'])
    expect(await autointel.workflows.find(run.id)).toMatchObject({
      state: 'failed',
      failure: { code: 'not_found', task: 'acquisition' },
    })
    expect(eventsOf(autointel.events, run.id).some(({ type }) => type === 'track_cost')).toBe(false)
  })

  it('because the model turns it away fails, and can be resumed', async () => {
    const autointel = await openTemporaryAutointel()
    autointel.provider.respondWith([{ kind: 'error', status: 401 }])
    const run = await autointel.start()
    expect(await run.result).toMatchObject({
      status: 'failed',
      failure: { code: 'provider_key', task: 'analysis' },
    })

    const again = await autointel.orchestrator.resume(run.id)

    expect(again.kind).toBe('resumed')
    expect(await autointel.orchestrator.find(run.id)?.result).toMatchObject({
      status: 'completed',
      failure: undefined,
    })
    expect(await autointel.workflows.find(run.id)).toMatchObject({ state: 'completed', failure: undefined })
  })

  it('in verification or knowledge is a partial brief that tells what is missing', async () => {
    const autointel = await openTemporaryAutointel()
    autointel.provider.respondWith(({ path }) =>
      path.endsWith('/embeddings') ? { kind: 'error', status: 400, message: 'No vectors today.' } : answer(),
    )

    const run = await autointel.start({ depth: 'deep' })
    const { status, brief, notes, failure, tasks } = await run.result

    expect(status).toBe('partial')
    expect(brief?.keyPoints).not.toEqual([])
    expect(tasks.at(-1)).toMatchObject({ task: 'knowledge', status: 'failed' })
    expect(notes).toContainEqual({
      code: 'task_missing',
      values: { task: 'knowledge', why: 'service_unavailable' },
    })
    expect(failure).toMatchObject({ task: 'knowledge' })
  })
})

/** On the same winter, by somebody else. */
const anotherReport =
  'Winter came early to the coast, and the fishing fleet moved south. Forty ships lay in the ice of Hollowmere until March 2026. ' +
  'Greta Olsen asked the ministry for an icebreaker in February.'

it('remembers what it has read: a later workflow finds it, as related and as evidence', async () => {
  const autointel = await openTemporaryAutointel({ variables: { MODELS: 'local:extractive' } })
  const first = await autointel.start({ depth: 'deep' })
  await first.result

  const second = await autointel.start({
    depth: 'deep',
    location: await autointel.source('second.txt', anotherReport),
  })
  const { brief } = await second.result

  expect(brief?.related.map(({ workflow }) => workflow)).toEqual([first.id])
  expect(brief?.claims.flatMap(({ evidence }) => evidence.map(({ origin }) => origin))).toContain('knowledge')
})

it('lists the newest workflows of a tenant or a user', async () => {
  const autointel = await openTemporaryAutointel({ variables: { MODELS: 'local:extractive' } })
  const runs = [
    await autointel.start({ tenant: 'guild_1', user: '7' }),
    await autointel.start({ tenant: 'guild_2', user: '7' }),
    await autointel.start({ tenant: 'guild_1', user: '8' }),
  ]
  await Promise.all(runs.map(({ result }) => result))
  const [first, second, third] = runs.map(({ id }) => id)
  const recent = async (filter: { tenant?: string; user?: string; limit: number }) =>
    (await autointel.workflows.recent(filter)).map(({ id }) => id)

  expect(await recent({ limit: 10 })).toEqual([third, second, first])
  expect(await recent({ limit: 2 })).toEqual([third, second])
  expect(await recent({ tenant: 'guild_1', limit: 10 })).toEqual([third, first])
  expect(await recent({ user: '7', limit: 10 })).toEqual([second, first])
  expect(await autointel.workflows.countRuns({ tenant: 'guild_1', sinceMs: 0 })).toBe(2)
})

describe('a quote', () => {
  it('says what a run may cost, what it usually costs, and what the tightest budget leaves', async () => {
    const autointel = await openTemporaryAutointel()
    const { orchestrator, ledger, now } = autointel
    const request = { depth: 'quick', tenant: 'guild_1', user: '7' } as const
    const before = await orchestrator.quote(request)
    const runs = [await autointel.start(), await autointel.start()]
    const results = await Promise.all(runs.map(({ result }) => result))
    await ledger.setBudget({
      subject: bookedSubject('user_7'),
      period: 'day',
      limitNanoUsd: usd('1'),
      mode: 'hard',
      by: 'owner',
      role: 'owner',
      atMs: now(),
    })

    const after = await orchestrator.quote({ ...request, maxCostNanoUsd: usd('0.20') })

    const spent = results.reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0n)
    expect(before).toMatchObject({
      atMostNanoUsd: usd('0.50'),
      usuallyNanoUsd: undefined,
      leftNanoUsd: usd('5'),
    })
    expect(before.tightest).toMatchObject({ kind: 'tenant', period: 'hour' })
    expect(after).toMatchObject({
      atMostNanoUsd: usd('0.20'),
      usuallyNanoUsd: spent / 2n,
      leftNanoUsd: usd('1') - spent,
      tightest: { kind: 'user', period: 'day' },
    })
  })

  it('leaves soft budgets out', async () => {
    const autointel = await openTemporaryAutointel()
    await autointel.ledger.setBudget({
      subject: bookedSubject('guild_1'),
      period: 'hour',
      limitNanoUsd: 0n,
      mode: 'soft',
      by: 'owner',
      role: 'owner',
      atMs: autointel.now(),
    })

    const { tightest, leftNanoUsd } = await autointel.orchestrator.quote({
      depth: 'quick',
      tenant: 'guild_1',
    })

    expect(tightest).toMatchObject({ kind: 'tenant', period: 'day' })
    expect(leftNanoUsd).toBe(usd('20'))
  })
})
