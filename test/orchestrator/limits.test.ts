import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BudgetMode } from '../../src/ledger/budget-limit.ts'
import { bookedSubject } from '../../src/ledger/subject.ts'
import { usd } from '../support/ledger/requests.ts'
import { temporaryFolder } from '../support/ledger/temporary-books.ts'
import {
  eventsOf,
  openTemporaryAutointel,
  startProvider,
  type TestAutointel,
} from '../support/orchestrator/temporary-autointel.ts'

/** Read in three parts. */
const longText = Array.from(
  { length: 1_800 },
  (_, index) => `Entry ${index} tells of ship number ${index} in the ice.`,
).join(' ')

function setBudget(
  { ledger, now }: TestAutointel,
  subject: string,
  limitUsd: string,
  mode: BudgetMode = 'hard',
) {
  return ledger.setBudget({
    subject: bookedSubject(subject),
    period: 'day',
    limitNanoUsd: usd(limitUsd),
    mode,
    by: 'owner',
    role: 'owner',
    atMs: now(),
  })
}

describe('a workflow that runs out of money', () => {
  it('hands back the brief of what it has read, and goes on from there under a raised ceiling', async () => {
    const autointel = await openTemporaryAutointel()
    const location = await autointel.source('long.txt', longText)
    const run = await autointel.start({ location, maxCostNanoUsd: usd('0.0045') })
    const first = await run.result
    const partsPaid = autointel.provider.requests.length - 1

    expect(first).toMatchObject({
      status: 'partial',
      refusal: { kind: 'scope', limitNanoUsd: usd('0.0045') },
    })
    expect(first.refusal?.fitsDepth).toBeUndefined()
    expect(first.brief?.keyPoints).not.toEqual([])
    expect(first.costNanoUsd).toBeLessThanOrEqual(usd('0.0045'))
    expect(first.notes).toContainEqual(expect.objectContaining({ code: 'parts_not_reached' }))
    expect(partsPaid).toBeGreaterThan(0)
    expect(eventsOf(autointel.events, run.id).map(({ type }) => type)).toContain('budget.refused')
    expect(await autointel.workflows.find(run.id)).toMatchObject({
      state: 'partial',
      refusal: { limitNanoUsd: usd('0.0045') },
    })

    await autointel.orchestrator.resume(run.id, usd('0.40'))
    const second = await autointel.orchestrator.find(run.id)?.result

    expect(second).toMatchObject({
      status: 'completed',
      refusal: undefined,
      limits: { totalNanoUsd: usd('0.40') },
    })
    const prompts = autointel.provider.requests.map(({ body }) => JSON.stringify(body))
    const readings = prompts.filter((prompt) => /Analyse part \d of/.test(prompt))
    expect(new Set(readings).size).toBe(readings.length)
    expect(prompts.filter((prompt) => prompt.includes('Merge them'))).toHaveLength(2)
  })

  it('judges the claims anew when it goes on, because there may be others', async () => {
    const autointel = await openTemporaryAutointel()
    const location = await autointel.source('long.txt', longText)
    const run = await autointel.start({ location, depth: 'standard', maxCostNanoUsd: usd('0.0045') })
    expect(await run.result).toMatchObject({
      status: 'partial',
      tasks: [{}, {}, { status: 'partial' }, { status: 'completed' }],
    })
    const before = autointel.events.length

    await autointel.orchestrator.resume(run.id, usd('0.40'))
    await autointel.orchestrator.find(run.id)?.result

    const resumed = autointel.events
      .slice(before)
      .flatMap((event) => (event.type === 'task.completed' ? [[event.task, event.resumed]] : []))
    expect(resumed).toEqual([
      ['acquisition', true],
      ['transcription', true],
      ['analysis', false],
      ['verification', false],
    ])
  })

  it('before its first call is refused, naming the limit', async () => {
    const autointel = await openTemporaryAutointel()
    await setBudget(autointel, 'user_7', '0.0001')

    const { status, refusal, brief, costNanoUsd } = await (await autointel.start()).result

    expect(status).toBe('refused')
    expect(refusal).toMatchObject({
      kind: 'user',
      subject: 'user_7',
      period: 'day',
      resetsAtMs: expect.any(Number),
    })
    expect(refusal?.fitsDepth).toBeUndefined()
    expect([brief, costNanoUsd]).toEqual([undefined, 0n])
  })
})

describe('with a budget that has nothing left', () => {
  const nowhere = { location: '/nowhere/at/all.txt' }

  it.each(['user_7', 'guild_1', 'bot'])(
    '(of %s) a workflow is refused at once, its source untouched',
    async (subject) => {
      const autointel = await openTemporaryAutointel()
      await setBudget(autointel, subject, '0')

      const run = await autointel.start(nowhere)
      const result = await run.result

      expect(result).toMatchObject({ status: 'refused', refusal: { subject, requestedNanoUsd: usd('0.50') } })
      expect(result.tasks.map(({ status }) => status)).toEqual(['skipped', 'skipped', 'skipped'])
      expect(eventsOf(autointel.events, run.id).map(({ type }) => type)).toEqual([
        'workflow.started',
        'budget.refused',
        'workflow.ended',
      ])
      await setBudget(autointel, subject, '1')
      await autointel.orchestrator.resume(run.id)
      expect(await autointel.orchestrator.find(run.id)?.result).toMatchObject({ status: 'failed' })
    },
  )

  it('one nano is something', async () => {
    const autointel = await openTemporaryAutointel()
    await setBudget(autointel, 'guild_1', '0.000000001')

    expect(await (await autointel.start(nowhere)).result).toMatchObject({ status: 'failed' })
  })

  it('the built-in analyst, models that cost nothing and soft budgets go on', async () => {
    const provider = await startProvider()
    const builtIn = await openTemporaryAutointel({ provider, variables: { MODELS: 'local:extractive' } })
    const loopback = await openTemporaryAutointel({
      provider,
      variables: { MODELS: 'openai:gpt-4o-mini,compatible:llama3', COMPATIBLE_BASE_URL: provider.url },
    })
    const soft = await openTemporaryAutointel({ provider })
    await setBudget(builtIn, 'guild_1', '0')
    await setBudget(loopback, 'guild_1', '0')
    await setBudget(soft, 'guild_1', '0', 'soft')

    const results = await Promise.all(
      [builtIn, loopback, soft].map(async (autointel) => (await autointel.start()).result),
    )

    expect(results.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed'])
    expect(results.map(({ costNanoUsd }) => costNanoUsd > 0n)).toEqual([false, false, true])
  })
})

it('admits exactly two of ten concurrent workflows at 0.40 under 1.00', async () => {
  const file = join(temporaryFolder(), 'prices.json')
  const flat = { input_per_million: '0', output_per_million: '0', per_request: '0.40' }
  await writeFile(file, JSON.stringify({ models: { 'openai:gpt-4o-mini': flat } }))
  const autointel = await openTemporaryAutointel({
    variables: { PRICES_FILE: file, WORKFLOW_CONCURRENCY: '10' },
  })
  await setBudget(autointel, 'guild_1', '1.00')

  const runs = await Promise.all(Array.from({ length: 10 }, () => autointel.start({ depth: 'standard' })))
  const results = await Promise.all(runs.map(({ result }) => result))

  expect(results.filter(({ status }) => status === 'completed')).toHaveLength(2)
  expect(results.filter(({ status }) => status === 'refused')).toHaveLength(8)
  expect(autointel.provider.requests).toHaveLength(2)
  const [, day] = await autointel.ledger.budgetStatus(bookedSubject('guild_1'), autointel.now())
  expect(day).toMatchObject({ spentNanoUsd: usd('0.80'), heldNanoUsd: 0n })
})

it('holds each of ten parallel workflows to its own limit', async () => {
  const autointel = await openTemporaryAutointel({ variables: { WORKFLOW_CONCURRENCY: '10' } })
  const tooLittle = ['0.0001', '0.0002', '0.0003', '0.0004', '0.0005'].map(usd)
  const enough = ['0.10', '0.20', '0.30', '0.40', '0.50'].map(usd)

  const runs = await Promise.all(
    [...tooLittle, ...enough].map((maxCostNanoUsd) => autointel.start({ maxCostNanoUsd })),
  )
  const results = await Promise.all(runs.map(({ result }) => result))

  expect(results.map(({ limits }) => limits.totalNanoUsd)).toEqual([...tooLittle, ...enough])
  expect(results.slice(0, 5).map(({ refusal }) => refusal?.limitNanoUsd)).toEqual(tooLittle)
  expect(results.slice(5).map(({ status }) => status)).toEqual(Array(5).fill('completed'))
  expect(autointel.provider.requests).toHaveLength(5)
})

it('lets a tenant with many workflows waiting not hold up another', async () => {
  const autointel = await openTemporaryAutointel({
    variables: { MODELS: 'local:extractive', WORKFLOW_CONCURRENCY: '1' },
  })
  const location = await autointel.source('note.txt', 'The harbour froze. The ships stayed until March.')
  const busy = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      autointel.start({ location, tenant: 'guild_1', user: String(index) }),
    ),
  )
  const patient = await autointel.start({ location, tenant: 'guild_2' })

  expect(patient.position()).toBeLessThanOrEqual(1)
  expect(busy.at(-1)?.position()).toBeGreaterThan(40)
  await patient.result
  const begun = autointel.events.filter(({ type }) => type === 'workflow.started')
  expect(begun.length).toBeLessThan(10)
  for (const run of busy) run.cancel()
  await Promise.all(busy.map(({ result }) => result))
})
