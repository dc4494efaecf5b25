import { describe, expect, it } from 'vitest'
import * as faults from '../support/providers/faults.ts'
import { answer } from '../support/providers/reply.ts'
import { claude, languageModels, openBoundary, reasoner, small } from './open-boundary.ts'
import { expectSameBooks } from './same-books.ts'

/** Without waiting: the SDK follows the header. */
const atOnce = { 'retry-after': '0' } as const

describe.each(languageModels)('the ledger has what $provider served', (model) => {
  it('of an answer', async () => {
    const boundary = await openBoundary()

    await boundary.ask(model)

    expect(await expectSameBooks(boundary)).toMatchObject([
      { ...model, operation: 'generate', provenance: 'computed', calls: 1, overage: false },
    ])
  })

  it('of a stream', async () => {
    const boundary = await openBoundary()

    const { text } = boundary.stream(model)
    await text

    expect(await expectSameBooks(boundary)).toMatchObject([
      { ...model, operation: 'stream', provenance: 'computed', calls: 1, overage: false },
    ])
  })

  it.each(['ask', 'stream'] as const)('of tokens read from and written to a cache (%s)', async (how) => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([answer({ usage: { input: 900, cached: 500, cacheWrite: 300 } })])

    await (await boundary[how](model)).text

    expect(await expectSameBooks(boundary)).toMatchObject([
      { provenance: 'computed', usage: { inputTokens: { total: 900, cacheRead: 500, cacheWrite: 300 } } },
    ])
  })

  it.each(['ask', 'stream'] as const)('of reasoning (%s)', async (how) => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([answer({ usage: { reasoning: 123 } })])

    await (await boundary[how](model)).text

    expect(await expectSameBooks(boundary)).toMatchObject([
      { provenance: 'computed', usage: { outputTokens: { reasoning: 123 } } },
    ])
  })

  it('of an answer that ran into its ceiling', async () => {
    const boundary = await openBoundary()

    const { finishReason } = await boundary.ask(model, { maxOutputTokens: 5 })

    expect(finishReason).toBe('length')
    expect(await expectSameBooks(boundary)).toMatchObject([{ usage: { outputTokens: { total: 5 } } }])
  })

  it('of a call that was turned away before it was answered', async () => {
    const boundary = await openBoundary()
    const outage = { ...faults.serverError(), headers: atOnce }
    boundary.serverOf(model).respondWith([faults.rateLimited(0), outage])

    await boundary.ask(model, { maxRetries: 2 })

    expect(await expectSameBooks(boundary)).toMatchObject([
      { calls: 0, failedCalls: 1, amountNanoUsd: 0n },
      { calls: 0, failedCalls: 1, amountNanoUsd: 0n },
      { calls: 1, failedCalls: 0, provenance: 'computed' },
    ])
  })

  it('of an answer that was served twice because the first did not arrive: two entries', async () => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([answer({ cut: 'mid-body', headers: atOnce })])

    await boundary.ask(model, { maxRetries: 1 })

    const entries = await boundary.entries()
    const { served } = boundary.serverOf(model)
    expect(served.map(({ clientRequestId, billed }) => [`${clientRequestId}:entry`, billed])).toEqual(
      entries.map(({ id }) => [id, true]),
    )
    expect(entries).toMatchObject([{ provenance: 'unresolved' }, { provenance: 'computed' }])
  })
})

it('is the ledger over many calls to several providers at once', async () => {
  const boundary = await openBoundary()
  const usage = (index: number) => ({ cached: 7 * index, cacheWrite: 3 * index, reasoning: index })
  boundary.openai.respondWith((_, index) => answer({ usage: usage(index) }))
  boundary.anthropic.respondWith((_, index) => answer({ usage: usage(index) }))

  const models = Array.from({ length: 10 }, () => [small, claude, reasoner]).flat()
  await Promise.all(models.map((model) => boundary.ask(model)))

  expect(await expectSameBooks(boundary)).toHaveLength(30)
})

describe('a cost that the provider names', () => {
  it.each([
    { title: 'in the usage', reply: faults.withUsageCost(0.00125), model: small, amount: 1_250_000n },
    { title: 'in the usage', reply: faults.withUsageCost(0.00125), model: reasoner, amount: 1_250_000n },
    { title: 'in the usage', reply: faults.withUsageCost(0.00125), model: claude, amount: 1_250_000n },
    { title: 'in a header', reply: faults.withCostHeader(1e-10), model: reasoner, amount: 1n },
    { title: 'in a header', reply: faults.withCostHeader(0.005), model: small, amount: 5_000_000n },
  ])('$title of $model.provider is booked as reported', async ({ reply, model, amount }) => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([reply])

    await boundary.ask(model)

    const [call] = boundary.serverOf(model).served
    expect(await boundary.entries()).toMatchObject([
      {
        provenance: 'reported',
        amountNanoUsd: amount,
        usage: { inputTokens: { total: call?.usage.input }, outputTokens: { total: call?.usage.output } },
      },
    ])
  })

  it('at the end of a stream is booked as reported', async () => {
    const boundary = await openBoundary()
    boundary.openai.respondWith([faults.withUsageCost(0.00125)])

    await boundary.stream(reasoner).text

    expect(await boundary.entries()).toMatchObject([{ provenance: 'reported', amountNanoUsd: 1_250_000n }])
  })

  it('before a stream has begun is not that of the stream', async () => {
    const boundary = await openBoundary()
    boundary.openai.respondWith([faults.withCostHeader(0)])

    await boundary.stream(small).text

    expect(await expectSameBooks(boundary)).toMatchObject([{ provenance: 'computed' }])
  })

  it.each([-0.5, 1e9, 'NaN', 'None', '0x10', ' ', '1_0'])(
    'is not believed when it is %j: the tokens are booked',
    async (cost) => {
      const boundary = await openBoundary()
      boundary.openai.respondWith([answer({ headers: { 'x-litellm-response-cost': String(cost) } })])

      await boundary.ask(small)

      expect(await expectSameBooks(boundary)).toMatchObject([{ provenance: 'computed' }])
    },
  )
})
