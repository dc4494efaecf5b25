import { describe, expect, it } from 'vitest'
import { toExactUsd } from '../../src/money/format.ts'
import type { Caution } from '../../src/pricing/caution.ts'
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

/** 10,000 tokens in and 1,000 out: 0.0045 for the small model. */
const usage = { input: 10_000, output: 1_000 }
const named = (cost: unknown) => answer({ usage, usageFields: { cost } })
const inHeader = (cost: string) => answer({ usage, headers: { 'x-litellm-response-cost': cost } })

describe('a cost that the provider names', () => {
  it.each([
    { title: 'in the usage', reply: named(0.0045) },
    { title: 'in the usage, as text', reply: named('0.0045') },
    { title: 'rounded to five decimals', reply: named(0.0045049) },
    { title: 'one percent off', reply: named(0.004455) },
    { title: 'in a header', reply: inHeader('0.0045') },
    { title: 'in a header, in powers of ten', reply: inHeader('4.5e-3') },
  ])('$title is booked as reported where it is what the tokens cost', async ({ reply }) => {
    const boundary = await openBoundary()
    boundary.openai.respondWith([reply])

    await boundary.ask(small)

    const [entry] = await boundary.entries()
    expect(entry).toMatchObject({
      provenance: 'reported',
      usage: { inputTokens: { total: 10_000 }, outputTokens: { total: 1_000 } },
      cautions: [],
    })
    expect(toExactUsd(entry?.amountNanoUsd ?? 0n)).toMatch(/^0\.0045|^0\.004455$/)
  })

  it.each(['ask', 'stream'] as const)(
    'and that is dearer than the tokens is booked, in doubt (%s)',
    async (how) => {
      const boundary = await openBoundary()
      boundary.openai.respondWith([named(0.0046)])

      await (await boundary[how](small)).text

      expect(await boundary.entries()).toMatchObject([
        {
          provenance: 'estimated',
          amountNanoUsd: 4_600_000n,
          cautions: [
            {
              code: 'named_cost_high',
              model: 'openai:gpt-5-mini',
              detail: { named: '0.0046', computed: '0.0045' },
            },
          ],
        },
      ])
    },
  )

  it.each([
    { title: 'in the usage', reply: named(0.0044) },
    { title: 'zero in the usage', reply: named(0) },
    { title: 'zero in a header', reply: inHeader('0.0') },
    { title: 'next to nothing in a header', reply: inHeader('1e-10') },
  ])('and that is cheaper without a reason is not believed ($title)', async ({ reply }) => {
    const told: unknown[] = []
    const boundary = await openBoundary({ observer: { caution: (caution) => void told.push(caution) } })
    boundary.openai.respondWith([reply, reply])

    await boundary.ask(small)
    await boundary.ask(small)

    const [entry] = await boundary.entries()
    expect(entry).toMatchObject({
      provenance: 'estimated',
      amountNanoUsd: 4_500_000n,
      cautions: [{ code: 'named_cost_low', model: 'openai:gpt-5-mini', detail: { computed: '0.0045' } }],
    })
    expect(told.filter((caution) => (caution as Caution).code === 'named_cost_low')).toEqual(entry?.cautions)
  })

  it.each([
    { 'x-litellm-cache-hit': 'True' },
    { 'x-litellm-cache-key': 'f00' },
    { 'cf-aig-cache-status': 'HIT' },
    { 'x-cache': 'Hit from cloudfront' },
  ])('and that is zero for a cached answer is booked (%j)', async (headers) => {
    const boundary = await openBoundary()
    boundary.openai.respondWith([answer({ usage, usageFields: { cost: 0 }, headers })])

    await boundary.ask(small)

    expect(await boundary.entries()).toMatchObject([
      { provenance: 'reported', amountNanoUsd: 0n, freeRequests: 1, cautions: [] },
    ])
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
