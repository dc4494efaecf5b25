import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { generateText } from 'ai'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createLanguageModels } from '../../src/llm/language-models.ts'
import { createModelProviders } from '../../src/llm/model-providers.ts'
import type { ProviderSettings } from '../../src/llm/provider-names.ts'
import { WireTap } from '../../src/llm/wire-tap.ts'
import { failureOf } from '../support/failure-of.ts'
import * as faults from '../support/providers/faults.ts'
import { answer, type ErrorReply } from '../support/providers/reply.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { patientTimers } from '../support/time/patient-timers.ts'
import { bounds, inScope, languageModels, openBoundary, prompt, small } from './open-boundary.ts'
import { expectClosedBooks, expectSameBooks, invoiced } from './same-books.ts'

const notFound: ErrorReply = { kind: 'error', status: 404, message: 'The model does not exist.' }
const forbidden: ErrorReply = { kind: 'error', status: 403, message: 'Not allowed here.' }
const badRequest: ErrorReply = { kind: 'error', status: 400, message: 'Too long.' }
const turnedAway = [
  badRequest,
  faults.unauthorized(),
  forbidden,
  notFound,
  faults.rateLimited(),
  faults.serverError(),
  faults.unavailable(),
  faults.overloaded(),
] as const

describe.each(languageModels)('a call to $provider', (model) => {
  it.each(turnedAway)('that ends in $status costs nothing and counts as failed', async (fault) => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([fault, fault])

    await failureOf(boundary.ask(model))
    await failureOf(boundary.stream(model).text)

    expect(await boundary.entries()).toMatchObject([
      { operation: 'generate', amountNanoUsd: 0n, calls: 0, failedCalls: 1, freeRequests: 0 },
      { operation: 'stream', amountNanoUsd: 0n, calls: 0, failedCalls: 1, freeRequests: 0 },
    ])
    await expectClosedBooks(boundary)
  })

  it('that is sent on to another server does not go there with its key, and costs nothing', async () => {
    const elsewhere: string[] = []
    const other = createHttpServer((request, response) => {
      elsewhere.push(request.url ?? '')
      response.end('{}')
    }).listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/elsewhere`
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([{ kind: 'error', status: 307, headers: { location } }])

    await failureOf(boundary.ask(model))

    expect(elsewhere).toEqual([])
    expect(await boundary.entries()).toMatchObject([{ amountNanoUsd: 0n, calls: 0, failedCalls: 1 }])
    await expectClosedBooks(boundary)
  })

  it.each([
    { title: 'cut before the headers', reply: faults.cutAt('before-headers') },
    { title: 'cut after the headers', reply: faults.cutAt('after-headers') },
    { title: 'cut in the middle', reply: faults.cutAt('mid-body') },
    { title: 'given up by a gateway', reply: { kind: 'error', status: 504 } as const },
    { title: 'answered by a gateway in place of the provider', reply: faults.badGateway() },
    { title: "answered by Cloudflare's own error", reply: { kind: 'error', status: 520 } as const },
    { title: 'answered by an empty 503', reply: { kind: 'error', status: 503, rawBody: '' } as const },
  ])('that is $title is booked as unresolved at what was held', async ({ reply }) => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([reply])

    await failureOf(boundary.ask(model))

    const [entry] = await boundary.entries()
    expect(entry).toMatchObject({ provenance: 'unresolved', calls: 1, failedCalls: 0, overage: false })
    expect(entry?.amountNanoUsd).toBeGreaterThan(0n)
    await expectClosedBooks(boundary)
  })

  it('that never answers is booked as unresolved when its time is over', async () => {
    const timers = new HandDrivenTimers()
    const boundary = await openBoundary({ timers, timeoutMs: 2_000 })
    boundary.serverOf(model).respondWith([{ ...faults.hang(), billed: true }])

    const failure = failureOf(boundary.ask(model))
    await boundary.serverOf(model).asked(1)
    await timers.pass(1_999)
    expect(await boundary.ledger.holdsPending()).toHaveLength(1)
    await timers.pass(1)

    expect(await failure).toMatchObject({ name: 'TimeoutError' })
    expect(await boundary.entries()).toMatchObject([{ provenance: 'unresolved', calls: 1 }])
    await boundary.serverOf(model).booked(1)
    await expectBookedAtLeastAsServed(boundary, model)
  })

  it('that is aborted on its way is booked as unresolved', async () => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([{ ...faults.hang(), billed: true }])
    const abort = new AbortController()

    const failure = failureOf(boundary.ask(model, { abortSignal: abort.signal }))
    await boundary.serverOf(model).asked(1)
    abort.abort()

    expect(await failure).toMatchObject({ name: 'AbortError' })
    expect(await boundary.entries()).toMatchObject([{ provenance: 'unresolved', calls: 1 }])
    await expectClosedBooks(boundary)
  })

  it('that is aborted before it leaves neither leaves nor counts', async () => {
    const boundary = await openBoundary()

    const failure = await failureOf(boundary.ask(model, { abortSignal: AbortSignal.abort() }))

    expect(failure).toMatchObject({ name: 'AbortError' })
    expect(boundary.serverOf(model).requests).toEqual([])
    expect(await boundary.entries()).toEqual([])
    await expectClosedBooks(boundary)
  })

  it('whose answer is no JSON stands at what was held', async () => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([faults.invalidJson()])

    await failureOf(boundary.ask(model))

    expect(await boundary.entries()).toMatchObject([{ provenance: 'unresolved', calls: 1, overage: false }])
    await expectClosedBooks(boundary)
  })
})

async function expectBookedAtLeastAsServed(
  boundary: Awaited<ReturnType<typeof openBoundary>>,
  model: (typeof languageModels)[number],
): Promise<void> {
  const served = boundary.serverOf(model).served
  const invoice = served.reduce((sum, call) => sum + invoiced(call, boundary.priceOf(model)), 0n)
  const [entry] = await boundary.entries()
  expect(entry?.amountNanoUsd).toBeGreaterThanOrEqual(invoice)
  await expectClosedBooks(boundary)
}

/** A call to an address that no call can reach. */
async function unreached(settings: ProviderSettings) {
  const boundary = await openBoundary()
  const wire = new WireTap()
  const meter = boundary.meterOn(wire)
  const providers = createModelProviders(
    { openai: { apiKey: 'test-key', ...settings } },
    { fetch: wire.fetch, timers: patientTimers },
  )
  const models = createLanguageModels({ providers, meter, timeoutMs: 30_000 })
  await failureOf(
    inScope(() => generateText({ model: models.metered(small, bounds), prompt, maxRetries: 0 })),
  )
  await expectClosedBooks(boundary)
  return boundary
}

describe('a call that cannot leave', () => {
  it.each([
    ['its connection is refused', async () => `http://127.0.0.1:${await closedPort()}`],
    ['its host has no address', async () => 'http://provider.invalid/v1'],
    ['its port is one that fetch does not call', async () => 'http://127.0.0.1:6000/v1'],
    ['nobody knows its scheme', async () => 'gopher://127.0.0.1/v1'],
    ['the other end does not speak TLS', async () => `https://127.0.0.1:${await portOf(plainServer())}/v1`],
    ['the other end leaves before TLS', async () => `https://127.0.0.1:${await portOf(closingServer())}/v1`],
  ])('because %s costs nothing and counts as failed', async (_why, addressOf) => {
    const boundary = await unreached({ baseUrl: await addressOf() })

    expect(await boundary.entries()).toMatchObject([{ amountNanoUsd: 0n, calls: 0, failedCalls: 1 }])
  })

  it.each([
    ['its address is none', { baseUrl: 'http://a b/v1' }],
    ['its address carries a password', { baseUrl: 'http://user:password@127.0.0.1/v1' }],
    ['its key holds a line break', { baseUrl: 'http://127.0.0.1/v1', apiKey: 'sk-a\nb' }],
    ['its key is in Russian letters', { baseUrl: 'http://127.0.0.1/v1', apiKey: 'ключ' }],
  ])('because %s leaves no line', async (_why, settings) => {
    const boundary = await unreached(settings)

    expect(await boundary.entries()).toEqual([])
  })
})

function plainServer(): Server {
  return createHttpServer((_request, response) => response.end())
}

function closingServer(): Server {
  return createServer((socket) => socket.destroy())
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

it('a provider without a key is not asked, and the call does not count', async () => {
  vi.stubEnv('OPENAI_API_KEY', undefined)
  onTestFinished(() => void vi.unstubAllEnvs())
  const boundary = await openBoundary()
  const providers = createModelProviders({}, { timers: patientTimers })
  const models = createLanguageModels({ providers, meter: boundary.meter, timeoutMs: 30_000 })

  const failure = await failureOf(
    inScope(() => generateText({ model: models.metered(small, bounds), prompt, maxRetries: 0 })),
  )

  expect(failure).toMatchObject({ name: 'AI_LoadAPIKeyError' })
  expect(await boundary.entries()).toEqual([])
  await expectClosedBooks(boundary)
})

describe('an answer whose usage cannot be', () => {
  it.each([
    { title: 'is missing', reply: answer({ omitUsage: true }) },
    { title: 'is negative', reply: answer({ usageFields: { prompt_tokens: -5, total_tokens: null } }) },
    {
      title: 'is all null',
      reply: answer({ usageFields: { prompt_tokens: null, completion_tokens: null } }),
    },
    { title: 'is no number', reply: answer({ usageFields: { prompt_tokens: 'NaN', total_tokens: '' } }) },
    { title: 'is absurd', reply: answer({ usageFields: { completion_tokens: 1e15 } }) },
    { title: 'is zero', reply: answer({ usageFields: { prompt_tokens: 0, completion_tokens: 0 } }) },
    {
      title: 'has more cached than there was',
      reply: answer({ usageFields: { prompt_tokens: 10, prompt_tokens_details: { cached_tokens: 99 } } }),
    },
  ])('because it $title is estimated, not less than served and within the hold', async ({ reply }) => {
    const boundary = await openBoundary()
    boundary.openai.respondWith([reply])

    await boundary.ask(small).catch(() => undefined)

    expect(await boundary.entries()).toMatchObject([{ provenance: 'estimated', calls: 1, overage: false }])
    await expectBookedAtLeastAsServed(boundary, small)
  })
})

it.each([
  ['null', { completion_tokens: null }],
  ['negative', { prompt_tokens: -5 }],
  ['no number', { completion_tokens: 'many' }],
])('a part of the usage that is %s follows from the total', async (_, usageFields) => {
  const boundary = await openBoundary()
  boundary.openai.respondWith([answer({ usageFields })])

  await boundary.ask(small).catch(() => undefined)

  expect(await expectSameBooks(boundary)).toMatchObject([{ provenance: 'computed' }])
})

it("a provider's answer after its hold expired corrects the unresolved entry, and the total is right", async () => {
  const boundary = await openBoundary()
  const expired = Promise.withResolvers<void>()
  boundary.openai.respondWith([answer({ after: expired.promise })])

  const answered = boundary.ask(small)
  await boundary.openai.asked(1)
  await boundary.ledger.expireHolds(Date.now() + 86_400_000)
  expired.resolve()
  await answered

  const entries = await boundary.entries()
  const [call] = boundary.openai.served
  const total = entries.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n)
  expect(entries).toMatchObject([
    { kind: 'charge', provenance: 'unresolved' },
    { kind: 'reversal' },
    { kind: 'replacement', provenance: 'computed' },
  ])
  expect(total).toBe(call && invoiced(call, boundary.priceOf(small)))
  await expectClosedBooks(boundary)
})
