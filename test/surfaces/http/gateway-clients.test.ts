import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect, it, onTestFinished } from 'vitest'
import { botSubject } from '../../../src/ledger/subject.ts'
import { type LocalHttp, startLocalHttp } from '../../support/http/local-http.ts'
import { startAnthropicServer } from '../../support/providers/anthropic-server.ts'
import * as faults from '../../support/providers/faults.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import type { ProviderServer } from '../../support/providers/provider-server.ts'
import { answer } from '../../support/providers/reply.ts'

const operatorKey = 'sk-of-the-operator'
const question = [{ role: 'user' as const, content: 'How deep is the harbour?' }]
const asked = [{ role: 'user' as const, content: [{ type: 'input_text' as const, text: 'How deep is it?' }] }]
const weather = {
  type: 'function' as const,
  function: {
    name: 'depth_of',
    description: 'How deep a harbour is.',
    parameters: { type: 'object', properties: { harbour: { type: 'string' } } },
  },
}
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

interface Clients {
  readonly http: LocalHttp
  readonly openai: OpenAI
  readonly anthropic: Anthropic
  readonly openAiServer: ProviderServer
  readonly anthropicServer: ProviderServer
}

async function openClients(): Promise<Clients> {
  const [openAiServer, anthropicServer] = await Promise.all([startOpenAiServer(), startAnthropicServer()])
  onTestFinished(async () => {
    await Promise.all([openAiServer.close(), anthropicServer.close()])
  })
  const http = await startLocalHttp({
    settings: {
      OPENAI_API_KEY: operatorKey,
      OPENAI_BASE_URL: openAiServer.url,
      ANTHROPIC_API_KEY: operatorKey,
      ANTHROPIC_BASE_URL: anthropicServer.url,
    },
  })
  const apiKey = await http.keyFor('app_shop')
  return {
    http,
    openAiServer,
    anthropicServer,
    openai: new OpenAI({ apiKey, baseURL: `${http.url}/v1`, maxRetries: 0 }),
    anthropic: new Anthropic({ apiKey, baseURL: http.url, maxRetries: 0 }),
  }
}

/** What the tenant of the client has in its books, held against what the providers served. */
async function booksOf({ http, openAiServer, anthropicServer }: Clients) {
  const { ledger, now } = http.autointel
  const range = { fromMs: 0, toMs: now() + 60_000 }
  const { costNanoUsd, calls, failedCalls, inputTokens, outputTokens } = await ledger.summary(range, {
    tenant: 'app_shop',
  })
  const served = [...openAiServer.served, ...anthropicServer.served].filter(({ billed }) => billed)
  expect({ inputTokens, outputTokens, calls }).toEqual({
    inputTokens: served.reduce((sum, { usage }) => sum + usage.input, 0),
    outputTokens: served.reduce((sum, { usage }) => sum + usage.output, 0),
    calls: served.length,
  })
  expect(await ledger.holdsPending()).toEqual([])
  expect((await ledger.verify()).ok).toBe(true)
  return { costNanoUsd, calls, failedCalls }
}

describe('the openai client, unchanged', () => {
  const model = 'openai:gpt-5-mini'

  it('asks, streams, calls tools, takes structure and images, and embeds', async () => {
    const clients = await openClients()
    const { openai } = clients

    const plain = await openai.chat.completions.create({
      model,
      messages: question,
      max_completion_tokens: 200,
    })
    expect(plain.choices[0]?.message.content).toBeTruthy()

    const stream = await openai.chat.completions.create({ model, messages: question, stream: true })
    const chunks = await Array.fromAsync(stream)
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBeTruthy()
    expect(chunks.filter(({ choices }) => choices.length === 0)).toEqual([])

    const counted = await openai.chat.completions.create({
      model,
      messages: question,
      stream: true,
      stream_options: { include_usage: true },
    })
    expect((await Array.fromAsync(counted)).at(-1)?.usage?.total_tokens).toBeGreaterThan(0)

    await openai.chat.completions.create({ model, messages: question, tools: [weather] })
    const schema = { type: 'object', properties: { metres: { type: 'number' } }, required: ['metres'] }
    const structured = await openai.chat.completions.create({
      model,
      messages: question,
      response_format: { type: 'json_schema', json_schema: { name: 'depth', schema } },
    })
    expect(JSON.parse(structured.choices[0]?.message.content ?? '')).toHaveProperty('metres')

    await openai.chat.completions.create({
      model,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url: pixel } },
          ],
        },
      ],
    })
    const response = await openai.responses.create({ model, input: asked })
    expect(response.output_text).toBeTruthy()
    const events = await Array.fromAsync(await openai.responses.create({ model, input: asked, stream: true }))
    expect(events.at(-1)?.type).toBe('response.completed')

    const { data } = await openai.embeddings.create({
      model: 'openai:text-embedding-3-small',
      input: ['a harbour', 'a bridge'],
      encoding_format: 'float',
    })
    expect(data).toHaveLength(2)

    expect(await booksOf(clients)).toMatchObject({ calls: 9, failedCalls: 0 })
  })

  it('is told of errors of the provider and of its own as by the provider', async () => {
    const clients = await openClients()
    const { openai, openAiServer } = clients
    openAiServer.respondWith([faults.rateLimited(3), faults.serverError()])

    const limited = openai.chat.completions.create({ model, messages: question })
    await expect(limited).rejects.toMatchObject({ status: 429, code: 'rate_limit_exceeded' })
    const failed = openai.chat.completions.create({ model, messages: question })
    await expect(failed).rejects.toMatchObject({ status: 500 })
    const unknown = openai.chat.completions.create({ model: 'google:gemini-3-pro', messages: question })
    await expect(unknown).rejects.toMatchObject({ status: 404, code: 'provider_unknown' })
    const wrong = openai.withOptions({ apiKey: 'aik_0000000000000000_x' }).models.list()
    await expect(wrong).rejects.toMatchObject({ status: 401 })
    expect((await openai.models.list()).data).toEqual([])

    expect(await booksOf(clients)).toMatchObject({ calls: 0, failedCalls: 2, costNanoUsd: 0n })
  })

  it('may give up: what had come is booked', async () => {
    const clients = await openClients()
    const { openai, openAiServer, http } = clients
    openAiServer.respondWith([answer({ text: 'The harbour is deep. '.repeat(50), silentAfterChunks: 6 })])
    const booked = Promise.withResolvers<void>()
    http.autointel.observe({ booked: () => booked.resolve() })

    const stream = await openai.chat.completions.create({ model, messages: question, stream: true })
    for await (const chunk of stream) {
      if (chunk.choices[0]?.delta.content) break
    }
    stream.controller.abort()
    await booked.promise

    const { ledger, now } = http.autointel
    const summary = await ledger.summary({ fromMs: 0, toMs: now() + 60_000 }, { tenant: 'app_shop' })
    expect(summary.calls).toBe(1)
    expect(summary.estimatedNanoUsd).toBeGreaterThan(0n)
    expect(await ledger.holdsPending()).toEqual([])
  })

  it('may give up before anything has come: the call stands at what was held', async () => {
    const { openai, openAiServer, http } = await openClients()
    openAiServer.respondWith([faults.hang()])
    const abort = new AbortController()
    const asked = openai.chat.completions.create({ model, messages: question }, { signal: abort.signal })
    await openAiServer.asked(1)
    abort.abort()
    await expect(asked).rejects.toThrow()
    await http.logged('a client has gone before its answer')

    const { ledger } = http.autointel
    expect(await ledger.holdsPending()).toEqual([])
    expect(await ledger.unresolved(10)).toMatchObject([{ tenant: 'app_shop', provider: 'openai' }])
  })

  it('is told when the provider cannot be reached, and nothing is booked', async () => {
    const { openai, openAiServer, http } = await openClients()
    await openAiServer.close()
    const asked = openai.chat.completions.create({ model, messages: question })
    await expect(asked).rejects.toMatchObject({ status: 502, code: 'provider_unreachable' })
    const { ledger } = http.autointel
    expect([await ledger.holdsPending(), await ledger.unresolved(10)]).toEqual([[], []])
  })

  it('is refused with 402 when the budget does not leave enough, and nothing leaves', async () => {
    const clients = await openClients()
    await clients.http.limit('app_shop', 'day', '0.0001')

    const refused = clients.openai.chat.completions.create({
      model,
      messages: question,
      max_completion_tokens: 4_000,
    })
    await expect(refused).rejects.toMatchObject({
      status: 402,
      code: 'budget_exceeded',
      error: {
        type: 'insufficient_quota',
        subject: 'app_shop',
        period: 'day',
        limit_usd: 0.0001,
        remaining_usd: 0.0001,
        resets_at: expect.stringMatching(/T00:00:00\.000Z$/),
      },
    })
    expect(clients.openAiServer.requests).toEqual([])
  })
})

describe('the anthropic client, unchanged', () => {
  const model = 'claude-sonnet-4-6'

  it('asks, streams, calls tools and takes images', async () => {
    const clients = await openClients()
    const { anthropic } = clients

    const plain = await anthropic.messages.create({ model, max_tokens: 200, messages: question })
    expect(plain.content[0]?.type).toBe('text')
    const stream = anthropic.messages.stream({ model, max_tokens: 200, messages: question })
    expect((await stream.finalMessage()).usage.output_tokens).toBeGreaterThan(0)
    await anthropic.messages.create({
      model,
      max_tokens: 200,
      messages: question,
      tools: [{ name: 'depth_of', input_schema: { type: 'object' } }],
    })
    await anthropic.messages.create({
      model,
      max_tokens: 200,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            {
              type: 'image',
              source: { type: 'base64', media_type: 'image/png', data: pixel.split(',')[1] ?? '' },
            },
          ],
        },
      ],
    })

    expect(await booksOf(clients)).toMatchObject({ calls: 4, failedCalls: 0 })
  })

  it('is told of errors and refusals as by Anthropic', async () => {
    const clients = await openClients()
    const { anthropic, anthropicServer, http } = clients
    anthropicServer.respondWith([faults.overloaded()])
    const ask = () => anthropic.messages.create({ model, max_tokens: 4_000, messages: question })

    await expect(ask()).rejects.toMatchObject({ status: 529 })
    await http.limit('app_shop', 'day', '0.0001')
    await expect(ask()).rejects.toMatchObject({
      status: 402,
      error: { type: 'error', error: { type: 'billing_error', limit_usd: 0.0001 } },
    })
    const stranger = anthropic.withOptions({ apiKey: 'not-a-key' })
    await expect(
      stranger.messages.create({ model, max_tokens: 1, messages: question }),
    ).rejects.toMatchObject({ status: 401, error: { error: { type: 'authentication_error' } } })

    expect(await booksOf(clients)).toMatchObject({ calls: 0, failedCalls: 1, costNanoUsd: 0n })
  })
})

describe('what leaves', () => {
  it('is the client’s own body with the operator’s key, without the client’s secrets', async () => {
    const { http, openAiServer } = await openClients()
    const key = await http.keyFor('guild_1')
    const body = '{"model":"gpt-5-mini",  "messages":[{"role":"user","content":"Deep?"}], "seed": 1.0}'

    const response = await http.post('/v1/chat/completions', body, {
      authorization: `Bearer ${key}`,
      cookie: 'session=secret',
      'proxy-authorization': 'Basic c2VjcmV0',
      'x-forwarded-for': '10.0.0.1',
      'openai-organization': 'org-of-the-client',
    })

    expect(response.status).toBe(200)
    const [request] = openAiServer.requests
    expect(request?.headers['authorization']).toBe(`Bearer ${operatorKey}`)
    expect(JSON.stringify(request?.headers)).not.toMatch(/aik_|secret|10\.0\.0\.1|org-of/)
    expect(JSON.parse(body)).toEqual(request?.body)
    expect(http.lines.join('')).not.toContain(key)
    const { ledger, now } = http.autointel
    const summary = await ledger.summary({ fromMs: 0, toMs: now() + 60_000 }, { tenant: 'guild_1' })
    expect(summary.calls).toBe(1)
    expect((await ledger.budgetStatus(botSubject, now()))[0]?.heldNanoUsd).toBe(0n)
  })
})

it('makes a call that carries an idempotency key once, whoever asks again with the same', async () => {
  const clients = await openClients()
  const { http, openAiServer } = clients
  const authorization = `Bearer ${await http.keyFor('app_shop')}`
  const body = { model: 'openai:gpt-5-mini', messages: question }
  const ask = (key: string, asked: object = body) =>
    http.post('/v1/chat/completions', asked, { authorization, 'idempotency-key': key })
  openAiServer.respondWith([faults.serverError()])

  expect((await ask('a')).status).toBe(500)
  const [first, second] = await Promise.all([ask('a'), ask('a')])
  const third = await ask('a')
  expect(await second.text()).toBe(await first.text())
  expect([third.status, third.headers.get('idempotent-replayed')]).toEqual([200, 'true'])
  expect((await ask('a', { ...body, seed: 1 })).status).toBe(409)
  expect((await ask('b')).status).toBe(200)

  expect(await booksOf(clients)).toMatchObject({ calls: 2, failedCalls: 1 })
})

it('counts what a client asks for at most, before anything leaves', async () => {
  const { http, openAiServer } = await openClients()
  const authorization = `Bearer ${await http.keyFor('app_shop')}`
  await http.limit('app_shop', 'day', '0.01')
  const ask = async (fields: object, path = '/v1/chat/completions') => {
    const body = { model: 'openai:gpt-5-mini', messages: question, max_completion_tokens: 100, ...fields }
    return (await http.post(path, body, { authorization })).status
  }
  const sound = { type: 'input_audio', input_audio: { data: 'A'.repeat(4_000_000), format: 'wav' } }
  const file = { type: 'file', file: { filename: 'a.pdf', file_data: 'A'.repeat(400_000) } }

  expect(await ask({})).toBe(200)
  expect(await ask({ max_completion_tokens: 10_000 })).toBe(402)
  expect(await ask({ n: 100 })).toBe(402)
  expect(await ask({ max_completion_tokens: 4_500, service_tier: 'flex' })).toBe(200)
  expect(await ask({ max_completion_tokens: 4_500, service_tier: 'priority' })).toBe(402)
  expect(await ask({ messages: [{ role: 'user', content: 'Deep? '.repeat(30_000) }] })).toBe(402)
  expect(await ask({ tools: [{ ...weather, x: 'deep '.repeat(40_000) }] })).toBe(402)
  expect(await ask({ messages: [{ role: 'user', content: [sound] }] })).toBe(402)
  expect(await ask({ messages: [{ role: 'user', content: [file] }] })).toBe(402)
  expect(await ask({ input: 'Go on', previous_response_id: 'resp_1' }, '/v1/responses')).toBe(402)
  expect(await ask({ prompt: { id: 'pmpt_1' } }, '/v1/responses')).toBe(402)
  expect(await ask({ input: 'Go on', background: true }, '/v1/responses')).toBe(400)
  for (const type of ['file_search', 'code_interpreter', 'image_generation'])
    expect(await ask({ input: 'Go on', tools: [{ type }] }, '/v1/responses')).toBe(400)
  expect(openAiServer.requests).toHaveLength(2)
  const own = { ...weather, function: { ...weather.function, name: 'file_search' } }
  expect(await ask({ tools: [own] })).toBe(200)
})

it('sends a call without a ceiling with the one that the budget can pay', async () => {
  const { http, openAiServer } = await openClients()
  const authorization = `Bearer ${await http.keyFor('app_shop')}`
  await http.limit('app_shop', 'day', '0.01')
  const body = { model: 'openai:gpt-5-mini', messages: question }

  expect((await http.post('/v1/chat/completions', body, { authorization })).status).toBe(200)
  const ceiling = openAiServer.requests[0]?.body['max_completion_tokens']
  expect(ceiling).toBeGreaterThan(1_000)
  expect(ceiling).toBeLessThan(5_000)
})
