import { describe, expect, it } from 'vitest'
import { runTask } from '../../src/budget/request-scope.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { LostWorkflowError } from '../../src/llm/lost-workflow-error.ts'
import type { CallPlan } from '../../src/llm/meter.ts'
import { UnpricedModelError } from '../../src/llm/unpriced-model-error.ts'
import { localPrice } from '../../src/pricing/price.ts'
import type { PriceAnswer } from '../../src/pricing/price-answer.ts'
import { price } from '../pricing/cost-factory.ts'
import { failureOf } from '../support/failure-of.ts'
import { ledgerWith } from '../support/ledger/ledger-with.ts'
import { budgetOf, noonMs, spend, usd } from '../support/ledger/requests.ts'
import { attribution, model, openMeter, plain, plan, timeoutMs, wholeNanoUsd } from './open-meter.ts'

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
