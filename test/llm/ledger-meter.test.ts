import { describe, expect, it } from 'vitest'
import { runTask, trackRequestBudget } from '../../src/budget/request-scope.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { createMeter, type MeterOptions } from '../../src/llm/ledger-meter.ts'
import { LostWorkflowError } from '../../src/llm/lost-workflow-error.ts'
import type { CallPlan } from '../../src/llm/meter.ts'
import { UnpricedModelError } from '../../src/llm/unpriced-model-error.ts'
import type { CallSteps } from '../../src/llm/wire-tap.ts'
import { localPrice, type Price } from '../../src/pricing/price.ts'
import type { PriceAnswer } from '../../src/pricing/price-answer.ts'
import type { PriceSource } from '../../src/pricing/price-source.ts'
import type { WireReply } from '../../src/pricing/wire/read-reply.ts'
import { toldBy } from '../../src/pricing/wire/told.ts'
import { price, tokens } from '../pricing/cost-factory.ts'
import { failureOf } from '../support/failure-of.ts'
import { ledgerWith } from '../support/ledger/ledger-with.ts'
import { budgetOf, noonMs, spend, usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'

const model = { provider: 'openai', model: 'gpt-5-mini' } as const
const attribution = { tenant: 'guild_1', user: '7', workflow: 'wf_1' } as const
const timeoutMs = 30_000
/** A thousand nano a token in, two thousand a token out. */
const plain = price({ input: 1, output: 2 })
const plan: CallPlan = {
  model,
  operation: 'generate',
  inputTokens: 1_000,
  maxOutputTokens: 500,
  leastOutputTokens: 100,
  timeoutMs,
}
/** All that the plan may cost: 1,000 tokens in and 500 out. */
const wholeNanoUsd = 2_000_000n

/** Raw replies that a test has put there. */
class Wire {
  readonly replies = new Map<string, WireReply>()
  readonly expected: string[] = []
  readonly steps = new Map<string, CallSteps>()
  readonly forgotten: string[] = []
  hasLeft = true

  expect(id: string, steps: CallSteps): void {
    this.expected.push(id)
    this.steps.set(id, steps)
  }
  canHaveLeft(): boolean {
    return this.hasLeft
  }
  replyTo(id: string): WireReply | undefined {
    return this.replies.get(id)
  }
  forget(id: string): void {
    this.forgotten.push(id)
    this.replies.delete(id)
  }
}

function replyOf(body: unknown): WireReply {
  return { status: 200, headers: {}, told: toldBy(body), isStreamed: false, isComplete: true }
}

const counted = (prompt: number, completion: number, more: object = {}) =>
  replyOf({ choices: [{}], usage: { prompt_tokens: prompt, completion_tokens: completion }, ...more })

interface Options {
  readonly price?: Price
  readonly prices?: Partial<PriceSource>
  readonly through?: (ledger: LedgerStore) => LedgerStore
  readonly withoutWire?: boolean
}

/** A meter on books of its own. */
async function openMeter(options: Options = {}) {
  const ledger = await openLedgerAt(temporaryPath())
  const timers = new HandDrivenTimers(noonMs)
  const wire = new Wire()
  const told: string[] = []
  const answer: PriceAnswer = {
    kind: 'priced',
    price: options.price ?? plain,
    seller: 'openai',
    estimated: false,
  }
  let holds = 0
  const meter = createMeter({
    ledger: options.through?.(ledger) ?? ledger,
    prices: {
      priceOf: () => answer,
      priceUnlessFree: () => answer,
      servedModel: () => ({ kind: 'same' }),
      ...options.prices,
    },
    ...(!options.withoutWire && { wire: wire as NonNullable<MeterOptions['wire']> }),
    now: timers.now,
    timers,
    newId: () => `hold_${++holds}`,
    observer: {
      booked: ({ entry }) => void told.push(`booked ${entry.id}`),
      softLimitsExceeded: (limits) => void told.push(`soft ${limits.map(({ subject }) => subject)}`),
      caution: ({ code, model: name }) => void told.push(`${code} ${name}`),
    },
  })
  const inScope = <T>(fn: () => T, totalUsd?: string): T =>
    trackRequestBudget(
      { id: 'scope_1', attribution, ...(totalUsd !== undefined && { totalNanoUsd: usd(totalUsd) }) },
      fn,
    )
  const open = (overrides: Partial<CallPlan> = {}, totalUsd?: string) =>
    inScope(() => meter.open({ ...plan, ...overrides }), totalUsd)
  const held = async () => (await ledger.holdsPending()).map(({ amountNanoUsd }) => amountNanoUsd)
  const entries = () => ledger.entriesOf('wf_1')
  return { ledger, timers, wire, told, meter, inScope, open, held, entries }
}

/** Books so many calls of the task that wrote 100 tokens. */
async function teach(ledger: LedgerStore, calls: number) {
  for (let count = 0; count < calls; count++)
    await spend(ledger, '0', {
      attribution: { ...attribution, workflow: 'wf_before', task: 'analysis' },
      call: { ...model, operation: 'generate', priceVersion: '' },
      usage: { outputTokens: { total: 100 } },
      atMs: noonMs,
    })
}

describe('a call that is about to leave', () => {
  const leave = async ({ wire, open, timers }: Awaited<ReturnType<typeof openMeter>>, afterMs: number) => {
    await open()
    await timers.pass(afterMs)
    const { leaving } = wire.steps.get('hold_1') ?? {}
    return leaving ? leaving().catch((error: unknown) => error) : 'nobody was asked'
  }

  it.each([0, 4_999])('leaves without a look into the books %i ms after its hold', async (afterMs) => {
    const meter = await openMeter({
      through: (ledger) => ledgerWith(ledger, { stands: () => Promise.reject(new Error('looked')) }),
    })
    expect(await leave(meter, afterMs)).toBeUndefined()
  })

  it('leaves after a pause as long as its hold stands', async () => {
    expect(await leave(await openMeter(), 5_000)).toBeUndefined()
  })

  it('stays when its workflow was taken over in a pause', async () => {
    const asked: unknown[] = []
    const stands = async (request: Parameters<LedgerStore['stands']>[0]) => asked.push(request) < 1
    const meter = await openMeter({ through: (ledger) => ledgerWith(ledger, { stands }) })
    expect(await leave(meter, 5_000)).toBeInstanceOf(LostWorkflowError)
    expect(asked).toMatchObject([{ id: 'hold_1', attribution }])
  })

  it('stays when its hold has ended in a pause', async () => {
    const meter = await openMeter()
    const open = async () => {
      const call = await meter.open()
      await meter.ledger.expire(call.id, noonMs)
      return call
    }
    expect(await leave({ ...meter, open }, 5_000)).toBeInstanceOf(LostWorkflowError)
  })
})

describe('opening a call', () => {
  it('sets aside all that it may cost, for whom it is made', async () => {
    const { open, ledger, timers, wire } = await openMeter()
    const call = await open()
    expect(call).toMatchObject({ id: 'hold_1', maxOutputTokens: 500, isUsualCeiling: false })
    expect(await ledger.holdsPending()).toMatchObject([
      {
        ...attribution,
        ...model,
        id: 'hold_1',
        operation: 'generate',
        priceVersion: plain.version,
        amountNanoUsd: wholeNanoUsd,
        scopes: ['scope_1'],
      },
    ])
    expect(wire.expected).toEqual(['hold_1'])
    await timers.pass(timeoutMs - 1)
    expect(call.timeLimit.aborted).toBe(false)
    await timers.pass(1)
    expect(call.timeLimit.aborted).toBe(true)
  })

  it('clamps what it may write to what a limit leaves, down to what is of use', async () => {
    const { open, held } = await openMeter()
    expect((await open({}, '0.0015')).maxOutputTokens).toBe(250)
    expect(await held()).toEqual([usd('0.0015')])
    const exact = await openMeter()
    expect((await exact.open({}, '0.0012')).maxOutputTokens).toBe(100)
    const tooLittle = await openMeter()
    expect(await failureOf(tooLittle.open({}, '0.001199999'))).toMatchObject({ name: 'BudgetRefusedError' })
    const allOrNothing = await openMeter()
    expect(await failureOf(allOrNothing.open({ leastOutputTokens: undefined }, '0.001999999'))).toMatchObject(
      { name: 'BudgetRefusedError' },
    )
  })

  it('tells of soft limits that it goes past, and only then', async () => {
    const { open, ledger, told } = await openMeter()
    await open()
    expect(told).toEqual([])
    await ledger.setBudget(budgetOf('guild_1', 'day', '0.000001', { mode: 'soft' }))
    await open()
    expect(told).toEqual(['soft guild_1'])
  })

  it('is refused for a model without a price where such are refused', async () => {
    const refused: PriceAnswer = { kind: 'refused', reason: 'unpriced-model', model }
    const { open, held } = await openMeter({ prices: { priceOf: () => refused } })
    expect(await failureOf(open())).toBeInstanceOf(UnpricedModelError)
    expect(await held()).toEqual([])
  })

  it('tells of what is odd about a price once for each model', async () => {
    const { open, told } = await openMeter({
      prices: {
        priceOf: () => ({ kind: 'priced', price: plain, estimated: true, caution: 'same_name' }),
      },
    })
    await open()
    await open()
    await open({ model: { provider: 'openai', model: 'gpt-5' } })
    expect(told).toEqual(['same_name openai:gpt-5-mini', 'same_name openai:gpt-5'])
  })

  it('does not take for free what has cost something before', async () => {
    const free: PriceAnswer = { kind: 'priced', price: localPrice, estimated: false }
    const { open, ledger, held } = await openMeter({ prices: { priceOf: () => free } })
    await open()
    expect(await held()).toEqual([0n])
    await spend(ledger, '0.01', { call: { ...model, operation: 'generate', priceVersion: '' } })
    await open()
    expect(await held()).toEqual([0n, wholeNanoUsd])
  })

  it('takes the price that it has for what has cost something before', async () => {
    const dear: PriceAnswer = { kind: 'priced', price: price({ input: 10, output: 20 }), estimated: false }
    const { open, ledger, held } = await openMeter({ prices: { priceUnlessFree: () => dear } })
    await spend(ledger, '0.01', { call: { ...model, operation: 'generate', priceVersion: '' } })
    await open()
    expect(await held()).toEqual([wholeNanoUsd])
  })
})

describe('the ceiling of a call of a task', () => {
  const usual = { usualOutputTokens: 200 }

  it('is what was thought to be enough until twenty calls tell, then what they need', async () => {
    const { open, inScope, ledger, held, meter } = await openMeter()
    const inTask = () => inScope(() => runTask('analysis', () => meter.open({ ...plan, ...usual })))
    expect(await inTask()).toMatchObject({ maxOutputTokens: 200, isUsualCeiling: true })
    await teach(ledger, 20)
    expect(await inTask()).toMatchObject({ maxOutputTokens: 150, isUsualCeiling: true })
    expect(await held()).toEqual([1_400_000n, 1_300_000n])
    // Outside of a task, or where nothing was thought to be enough, it is the whole one.
    expect(await open(usual)).toMatchObject({ maxOutputTokens: 500, isUsualCeiling: false })
    const whole = inScope(() => runTask('analysis', () => meter.open(plan)))
    expect(await whole).toMatchObject({ maxOutputTokens: 500, isUsualCeiling: false })
  })

  it('is not the usual one where the money or the wish is smaller', async () => {
    const { inScope, meter } = await openMeter()
    const inTask = (overrides: Partial<CallPlan>, totalUsd?: string) =>
      inScope(() => runTask('analysis', () => meter.open({ ...plan, ...usual, ...overrides })), totalUsd)
    expect(await inTask({ maxOutputTokens: 200 })).toMatchObject({
      maxOutputTokens: 200,
      isUsualCeiling: false,
    })
    const poor = await openMeter()
    const clamped = poor.inScope(
      () => runTask('analysis', () => poor.meter.open({ ...plan, ...usual })),
      '0.0013',
    )
    expect(await clamped).toMatchObject({ maxOutputTokens: 150, isUsualCeiling: false })
  })
})

describe('settling a call', () => {
  it('books what the raw reply says before what the SDK does, and tells of it', async () => {
    const { open, wire, entries, told } = await openMeter()
    const call = await open()
    wire.replies.set('hold_1', counted(900, 100))
    expect(call.outcome()).toBe('answered')
    const { entry } = await call.settle({ usage: tokens(1, 1), outputText: 'Done.' })
    expect(await entries()).toEqual([entry])
    expect(entry).toMatchObject({
      id: 'hold_1:entry',
      amountNanoUsd: 1_100_000n,
      provenance: 'computed',
      bookedAtMs: noonMs,
      freeRequests: 0,
    })
    expect(told).toEqual(['booked hold_1:entry'])
    expect(wire.forgotten).toEqual(['hold_1'])
    expect(call.outcome()).toBeUndefined()
  })

  it('books what the SDK says where there is no raw reply', async () => {
    const { open, entries } = await openMeter({ withoutWire: true })
    const call = await open()
    expect([call.outcome(), call.canHaveLeft()]).toEqual([undefined, true])
    await call.settle({ usage: tokens(500, 50), outputText: 'Done.' })
    expect(await entries()).toMatchObject([{ amountNanoUsd: 600_000n }])
  })

  it('books the price of the model that has answered in place of the one that was asked', async () => {
    const dear: PriceAnswer = { kind: 'priced', price: price({ input: 10, output: 20 }), estimated: false }
    const asked: string[] = []
    const { open, wire, entries, told } = await openMeter({
      prices: {
        servedModel: (_, name) => {
          asked.push(name)
          return { kind: 'other', answer: dear }
        },
      },
    })
    const call = await open()
    wire.replies.set('hold_1', counted(1_000, 100, { model: 'gpt-5' }))
    await call.settle({ usage: {}, outputText: '' })
    expect(asked).toEqual(['gpt-5'])
    expect(await entries()).toMatchObject([{ amountNanoUsd: 12_000_000n, provenance: 'estimated' }])
    expect(told).toEqual(['served_model openai:gpt-5-mini', 'booked hold_1:entry'])
  })

  it('tells from the second time on that a model goes over what was held, and then holds more', async () => {
    const { open, wire, told, held, entries } = await openMeter()
    for (const id of ['hold_1', 'hold_2']) {
      const call = await open()
      wire.replies.set(id, counted(1_000, 1_000))
      await call.settle({ usage: {}, outputText: '' })
    }
    expect(told).toEqual(['booked hold_1:entry', 'overage openai:gpt-5-mini', 'booked hold_2:entry'])
    expect(
      (await entries()).map(({ cautions }) => cautions.map(({ code, detail }) => [code, detail])),
    ).toEqual([[], [['overage', { held: '0.002', booked: '0.003' }]]])
    const third = await open()
    // Twice half as much again, and the ceiling that the estimate pays for.
    expect(await held()).toEqual([4_000_000n])
    expect(third.maxOutputTokens).toBe(500)
    wire.replies.set('hold_3', counted(1_000, 1_500))
    await third.settle({ usage: {}, outputText: '' })
    expect((await entries())[2]).toMatchObject({ overage: false, cautions: [] })
  })

  it('keeps a part of the answer with its booking', async () => {
    const { open, ledger } = await openMeter()
    let kept: unknown
    const watched = await openMeter({
      through: (own) =>
        ledgerWith(own, {
          settle: (request) => {
            kept = request.keep
            return own.settle({ ...request, keep: undefined })
          },
        }),
    })
    const line = {
      workflow: 'wf_1',
      claim: 1,
      task: 'analysis',
      step: 'a',
      version: 1,
      content: '{}',
    } as const
    await (await watched.open()).settle({ usage: tokens(1, 1) }, line)
    expect(kept).toEqual(line)
    await (await open()).settle({ usage: tokens(1, 1) })
    expect(await ledger.holdsPending()).toEqual([])
  })

  it('of a hold that has ended otherwise is an error', async () => {
    const { open, ledger } = await openMeter()
    const call = await open()
    await ledger.void({ holdId: 'hold_1', failed: false, atMs: noonMs })
    const failure = await failureOf(call.settle({ usage: tokens(1, 1) }))
    expect(failure).toMatchObject({
      message: expect.stringMatching(/^The hold hold_1 could not be settled: /),
    })
  })
})

describe('who waits for money', () => {
  it.each(['settled', 'released', 'given up'] as const)('gets it when a call is %s', async (how) => {
    const { open, timers } = await openMeter()
    const first = await open({}, '0.0025')
    const second = open({}, '0.0025')
    await timers.asked(timeoutMs, 2)
    const ends = {
      settled: () => first.settle({ usage: tokens(10, 1), outputText: 'x' }),
      released: () => first.release(true),
      'given up': () => first.giveUp(),
    }
    await ends[how]()
    const outcome = await second.then(
      ({ maxOutputTokens }) => maxOutputTokens,
      (error: Error) => error.name,
    )
    expect(outcome).toBe(how === 'given up' ? 'BudgetRefusedError' : 500)
  })

  it('gets it also when the booking of a call fails', async () => {
    const { open, timers } = await openMeter({
      through: (ledger) =>
        ledgerWith(ledger, {
          settle: async (request) => {
            await ledger.settle(request)
            throw new Error('The disk is full.')
          },
        }),
    })
    const first = await open({}, '0.0025')
    const second = open({}, '0.0025')
    await timers.asked(timeoutMs, 2)
    await failureOf(first.settle({ usage: tokens(10, 1), outputText: 'x' }))
    expect((await second).maxOutputTokens).toBe(500)
  })
})

describe('a call that was not answered', () => {
  it('is released, with a line of no cost where it was sent', async () => {
    const { open, held, entries, wire } = await openMeter()
    await (await open()).release(false)
    expect(await entries()).toEqual([])
    await (await open()).release(true)
    expect(await entries()).toMatchObject([{ amountNanoUsd: 0n, failedCalls: 1, bookedAtMs: noonMs }])
    expect(await held()).toEqual([])
    expect(wire.forgotten).toEqual(['hold_1', 'hold_2'])
  })

  it('is given up at what was held, as unresolved', async () => {
    const { open, entries, wire } = await openMeter()
    await (await open()).giveUp()
    expect(await entries()).toMatchObject([{ amountNanoUsd: wholeNanoUsd, provenance: 'unresolved' }])
    expect(wire.forgotten).toEqual(['hold_1'])
  })

  it('can have left where the wire says so, or is not its own', async () => {
    const { open, wire } = await openMeter({ price: localPrice })
    wire.hasLeft = false
    expect((await open()).canHaveLeft()).toBe(false)
    expect((await open({ operation: 'search' })).canHaveLeft()).toBe(true)
    wire.hasLeft = true
    expect((await open()).canHaveLeft()).toBe(true)
  })
})

describe('a search', () => {
  const search = { operation: 'search', inputTokens: undefined, maxOutputTokens: undefined } as const
  const requests = { ...search, leastOutputTokens: undefined, units: { requests: 1 } }

  it.each<[string, PriceAnswer]>([
    ['refused', { kind: 'refused', reason: 'unpriced-model', model }],
    [
      'taken for the dearest',
      {
        kind: 'priced',
        price: price({ input: 10, perRequest: 1 }, [], 'fallback'),
        estimated: true,
        caution: 'unpriced',
      },
    ],
  ])('that nobody has a price for is a free request, where models would be %s', async (_, unknown) => {
    const { open, entries, told } = await openMeter({ prices: { priceOf: () => unknown } })
    await (await open(requests)).settle({ usage: { requests: 1 } })
    expect(await entries()).toMatchObject([{ amountNanoUsd: 0n, freeRequests: 1, calls: 1 }])
    expect(told).toEqual(['booked hold_1:entry'])
  })

  it('has the price that the operator names', async () => {
    const { open, entries } = await openMeter({ price: price({ perRequest: '0.005' }) })
    await (await open(requests)).settle({ usage: { requests: 1 } })
    expect(await entries()).toMatchObject([{ amountNanoUsd: 5_000_000n, freeRequests: 0 }])
  })
})

describe('a call of a model on this machine', () => {
  it('is no free request of anybody', async () => {
    const { open, entries } = await openMeter({ price: localPrice })
    await (await open()).settle({ usage: tokens(5, 5), outputText: 'x' })
    expect(await entries()).toMatchObject([{ amountNanoUsd: 0n, freeRequests: 0, calls: 1 }])
  })

  it('is one of a seller that asks nothing', async () => {
    const { open, entries } = await openMeter({ price: price({ input: 0, output: 0 }) })
    await (await open()).settle({ usage: tokens(5, 5), outputText: 'x' })
    expect(await entries()).toMatchObject([{ amountNanoUsd: 0n, freeRequests: 1 }])
  })
})

describe('work that no call was made for', () => {
  const work = { model, operation: 'generate', usage: tokens(1_000, 500) } as const

  it('is booked at its price, as an estimate', async () => {
    const { inScope, meter, entries, told } = await openMeter()
    await inScope(() => meter.recordUnmetered('work_1', work))
    expect(await entries()).toMatchObject([
      {
        ...attribution,
        id: 'work_1',
        amountNanoUsd: wholeNanoUsd,
        provenance: 'estimated',
        priceVersion: plain.version,
        bookedAtMs: noonMs,
      },
    ])
    expect(told).toEqual(['booked work_1'])
  })

  it('of this machine is counted, and costs nothing', async () => {
    const { inScope, meter, entries } = await openMeter({ price: localPrice })
    await inScope(() => meter.recordUnmetered('work_1', work))
    expect(await entries()).toMatchObject([{ amountNanoUsd: 0n, provenance: 'computed', freeRequests: 0 }])
  })

  it('of which no input is told is booked for what came out', async () => {
    const { inScope, meter, entries } = await openMeter()
    await inScope(() => meter.recordUnmetered('work_1', { ...work, usage: { outputTokens: { total: 500 } } }))
    expect(await entries()).toMatchObject([{ amountNanoUsd: 1_000_000n, provenance: 'estimated' }])
  })

  it('is left to whoever has the workflow now', async () => {
    const { inScope, meter, told } = await openMeter({
      through: (ledger) => ledgerWith(ledger, { record: async () => ({ kind: 'lost_workflow' }) }),
    })
    const failure = await failureOf(inScope(() => meter.recordUnmetered('work_1', work)))
    expect(failure).toBeInstanceOf(LostWorkflowError)
    expect(told).toEqual([])
  })
})
