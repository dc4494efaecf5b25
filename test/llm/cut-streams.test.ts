import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { describe, expect, it } from 'vitest'
import type { Provenance } from '../../src/ledger/entry.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { failureOf } from '../support/failure-of.ts'
import * as faults from '../support/providers/faults.ts'
import { answer } from '../support/providers/reply.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import {
  attribution,
  type Boundary,
  bounds,
  inScope,
  languageModels,
  openBoundary,
  prompt,
  small,
} from './open-boundary.ts'
import { expectClosedBooks, invoiced } from './same-books.ts'

const story = 'The river rose by two metres in a night. '.repeat(20)

/** Read by hand, as no SDK would: the raw parts of a metered stream. */
async function openStream(boundary: Boundary, model: ModelId, abortSignal?: AbortSignal) {
  const { stream } = await inScope(() =>
    boundary.models.metered(model, bounds).doStream({
      prompt: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
      ...(abortSignal && { abortSignal }),
    }),
  )
  return stream
}

async function readWhole(boundary: Boundary, model: ModelId): Promise<void> {
  await Array.fromAsync(await openStream(boundary, model))
}

/** One entry that is no zero and within the hold, by our own estimate; nothing is left pending. */
async function expectEstimated(
  boundary: Boundary,
  model: ModelId,
  provenance: Provenance = 'estimated',
): Promise<void> {
  await boundary.ended(1)
  const [entry, ...others] = await boundary.entries()
  expect(others).toEqual([])
  expect(entry).toMatchObject({ ...attribution, operation: 'stream', calls: 1, overage: false })
  expect(entry?.provenance).toBe(provenance)
  expect(entry?.amountNanoUsd).toBeGreaterThan(0n)
  await expectClosedBooks(boundary)
  await boundary.serverOf(model).booked(1)
}

const streamTimeMs = 9_000

async function openWithTimers() {
  const timers = new HandDrivenTimers()
  return { timers, boundary: await openBoundary({ timers, timeoutMs: streamTimeMs }) }
}

/** Lets the call's time pass; a millisecond before its end the money is still held. */
async function expectHeldUntil(ms: number, boundary: Boundary, timers: HandDrivenTimers): Promise<void> {
  await timers.pass(ms - 1)
  expect(await boundary.ledger.holdsPending()).toHaveLength(1)
  await timers.pass(1)
}

describe.each(languageModels)('a stream of $provider', (model) => {
  it.each([4, 10])('that is cut after %i events is booked for what arrived', async (afterChunks) => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([answer({ text: story, cut: { afterChunks } })])

    await failureOf(readWhole(boundary, model))

    await expectEstimated(boundary, model)
    const [entry] = await boundary.entries()
    const [call] = boundary.serverOf(model).served
    const invoice = (call && invoiced(call, boundary.priceOf(model))) ?? 0n
    expect(entry?.amountNanoUsd).toBeGreaterThanOrEqual(invoice)
  })

  it.each([0, 1])(
    'that is cut after %i events, before any text, is booked all the same',
    async (afterChunks) => {
      const boundary = await openBoundary()
      boundary.serverOf(model).respondWith([answer({ text: story, cut: { afterChunks } })])

      await failureOf(readWhole(boundary, model))

      const [entry] = await boundary.entries()
      expect(['estimated', 'unresolved']).toContain(entry?.provenance)
      await expectEstimated(boundary, model, entry?.provenance)
    },
  )

  it('whose reader cancels is booked for what arrived', async () => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([answer({ text: story, silentAfterChunks: 6 })])

    const reader = (await openStream(boundary, model)).getReader()
    await readText(reader)
    await reader.cancel()

    await expectEstimated(boundary, model)
    const [entry] = await boundary.entries()
    expect(entry?.usage.outputTokens?.total).toBeGreaterThan(0)
  })

  it('whose reader leaves its loop is booked for what arrived', async () => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([answer({ text: story, silentAfterChunks: 6 })])

    for await (const part of await openStream(boundary, model)) if (part.type === 'text-delta') break

    await expectEstimated(boundary, model)
  })

  it('that is aborted is booked for what arrived', async () => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([answer({ text: story, silentAfterChunks: 6 })])
    const abort = new AbortController()

    const reader = (await openStream(boundary, model, abort.signal)).getReader()
    await readText(reader)
    abort.abort()

    expect(await failureOf(readToEnd(reader))).toMatchObject({ name: 'AbortError' })
    await expectEstimated(boundary, model)
  })

  it('whose reader stops without a word is booked when the time of the call is over', async () => {
    const { boundary, timers } = await openWithTimers()
    boundary.serverOf(model).respondWith([answer({ text: story, silentAfterChunks: 6 })])

    await readText((await openStream(boundary, model)).getReader())
    await expectHeldUntil(streamTimeMs, boundary, timers)

    await expectEstimated(boundary, model)
  })

  it('that nobody reads is booked when the time of the call is over', async () => {
    const { boundary, timers } = await openWithTimers()
    boundary.serverOf(model).respondWith([answer({ text: story, silentAfterChunks: 6 })])

    await openStream(boundary, model)
    await expectHeldUntil(streamTimeMs, boundary, timers)

    await expectEstimated(boundary, model)
  })

  it.each([0, 6])(
    'that falls silent after %i events is booked when the time of the call is over',
    async (events) => {
      const { boundary, timers } = await openWithTimers()
      boundary.serverOf(model).respondWith([answer({ text: story, silentAfterChunks: events })])

      const failure = failureOf(readWhole(boundary, model))
      await boundary.serverOf(model).asked(1)
      await expectHeldUntil(streamTimeMs, boundary, timers)
      await failure

      const [entry] = await boundary.entries()
      expect(['estimated', 'unresolved']).toContain(entry?.provenance)
      await expectEstimated(boundary, model, entry?.provenance)
    },
  )
})

it('a stream that tells no usage is estimated from its text', async () => {
  const boundary = await openBoundary()
  boundary.openai.respondWith([answer({ text: story, omitUsage: true })])

  await boundary.stream(small).text

  await expectEstimated(boundary, small)
})

it.each([-1, 1e15])('a stream that tells %d tokens is estimated from its text', async (tokens) => {
  const boundary = await openBoundary()
  boundary.openai.respondWith([
    answer({ text: story, usageFields: { completion_tokens: tokens, total_tokens: 0 } }),
  ])

  await boundary.stream(small).text

  await expectEstimated(boundary, small)
})

it('a stream that is turned away at first is booked once', async () => {
  const boundary = await openBoundary()
  boundary.openai.respondWith([faults.rateLimited(0)])

  await boundary.stream(small, { maxRetries: 1 }).text

  expect(await boundary.entries()).toMatchObject([{ failedCalls: 1 }, { calls: 1, provenance: 'computed' }])
  await expectClosedBooks(boundary)
})

type Reader = ReadableStreamDefaultReader<LanguageModelV4StreamPart>

async function readText(reader: Reader): Promise<void> {
  let part: LanguageModelV4StreamPart | undefined
  do part = (await reader.read()).value
  while (part !== undefined && (part.type !== 'text-delta' || part.delta === ''))
}

async function readToEnd(reader: Reader): Promise<void> {
  let isDone = false
  while (!isDone) isDone = (await reader.read()).done
}
