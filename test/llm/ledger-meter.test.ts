import { describe, expect, it } from 'vitest'
import { LostWorkflowError } from '../../src/llm/lost-workflow-error.ts'
import { localPrice } from '../../src/pricing/price.ts'
import type { PriceAnswer } from '../../src/pricing/price-answer.ts'
import { price, tokens } from '../pricing/cost-factory.ts'
import { failureOf } from '../support/failure-of.ts'
import { ledgerWith } from '../support/ledger/ledger-with.ts'
import { noonMs } from '../support/ledger/requests.ts'
import { attribution, counted, model, openMeter, plain, timeoutMs, wholeNanoUsd } from './open-meter.ts'

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
