import { describe, expect, it } from 'vitest'
import { isLoopbackModel } from '../../src/app/loopback-model.ts'
import { createMeter } from '../../src/llm/ledger-meter.ts'
import type { Meter } from '../../src/llm/meter.ts'
import { meteredAttempt } from '../../src/llm/metered-attempt.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import type { UnpricedPolicy } from '../../src/pricing/price-answer.ts'
import { failureOf } from '../support/failure-of.ts'
import { fixedPrices } from '../support/fixed-prices.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { attribution, inScope, languageModels, openBoundary, small } from './open-boundary.ts'
import { expectClosedBooks, expectSameBooks } from './same-books.ts'

const unknown: ModelId = { provider: 'openai', model: 'gpt-of-tomorrow' }
const local: ModelId = { provider: 'compatible', model: 'llama3:8b' }

describe('a model that nobody knows the price of', () => {
  it('is booked at the dearest rates of its provider, as estimated, and said so once', async () => {
    const cautions: unknown[] = []
    const boundary = await openBoundary({
      observer: { caution: (caution) => void cautions.push(caution) },
    })

    await boundary.ask(unknown)
    await boundary.ask(unknown)

    const [call] = boundary.openai.served
    const { input = 0, output = 0 } = call?.usage ?? {}
    expect(await expectSameBooks(boundary)).toMatchObject([
      { provenance: 'estimated', amountNanoUsd: BigInt(input * 30_000 + output * 180_000) },
      { provenance: 'estimated' },
    ])
    expect(cautions).toEqual([{ code: 'unpriced', model: 'openai:gpt-of-tomorrow', detail: {} }])
  })

  it('is not asked when such models are refused', async () => {
    const boundary = await openBoundary({ unpriced: 'refuse' })

    const error = await failureOf(boundary.ask(unknown))

    expect(error).toMatchObject({ name: 'UnpricedModelError', model: unknown })
    expect(boundary.openai.requests).toEqual([])
    expect(await boundary.entries()).toEqual([])
    await expectClosedBooks(boundary)
  })
})

describe('a model of this machine', () => {
  it('costs nothing, is no free request, and is booked all the same', async () => {
    const boundary = await openBoundary({ prices: null })

    await boundary.ask(local)
    await boundary.stream(local).text

    const [call] = boundary.openai.served
    const booked = { ...local, amountNanoUsd: 0n, calls: 1, freeRequests: 0, provenance: 'computed' }
    expect(await boundary.entries()).toMatchObject([
      { ...booked, operation: 'generate', usage: { inputTokens: { total: call?.usage.input } } },
      { ...booked, operation: 'stream' },
    ])
    await expectClosedBooks(boundary)
  })

  it('may be asked where nothing may be spent', async () => {
    const boundary = await openBoundary({ prices: null })

    await inScope(() => boundary.ask(local), { id: 'scope_outer', totalNanoUsd: 0n })

    expect(boundary.openai.requests).toHaveLength(1)
  })

  it('costs what the price file says, if it says anything', async () => {
    const boundary = await openBoundary({
      prices: { 'compatible:llama3:8b': { input_per_million: '0.5', output_per_million: '1.5' } },
    })

    await boundary.ask(local)

    const [entry] = await expectSameBooks(boundary)
    expect(entry?.amountNanoUsd).toBeGreaterThan(0n)
  })

  it('is only one of the provider without a name: OpenAI at a loopback address is priced', async () => {
    const boundary = await openBoundary({ prices: null })

    await boundary.ask(small)

    const [entry] = await expectSameBooks(boundary)
    expect(entry?.amountNanoUsd).toBeGreaterThan(0n)
  })
})

describe('the price file', () => {
  it.each(languageModels)('wins over the published price of $provider', async (model) => {
    const boundary = await openBoundary({
      prices: {
        [`${model.provider}:${model.model}`]: { input_per_million: 1_000, output_per_million: 1_000 },
      },
    })

    await boundary.ask(model)

    const [call] = boundary.serverOf(model).served
    const { input = 0, output = 0 } = call?.usage ?? {}
    expect(await expectSameBooks(boundary)).toMatchObject([
      { provenance: 'computed', amountNanoUsd: BigInt(input + output) * 1_000_000n },
    ])
  })
})

it.each([
  { baseUrl: 'http://127.0.0.1:11434/v1', isLocal: true },
  { baseUrl: 'http://127.8.9.10/v1', isLocal: true },
  { baseUrl: 'http://localhost:8080', isLocal: true },
  { baseUrl: 'http://[::1]:8080', isLocal: true },
  { baseUrl: 'https://localhost.example.com/v1', isLocal: false },
  { baseUrl: 'https://127.0.0.1.example.com/v1', isLocal: false },
  { baseUrl: 'https://openrouter.example/api/v1', isLocal: false },
  { baseUrl: 'http://10.0.0.5:11434/v1', isLocal: false },
])('a compatible server at $baseUrl is of this machine: $isLocal', ({ baseUrl, isLocal }) => {
  expect(isLoopbackModel(local, { compatible: { baseUrl } })).toBe(isLocal)
  expect(isLoopbackModel(unknown, { openai: { baseUrl }, compatible: { baseUrl } })).toBe(false)
})

describe('a search for evidence', () => {
  const model: ModelId = { provider: 'search', model: 'wiki.example' }
  const search = (meter: Meter) =>
    inScope(() =>
      meteredAttempt(
        { model, operation: 'search', units: { requests: 1 }, timeoutMs: 1_000 },
        meter,
        undefined,
        (call) => call.settle({ usage: { requests: 1 } }),
      ),
    )

  it.each<UnpricedPolicy>(['fallback', 'refuse'])(
    'is a free request when nobody prices it, also with UNPRICED_MODELS=%s',
    async (unpriced) => {
      const boundary = await openBoundary({ unpriced })

      await search(boundary.meter)

      expect(await boundary.entries()).toMatchObject([
        { ...attribution, amountNanoUsd: 0n, freeRequests: 1, calls: 1, provenance: 'computed' },
      ])
    },
  )

  it('costs what the price file says', async () => {
    const boundary = await openBoundary({ prices: { 'search:wiki.example': { per_request: '0.005' } } })

    await search(boundary.meter)

    expect(await boundary.entries()).toMatchObject([{ amountNanoUsd: 5_000_000n, freeRequests: 0 }])
  })
})

describe('work that no call was made for', () => {
  it('is recorded at the price of its model, as estimated, once for one id', async () => {
    const boundary = await openBoundary()
    const work = {
      model: small,
      operation: 'generate',
      usage: { inputTokens: { total: 1_000_000 }, outputTokens: { total: 1_000_000 } },
    } as const

    await inScope(() => boundary.meter.recordUnmetered('wf_boundary:analysis', work))
    await inScope(() => boundary.meter.recordUnmetered('wf_boundary:analysis', work))

    expect(await boundary.entries()).toMatchObject([
      { provenance: 'estimated', amountNanoUsd: 2_250_000_000n },
    ])
    await expectClosedBooks(boundary)
  })

  it('of the built-in analyst costs nothing and is booked all the same', async () => {
    const boundary = await openBoundary()

    await inScope(() =>
      boundary.meter.recordUnmetered('wf_boundary:analysis', {
        model: { provider: 'local', model: 'extractive' },
        operation: 'analyse',
        usage: { inputTokens: { total: 900 }, outputTokens: { total: 90 } },
      }),
    )

    expect(await boundary.entries()).toMatchObject([
      { provider: 'local', amountNanoUsd: 0n, calls: 1, freeRequests: 0, provenance: 'computed' },
    ])
  })
})

it('no call is made outside of every scope', async () => {
  const boundary = await openBoundary()
  const meter = createMeter({
    ledger: boundary.ledger,
    prices: fixedPrices(() => boundary.priceOf(small)),
    now: Date.now,
    timers: new HandDrivenTimers(),
    newId: () => 'hold_outside',
  })

  const error = await failureOf(
    meter.open({ model: small, operation: 'generate', inputTokens: 10, timeoutMs: 1_000 }),
  )

  expect(error).toMatchObject({ name: 'NoRequestScopeError' })
  await expectClosedBooks(boundary)
})
