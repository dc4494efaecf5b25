import { describe, expect, it, onTestFinished } from 'vitest'
import { systemClock, systemTimers } from '../../src/app/timers.ts'
import type { Refusal } from '../../src/ledger/limit-state.ts'
import type { WorkflowListener } from '../../src/orchestrator/events.ts'
import type { WorkflowFailure } from '../../src/orchestrator/workflow-failure.ts'
import { type SpendWatchOptions, startSpendWatch } from '../../src/outbox/spend-watch.ts'
import { topicOf } from '../../src/outbox/topic.ts'
import { localPrice } from '../../src/pricing/price.ts'
import type { PriceAnswer } from '../../src/pricing/price-answer.ts'
import { openDatabase } from '../../src/store/sqlite/database.ts'
import { SqliteWorkflowStore } from '../../src/store/sqlite/workflows/sqlite-workflow-store.ts'
import { dayMs, hourMs, noonMs, spend, usd } from '../support/ledger/requests.ts'
import { openLedgerOn } from '../support/ledger/temporary-books.ts'
import { openOwnersBench, owner, plainMessages } from '../support/outbox/owners-bench.ts'
import { located } from '../support/sources/located.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { sharedWorkers } from '../support/workers/shared-workers.ts'

const unpriced: PriceAnswer = { kind: 'priced', price: localPrice, estimated: true, caution: 'unpriced' }
const priced: PriceAnswer = { kind: 'priced', price: localPrice, estimated: false }

/** A watch on the books of a bench, with workflows beside them; `end` is told by the orchestrator. */
async function openWatch(overrides: Partial<SpendWatchOptions> = {}) {
  const bench = await openOwnersBench()
  const database = openDatabase(bench.path, { timers: systemTimers, now: systemClock })
  const store = new SqliteWorkflowStore(database, await openLedgerOn(database))
  const listeners = new Set<WorkflowListener>()
  let notices = 0
  const start = (startOverrides: Partial<SpendWatchOptions> = {}) => {
    const watch = startSpendWatch({
      outbox: bench.outbox,
      ledger: bench.ledger,
      workflows: store,
      workers: sharedWorkers,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      models: [],
      priceOf: () => priced,
      log: bench.options.log,
      now: bench.options.now,
      timers: new HandDrivenTimers(),
      onNotice: () => {
        notices += 1
      },
      ...overrides,
      ...startOverrides,
    })
    onTestFinished(() => watch.stop())
    return watch
  }
  const runWorkflow = async (id: string, cost: string, state: 'completed' | 'partial' = 'completed') => {
    const request = {
      location: located('https://example.org/'),
      depth: 'quick',
      tenant: 'guild_1',
      visibility: 'server',
    } as const
    const claim = await store.create(id, request, noonMs)
    await spend(bench.ledger, cost, { attribution: { tenant: 'guild_1', workflow: id }, claim: claim.claim })
    await store.end(claim, { state, atMs: noonMs, costNanoUsd: usd(cost) })
    for (const listener of listeners) listener({ type: 'workflow.ended', workflow: id, status: state })
  }
  const emit: WorkflowListener = (event) => {
    for (const listener of listeners) listener(event)
  }
  return { ...bench, start, runWorkflow, emit, notices: () => notices }
}

const spike = {
  kind: 'spend_spike',
  fromMs: noonMs,
  toMs: noonMs + dayMs,
  spentNanoUsd: usd('3'),
  usualNanoUsd: usd('1'),
  boundNanoUsd: usd('2'),
  workflow: null,
  user: null,
} as const

/** A quiet week at noon, then `spentUsd` in the last hour. */
async function spendAWeekAnd(ledger: Parameters<typeof spend>[0], spentUsd: string): Promise<void> {
  for (let daysAgo = 7; daysAgo > 0; daysAgo -= 1)
    await spend(ledger, '0.20', { atMs: noonMs - daysAgo * dayMs })
  await spend(ledger, spentUsd, { atMs: noonMs })
}

describe('a spike of the spend', () => {
  it('is told once a day for all that has part in it, whatever looks and restarts there are', async () => {
    const { ledger, start, deliver, told, clock, logged } = await openWatch()
    await spendAWeekAnd(ledger, '3.00')

    await start().stop()
    clock.nowMs += hourMs
    await start().stop()
    await deliver()
    await deliver()

    expect(told()).toEqual(['spend_spike'])
    expect(logged).toMatchObject([
      {
        level: 40,
        kind: 'spend_spike',
        dimension: 'bot',
        spentNanoUsd: 3_000_000_000,
        usualNanoUsd: 200_000_000,
        boundNanoUsd: 400_000_000,
        workflow: 'wf_1',
        user: '7',
        also: 'guild_1, openai:gpt-5-mini, analysis',
      },
    ])
  })

  it('is looked for every ten minutes', async () => {
    const timers = new HandDrivenTimers()
    const noticed = Promise.withResolvers<void>()
    let notices = 0
    const onNotice = () => {
      notices += 1
      noticed.resolve()
    }
    const { ledger, start } = await openWatch({ timers, onNotice })
    start()
    await spendAWeekAnd(ledger, '3.00')

    await timers.pass(599_999)
    expect(notices).toBe(0)
    await timers.pass(1)
    await noticed.promise
  })

  it('reaches the renderer with its figures', async () => {
    const { ledger, start, deliver, discord } = await openWatch()
    await spendAWeekAnd(ledger, '3.00')

    await start().stop()
    await deliver({
      messages: {
        ...plainMessages,
        notice: (notice) => ({ content: notice.kind === 'spend_spike' ? `${notice.spentNanoUsd}` : 'other' }),
      },
    })

    expect(discord.directMessages(owner).map(({ content }) => content)).toEqual(['3000000000'])
  })

  it('is told of a server alone where the whole bot does not stand out', async () => {
    const { ledger, outbox, start } = await openWatch()
    await spendAWeekAnd(ledger, '1.50')
    for (let daysAgo = 7; daysAgo >= 0; daysAgo -= 1)
      await spend(ledger, '5', { attribution: { tenant: 'guild_2' }, atMs: noonMs - daysAgo * dayMs })

    await start().stop()

    const parcels = await outbox.claim({ limit: 10, leaseMs: 1, atMs: noonMs })
    expect(parcels).toMatchObject([
      {
        notice: {
          detail: { dimension: 'tenant', subject: 'guild_1', spentNanoUsd: usd('1.50'), also: 'analysis' },
        },
      },
    ])
  })

  it('is not told where it is muted, but then what it would have stood for', async () => {
    const { ledger, outbox, start } = await openWatch()
    await spendAWeekAnd(ledger, '3.00')
    const mute = (dimension: 'bot' | 'tenant', subject: string) => {
      const topic = topicOf({ ...spike, dimension, subject }) ?? ''
      return outbox.mute({ topic, by: 'user_7', atMs: noonMs })
    }

    await mute('bot', 'bot')
    await mute('tenant', 'guild_1')
    await start().stop()

    const parcels = await outbox.claim({ limit: 10, leaseMs: 1, atMs: noonMs })
    expect(parcels.map((parcel) => parcel.kind === 'notice' && parcel.notice.detail['dimension'])).toEqual([
      'model',
      'task',
    ])
  })

  it('is not told of again, under another name, by whom it was muted once it was told', async () => {
    const { ledger, outbox, start } = await openWatch()
    await spendAWeekAnd(ledger, '3.00')
    await start().stop()
    const [first, ...others] = await outbox.claim({ limit: 10, leaseMs: 1, atMs: noonMs })

    await outbox.mute({
      topic: topicOf({ ...spike, dimension: 'bot', subject: 'bot' }) ?? '',
      by: '7',
      atMs: noonMs,
    })
    if (first) await outbox.end(first.id, 'delivered', noonMs)
    await start().stop()

    expect([first?.kind, others]).toEqual(['notice', []])
    expect(await outbox.claim({ limit: 10, leaseMs: 1, atMs: noonMs + 1 })).toEqual([])
  })

  it('is not seen in the usual spend', async () => {
    const { ledger, start, deliver, told, notices } = await openWatch()
    await spendAWeekAnd(ledger, '0.25')

    await start().stop()
    await deliver()

    expect([told(), notices()]).toEqual([[], 0])
  })
})

describe('a dear workflow', () => {
  it('is told when it ends', async () => {
    const { start, runWorkflow, deliver, told } = await openWatch()
    const watch = start()
    for (let run = 0; run < 5; run += 1) await runWorkflow(`wf_${run}`, '0.10')

    await runWorkflow('wf_dear', '2.00')
    await watch.stop()
    await deliver()

    expect(told()).toEqual(['dear_workflow'])
  })

  it('is not known before five others have ended', async () => {
    const { start, runWorkflow, notices } = await openWatch()
    const watch = start()
    for (let run = 0; run < 4; run += 1) await runWorkflow(`wf_${run}`, '0.10')

    await runWorkflow('wf_dear', '2.00')
    await watch.stop()

    expect(notices()).toBe(0)
  })

  it('is told when it ran out of money, too', async () => {
    const { start, runWorkflow, deliver, told } = await openWatch()
    const watch = start()
    for (let run = 0; run < 5; run += 1) await runWorkflow(`wf_${run}`, '0.10')

    await runWorkflow('wf_dear', '2.00', 'partial')
    await watch.stop()
    await deliver()

    expect(told()).toEqual(['dear_workflow'])
  })
})

describe('a model without a price', () => {
  const models = [
    { provider: 'openai', model: 'known' },
    { provider: 'openai', model: 'new' },
  ]

  it('is told once a day, by the configuration or by a call', async () => {
    const { start, deliver, told, clock } = await openWatch({
      models,
      priceOf: ({ model }) => (model === 'new' ? unpriced : priced),
    })

    const watch = start()
    await watch.notify({ kind: 'unpriced_model', model: 'openai:new' })
    await watch.stop()
    await deliver()
    const first = told()
    clock.nowMs += dayMs
    await start().stop()
    await deliver()

    expect(first).toEqual(['unpriced_model'])
    expect(told()).toEqual(['unpriced_model', 'unpriced_model'])
  })
})

describe('what fails in a task', () => {
  const trouble = (failure: WorkflowFailure) =>
    ({ type: 'task.trouble', workflow: 'wf_1', task: 'analysis', failure, endsTask: true }) as const

  it('is told once a day where it is the owners’ to mend, and stands in the log each time', async () => {
    const { start, emit, deliver, told, logged } = await openWatch()
    const watch = start()
    const failure = {
      code: 'provider_key',
      values: { host: 'a.example' },
      task: 'analysis',
      detail: 'no',
    } as const

    emit(trouble(failure))
    emit(trouble({ ...failure, detail: 'no again' }))
    await watch.stop()
    await deliver()

    expect(told()).toEqual(['provider_failing'])
    expect(logged.filter(({ task }) => task === 'analysis')).toMatchObject([
      { level: 40, workflow: 'wf_1', code: 'provider_key', detail: 'no' },
      { level: 40, workflow: 'wf_1', code: 'provider_key', detail: 'no again' },
    ])
  })

  it('stands in the log alone where it is the source’s', async () => {
    const { start, emit, deliver, told, logged } = await openWatch()
    const watch = start()

    emit(trouble({ code: 'page_not_found', values: {}, task: 'analysis', detail: 'HTTP 404' }))
    await watch.stop()
    await deliver()

    expect(told()).toEqual([])
    expect(logged).toMatchObject([{ level: 40, code: 'page_not_found', detail: 'HTTP 404' }])
  })
})

describe('a budget that refuses', () => {
  const refusal: Refusal = {
    kind: 'tenant',
    subject: 'guild_1',
    period: 'day',
    mode: 'hard',
    limitNanoUsd: usd('0.05'),
    spentNanoUsd: usd('0.039'),
    heldNanoUsd: 0n,
    requestedNanoUsd: usd('0.02'),
    resetsAtMs: noonMs + dayMs / 2,
  }

  it('is told once a period and limit', async () => {
    const { start, emit, deliver, told } = await openWatch()
    const watch = start()
    const refuse = (overrides: Partial<Refusal> = {}) =>
      emit({
        type: 'budget.refused',
        workflow: 'wf_1',
        task: 'analysis',
        refusal: { ...refusal, ...overrides },
      })

    refuse()
    refuse({ spentNanoUsd: usd('0.04') })
    refuse({ limitNanoUsd: usd('0.055') })
    refuse({ resetsAtMs: noonMs + dayMs })
    await watch.stop()
    await deliver()
    await deliver()

    expect(told()).toEqual(['runs_refused', 'runs_refused', 'runs_refused'])
  })

  it.each([
    [
      'what a run of its depth usually costs',
      'analysis',
      '0.012',
      { depth: 'quick', usualNanoUsd: usd('0.02') },
    ],
    [
      'the call where that alone needs more',
      'analysis',
      '0.03',
      { depth: 'quick', usualNanoUsd: usd('0.03') },
    ],
    [
      'the usual cost also before the first task',
      undefined,
      '0.50',
      { depth: 'quick', usualNanoUsd: usd('0.02') },
    ],
  ] as const)('is told of with %s', async (_what, task, requested, need) => {
    const { start, runWorkflow, emit, deliver, notices, outbox } = await openWatch()
    const watch = start()
    for (const [id, cost] of [
      ['wf_1', '0.01'],
      ['wf_2', '0.03'],
      ['wf_3', '0'],
    ] as const)
      await runWorkflow(id, cost)

    emit({
      type: 'budget.refused',
      workflow: 'wf_1',
      task,
      refusal: { ...refusal, requestedNanoUsd: usd(requested) },
    })
    await watch.stop()

    expect(notices()).toBe(1)
    const [parcel] = await outbox.claim({ limit: 10, leaseMs: 1, atMs: noonMs + dayMs })
    expect(parcel).toMatchObject({ kind: 'notice', notice: { kind: 'runs_refused', detail: need } })
    await deliver()
  })

  it('is not told of where the money is only held, nor of the limit of a run', async () => {
    const { start, emit, deliver, told } = await openWatch()
    const watch = start()
    const event = { type: 'budget.refused', workflow: 'wf_1', task: 'analysis' } as const

    emit({ ...event, refusal: { ...refusal, heldNanoUsd: usd('0.01'), requestedNanoUsd: usd('0.011') } })
    emit({ ...event, refusal: { ...refusal, kind: 'scope', period: undefined, resetsAtMs: undefined } })
    await watch.stop()
    await deliver()

    expect(told()).toEqual([])
  })
})

describe('a run that costs as much as owners want to hear of', () => {
  it.each([
    ['2.00', ['run_over_threshold']],
    ['1.999999999', []],
  ])('at %s is told of once, with a threshold of 2', async (cost, kinds) => {
    const { start, runWorkflow, deliver, told } = await openWatch({ costAlertThresholdNanoUsd: usd('2') })
    const watch = start()
    await runWorkflow('wf_dear', cost)
    await watch.stop()
    await deliver()
    await deliver()

    expect(told()).toEqual(kinds)
  })
})
