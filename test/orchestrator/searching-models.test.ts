import { describe, expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../src/app/config.ts'
import { ConfigError } from '../../src/app/settings/config-error.ts'
import { openTemporaryAutointel, someText } from '../support/orchestrator/temporary-autointel.ts'
import { startAnthropicServer } from '../support/providers/anthropic-server.ts'
import { startGeminiServer } from '../support/providers/gemini-server.ts'
import { startOpenAiServer } from '../support/providers/openai-server.ts'
import type { ReceivedRequest } from '../support/providers/received-request.ts'
import { answer } from '../support/providers/reply.ts'

const said =
  'Two million crowns were lost by the port in that winter, as Greta Olsen said to the council in April.'
const page = { title: 'Ice and ships', url: 'https://news.example.org/ice' }
/** Repeats the source. */
const copy = { title: 'The same', url: 'https://mirror.example.org/copy' }
const line = `"${said}" (2026-04-02)`
const copied = someText.slice(0, someText.indexOf('.') + 1)

const openAiText = `- ${line} ([news.example.org](${page.url}))\n- "${copied}" ([mirror.example.org](${copy.url}))\nNobody else said anything of it.`
const citationIn = (cited: typeof page) => {
  const start_index = openAiText.indexOf(`([${new URL(cited.url).host}]`)
  return { type: 'url_citation', start_index, end_index: start_index + 20, ...cited }
}

/** Answers of the providers' own searches in their own forms, each with one search, 10,000 tokens in and 100 out. */
const providers = {
  openai: {
    start: startOpenAiServer,
    models: 'openai:gpt-5-mini',
    variables: (url: string) => ({ OPENAI_BASE_URL: url }),
    tool: { type: 'web_search', search_context_size: 'low' },
    body: {
      id: 'resp_1',
      object: 'response',
      created_at: 1_795_000_000,
      status: 'completed',
      model: 'gpt-5-mini',
      output: [
        {
          type: 'web_search_call',
          id: 'ws_1',
          status: 'completed',
          action: { type: 'search', query: 'Hollowmere ice' },
        },
        {
          type: 'message',
          id: 'msg_1',
          role: 'assistant',
          status: 'completed',
          content: [
            { type: 'output_text', text: openAiText, annotations: [citationIn(page), citationIn(copy)] },
          ],
        },
      ],
      usage: {
        input_tokens: 10_000,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: 100,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: 10_100,
      },
    },
  },
  anthropic: {
    start: startAnthropicServer,
    models: 'anthropic:claude-sonnet-4-5',
    variables: (url: string) => ({ ANTHROPIC_BASE_URL: url }),
    tool: { type: 'web_search_20250305', name: 'web_search', max_uses: 1 },
    body: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-4-5',
      content: [
        { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'Hollowmere ice' } },
        {
          type: 'web_search_tool_result',
          tool_use_id: 'srvtoolu_1',
          content: [page, copy].map((found) => ({
            type: 'web_search_result',
            ...found,
            encrypted_content: 'AAAA',
            page_age: 'April 2, 2026',
          })),
        },
        {
          type: 'text',
          text: 'The port lost two million.',
          citations: [
            { type: 'web_search_result_location', ...page, encrypted_index: 'BBBB', cited_text: said },
            { type: 'web_search_result_location', ...copy, encrypted_index: 'CCCC', cited_text: copied },
          ],
        },
      ],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: 10_000, output_tokens: 100, server_tool_use: { web_search_requests: 1 } },
    },
  },
  google: {
    start: startGeminiServer,
    models: 'google:gemini-2.5-flash',
    variables: (url: string) => ({
      GOOGLE_GENERATIVE_AI_API_KEY: 'key-of-nobody',
      GOOGLE_GENERATIVE_AI_BASE_URL: url,
    }),
    tool: { googleSearch: {} },
    body: {
      modelVersion: 'gemini-2.5-flash',
      candidates: [
        {
          content: { role: 'model', parts: [{ text: `${line}\n"${copied}"` }] },
          finishReason: 'STOP',
          index: 0,
          groundingMetadata: {
            webSearchQueries: ['Hollowmere ice'],
            groundingChunks: [page, copy].map(({ url, title }) => ({ web: { uri: url, title } })),
            groundingSupports: [
              { segment: { startIndex: 0, endIndex: 40, text: line }, groundingChunkIndices: [0] },
              { segment: { startIndex: 130, endIndex: 160, text: copied }, groundingChunkIndices: [1] },
            ],
          },
        },
      ],
      usageMetadata: { promptTokenCount: 10_000, candidatesTokenCount: 100, totalTokenCount: 10_100 },
    },
  },
} as const
type Name = keyof typeof providers

const isSearch = ({ body }: ReceivedRequest) =>
  /web_?search|googleSearch/.test(JSON.stringify(body['tools'] ?? ''))

/** Takes every passage to be for its claim. */
function judging({ body }: ReceivedRequest) {
  const numbers = [...JSON.stringify(body).matchAll(/(Claim|Passage) (\d+):/g)]
  let claim = 0
  const judgements = numbers.flatMap(([, kind, number]) => {
    if (kind === 'Claim') claim = Number(number)
    return kind === 'Passage' ? [{ claim, passage: Number(number), stance: 'for' }] : []
  })
  return answer({ text: JSON.stringify({ judgements }) })
}

/** Prices of one million tokens in and out, and of a search. */
const price = { input_per_million: 1, output_per_million: 2, per_search: 0.01 }
const costOfOne = 10_000n * 1_000n + 100n * 2_000n + 10_000_000n

async function verified(name: Name, verificationLimit?: string) {
  const { start, models, variables, body } = providers[name]
  const server = await start()
  onTestFinished(() => server.close())
  server.respondWith((request) =>
    isSearch(request) ? answer({ rawBody: JSON.stringify(body) }) : judging(request),
  )
  const files = await openTemporaryAutointel()
  const prices = await files.source('prices.json', JSON.stringify({ models: { [models]: price } }))
  const limits = { depths: { standard: { verification: verificationLimit ?? '0.40' } } }
  const autointel = await openTemporaryAutointel({
    variables: {
      MODELS: 'local:extractive',
      MODEL_VERIFICATION: models,
      SEARCH_PROVIDERS: 'model',
      PRICES_FILE: prices,
      CONFIG_FILE: await files.source('limits.json', JSON.stringify(limits)),
      ...variables(server.url),
    },
  })
  const run = await autointel.start({
    location: await autointel.source('ice.txt', someText),
    depth: 'standard',
  })
  const result = await run.result
  const entries = await autointel.ledger.entriesOf(run.id)
  return { autointel, server, result, entries: entries.filter(({ usage }) => usage.searches) }
}

describe("a model's own search of the web", () => {
  it.each(Object.keys(providers) as Name[])(
    'of %s gives evidence that is quoted, linked and dated; what is booked are its tokens and its searches',
    async (name) => {
      const { autointel, server, result, entries } = await verified(name)

      const asked = server.requests.filter(isSearch)
      const claims = result.brief?.claims ?? []
      expect(claims.length).toBeGreaterThan(0)
      const { host } = new URL(page.url)
      const evidence = { ...page, text: said, date: '2026-04-02', origin: host, stance: 'for' }
      expect(claims.map((claim) => claim.evidence)).toEqual(claims.map(() => [evidence]))
      expect(asked).toHaveLength(claims.length)
      expect(JSON.stringify(asked[0]?.body['tools'])).toBe(JSON.stringify([providers[name].tool]))
      expect(entries).toHaveLength(asked.length)
      expect(new Set(entries.map(({ amountNanoUsd }) => amountNanoUsd))).toEqual(new Set([costOfOne]))
      expect(entries[0]).toMatchObject({ task: 'verification', provenance: 'computed' })
      expect((await autointel.ledger.verify()).ok).toBe(true)
      expect(autointel.events.map(({ type }) => type)).not.toContain('task.trouble')
    },
  )

  it('is not asked where what its searches and their texts may cost cannot be paid for', async () => {
    const { server, result, entries } = await verified('openai', '0.03')

    expect(server.requests.filter(isSearch)).toEqual([])
    expect(entries).toEqual([])
    expect(result.notes).toContainEqual({
      code: 'no_evidence_from',
      values: { place: 'search', why: 'budget' },
    })
  })

  it.each([
    [
      'a model of a server of one’s own',
      { MODELS: 'compatible:llama', COMPATIBLE_BASE_URL: 'http://127.0.0.1:9' },
    ],
    ['a model without one', { MODELS: 'openai:gpt-4-turbo', OPENAI_API_KEY: 'key-of-nobody' }],
    ['the built-in analyst', {}],
  ])('is a wrong setting with %s', (_, variables) => {
    const read = () => readConfig({ ...variables, SEARCH_PROVIDERS: 'model' })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(
      /SEARCH_PROVIDERS=model: \S+ cannot search the web\. Name a model of openai, anthropic or google/,
    )
  })

  it('is one of several, asked in the order of the setting, by those models that have it', () => {
    const { searches } = readConfig({
      MODELS: 'openai:gpt-5-mini,compatible:llama',
      OPENAI_API_KEY: 'key-of-nobody',
      COMPATIBLE_BASE_URL: 'http://127.0.0.1:9',
      SEARCH_PROVIDERS: 'model,mediawiki',
    })
    expect(searches).toMatchObject([
      { name: 'model', models: [{ provider: 'openai', model: 'gpt-5-mini' }] },
      { name: 'mediawiki' },
    ])
  })
})
