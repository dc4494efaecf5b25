import { describe, expect, it } from 'vitest'
import { createLocalEmbedder } from '../../src/analyst/local-embedder.ts'
import { createProviderEmbeddings, localEmbeddings } from '../../src/llm/embeddings.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { failureOf } from '../support/failure-of.ts'
import * as faults from '../support/providers/faults.ts'
import { answer } from '../support/providers/reply.ts'
import { inScope, inScopeOf, openBoundary } from './open-boundary.ts'
import { expectClosedBooks, expectSameBooks } from './same-books.ts'

const model: ModelId = { provider: 'openai', model: 'text-embedding-3-small' }
const texts = Array.from({ length: 30 }, (_, index) => `Sentence number ${index} of a long report.`)

async function openEmbeddings() {
  const boundary = await openBoundary()
  const { providers, meter, timeoutMs } = boundary
  return { ...boundary, embeddings: createProviderEmbeddings({ providers, meter, model, timeoutMs }) }
}

describe('embeddings of a provider', () => {
  it('are booked as served, with one vector for each text', async () => {
    const boundary = await openEmbeddings()

    const vectors = await inScope(() => boundary.embeddings.embed(texts))

    expect(vectors).toHaveLength(texts.length)
    expect(await expectSameBooks(boundary)).toMatchObject([
      { ...model, operation: 'embed', provenance: 'computed', overage: false },
    ])
  })

  it.each([
    [128, 1],
    [129, 2],
    [300, 3],
  ])('are booked batch by batch: %i in %i', async (count, batches) => {
    const boundary = await openEmbeddings()
    const many = Array.from({ length: count }, (_, index) => `Text ${index}.`)

    const vectors = await inScope(() => boundary.embeddings.embed(many))

    expect(vectors).toHaveLength(many.length)
    expect(await expectSameBooks(boundary)).toHaveLength(batches)
  })

  it('are booked once each when a batch is turned away first', async () => {
    const boundary = await openEmbeddings()
    boundary.openai.respondWith([faults.rateLimited(0)])

    await inScope(() => boundary.embeddings.embed(texts))

    expect(await expectSameBooks(boundary)).toMatchObject([{ failedCalls: 1 }, { calls: 1 }])
  })

  it.each([
    { title: 'no count', reply: answer({ omitUsage: true }) },
    { title: 'a negative count', reply: answer({ usageFields: { prompt_tokens: -3 } }) },
    { title: 'an absurd count', reply: answer({ usageFields: { prompt_tokens: 1e15 } }) },
    { title: 'a count of zero', reply: answer({ usageFields: { prompt_tokens: 0 } }) },
  ])('are estimated, never free, with $title', async ({ reply }) => {
    const boundary = await openEmbeddings()
    boundary.openai.respondWith([reply])

    await inScope(() => boundary.embeddings.embed(texts))

    const [entry] = await boundary.entries()
    expect(entry).toMatchObject({ provenance: 'estimated', overage: false })
    expect(entry?.amountNanoUsd).toBeGreaterThan(0n)
    await expectClosedBooks(boundary)
  })

  it('are not asked for past a limit', async () => {
    const boundary = await openEmbeddings()

    const error = await failureOf(inScopeOf('0.000001', () => boundary.embeddings.embed(texts)))

    expect(error).toMatchObject({ name: 'BudgetRefusedError' })
    expect(boundary.openai.requests).toEqual([])
  })

  it('of nothing are nothing: no request is made', async () => {
    const boundary = await openEmbeddings()

    expect(await inScope(() => boundary.embeddings.embed([]))).toEqual([])
    expect(boundary.openai.requests).toEqual([])
  })
})

it('embeddings of this machine reach no provider', async () => {
  const boundary = await openBoundary()

  const vectors = await inScope(() => localEmbeddings(createLocalEmbedder()).embed(['The river rose.']))

  expect(vectors).toHaveLength(1)
  expect(await boundary.entries()).toEqual([])
})
