import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalHttp, openLocalHttp } from '../../support/http/local-http.ts'
import { connectRaw } from '../../support/http/raw-connection.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import type { ProviderServer } from '../../support/providers/provider-server.ts'

const body = JSON.stringify({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Deep?' }] })

let provider: ProviderServer
let http: LocalHttp
let apiKey: string
beforeAll(async () => {
  provider = await startOpenAiServer()
  const settings = {
    MODELS: 'openai:gpt-5-mini,anthropic:claude-sonnet-4-6',
    OPENAI_API_KEY: 'sk-operator',
    OPENAI_BASE_URL: provider.url,
    ANTHROPIC_API_KEY: 'sk-operator',
  }
  http = await openLocalHttp({ settings })
  apiKey = await http.keyFor('app_shop')
})
afterAll(async () => {
  await http.close()
  await provider.close()
})

describe('a body', () => {
  const post = (sent: Uint8Array, coding: string, path = '/v1/chat/completions') =>
    fetch(`${http.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'content-encoding': coding,
      },
      body: new Uint8Array(sent),
    })

  it.each([
    ['gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['br', brotliCompressSync(body)],
    ['zstd', zstdCompressSync(body)],
    ['identity', Buffer.from(body)],
  ])('may be compressed: %s', async (coding, sent) => {
    expect((await post(sent, coding)).status).toBe(200)
    expect(provider.requests.at(-1)?.body).toEqual(JSON.parse(body))
  })

  it.each([
    ['lzma', Buffer.from(body), 415, 'unknown_content_encoding'],
    ['gzip', Buffer.from(body), 400, 'wrong_content_encoding'],
    ['gzip', gzipSync(body).subarray(0, 40), 400, 'wrong_content_encoding'],
    ['gzip', gzipSync(Buffer.alloc(40_000_000)), 413, 'request_too_large'],
  ])('in %s is answered %#', async (coding, sent, status, code) => {
    const answer = await post(sent, coding)
    expect([answer.status, await answer.json()]).toMatchObject([status, { error: { code } }])
  })

  it('of the API is no longer unpacked than packed', async () => {
    const answer = await post(gzipSync(Buffer.alloc(2_000_000)), 'gzip', '/api/events')
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'request_too_large' }])
  })
})

describe('a client of few manners', () => {
  const ask = async (first: string, headers: readonly string[] = []) => {
    const connection = await connectRaw(http)
    const head = [first, `authorization: Bearer ${apiKey}`, 'content-type: application/json', ...headers]
    return { connection, head: `${head.join('\r\n')}\r\n\r\n` }
  }
  const length = `content-length: ${body.length}`

  it.each([
    ['HTTP/1.0 without a host', 'HTTP/1.0', [length], body],
    ['HTTP/1.0 with a host', 'HTTP/1.0', ['host: localhost', length], body],
    [
      'parts of no said length',
      'HTTP/1.1',
      ['host: localhost', 'transfer-encoding: chunked', 'connection: close'],
      `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    ],
  ])('is answered over %s', async (_, version, headers, sent) => {
    const { connection, head } = await ask(`POST /v1/chat/completions ${version}`, headers)
    connection.write(head + sent)
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*"object":"chat\.completion"/)
  })

  it('is told to go on where it waits for that', async () => {
    const headers = ['host: localhost', 'expect: 100-continue', 'connection: close', length]
    const { connection, head } = await ask('POST /v1/chat/completions HTTP/1.1', headers)
    connection.write(head)
    await connection.came('100 Continue')
    connection.write(body)
    expect(await connection.closed).toContain('HTTP/1.1 200 OK')
  })

  it('may keep a connection for as long as proxies keep theirs', async () => {
    expect((await fetch(`${http.url}/healthz`)).headers.get('keep-alive')).toBe('timeout=75')
  })

  it('may look whether the process lives without naming it', async () => {
    const connection = await connectRaw(http)
    connection.write('GET /healthz HTTP/1.0\r\n\r\n')
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 200 OK/)
  })
})

describe('what is not forwarded', () => {
  it('is said to clients in their own form', async () => {
    const openai = new OpenAI({ apiKey, baseURL: `${http.url}/v1`, maxRetries: 0 })
    const anthropic = new Anthropic({ apiKey, baseURL: http.url, maxRetries: 0 })
    const model = 'claude-sonnet-4-6'
    const ofOpenAi = {
      status: 404,
      code: 'not_forwarded',
      message: expect.stringContaining('/v1/chat/completions'),
    }
    await expect(
      openai.batches.create({ input_file_id: 'f', endpoint: '/v1/embeddings', completion_window: '24h' }),
    ).rejects.toMatchObject(ofOpenAi)
    await expect(openai.images.generate({ prompt: 'A harbour' })).rejects.toMatchObject(ofOpenAi)
    const ofAnthropic = { status: 404, error: { type: 'error', error: { code: 'not_forwarded' } } }
    await expect(anthropic.messages.batches.create({ requests: [] })).rejects.toMatchObject(ofAnthropic)
    await expect(anthropic.messages.countTokens({ model, messages: [] })).rejects.toMatchObject(ofAnthropic)

    const got = await http.get('/v1/chat/completions', { authorization: `Bearer ${apiKey}` })
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST'])
  })

  it('and which models there are, too', async () => {
    const openai = new OpenAI({ apiKey, baseURL: `${http.url}/v1`, maxRetries: 0 })
    const anthropic = new Anthropic({ apiKey, baseURL: http.url, maxRetries: 0 })
    expect((await openai.models.list()).data.map(({ id }) => id)).toEqual([
      'openai:gpt-5-mini',
      'anthropic:claude-sonnet-4-6',
    ])
    expect((await openai.models.retrieve('gpt-5-mini')).id).toBe('openai:gpt-5-mini')
    await expect(openai.models.retrieve('gpt-7')).rejects.toMatchObject({ code: 'model_not_found' })
    const { data, has_more } = await anthropic.models.list()
    expect([data.map(({ id }) => id), has_more]).toEqual([['claude-sonnet-4-6'], false])
    expect((await anthropic.models.retrieve('claude-sonnet-4-6')).type).toBe('model')
  })
})
