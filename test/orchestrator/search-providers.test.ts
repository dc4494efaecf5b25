import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../src/app/config.ts'
import { ConfigError } from '../../src/app/settings/config-error.ts'
import { serve } from '../sources/loopback-server.ts'
import { openTemporaryAutointel, someText } from '../support/orchestrator/temporary-autointel.ts'

const said =
  'Two million crowns were lost by the port in that winter, as Greta Olsen said to the council in April.'
const page = { title: 'Ice &amp; ships', url: 'https://news.example.org/ice' }
const own = { title: 'The same', url: 'https://mirror.example.org/copy' }

/** Answers in the services' own forms; the second result is a copy of the source itself. */
const services = {
  brave: {
    variables: (origin: string) => ({ BRAVE_API_KEY: 'key-of-nobody', BRAVE_BASE_URL: origin }),
    body: {
      type: 'search',
      web: {
        results: [
          { ...page, description: said, page_age: '2026-04-02T09:00:00' },
          { ...own, description: someText },
        ],
      },
    },
    price: 5_000_000n,
    key: ({ headers }: IncomingMessage) => String(headers['x-subscription-token']),
  },
  tavily: {
    variables: (origin: string) => ({ TAVILY_API_KEY: 'key-of-nobody', TAVILY_BASE_URL: origin }),
    body: {
      query: '',
      results: [
        { ...page, content: said, score: 0.9, published_date: '2026-04-02' },
        { ...own, content: someText, score: 0.8 },
      ],
    },
    price: 8_000_000n,
    key: ({ headers }: IncomingMessage) => headers.authorization?.replace('Bearer ', ''),
  },
  exa: {
    variables: (origin: string) => ({ EXA_API_KEY: 'key-of-nobody', EXA_BASE_URL: origin }),
    body: {
      requestId: '1',
      results: [
        { ...page, id: '1', publishedDate: '2026-04-02T00:00:00.000Z', highlights: [said] },
        { ...own, id: '2', text: someText },
      ],
      costDollars: { total: 0.007 },
    },
    price: 7_000_000n,
    key: ({ headers }: IncomingMessage) => String(headers['x-api-key']),
  },
  searxng: {
    variables: (origin: string) => ({ SEARXNG_URL: origin.replace('://', '://reader:key-of-nobody@') }),
    body: {
      query: '',
      results: [
        { ...page, content: said, engine: 'duckduckgo', publishedDate: '2026-04-02T00:00:00' },
        { ...own, content: someText, engine: 'duckduckgo' },
      ],
    },
    price: 0n,
    key: ({ headers }: IncomingMessage) =>
      Buffer.from(headers.authorization?.replace('Basic ', '') ?? '', 'base64')
        .toString()
        .split(':')[1],
  },
} as const
type Service = keyof typeof services

async function serving(service: Service, status = 200) {
  const keys: (string | undefined)[] = []
  const bodies: string[] = []
  const server = await serve(async (request, response) => {
    keys.push(services[service].key(request))
    bodies.push(await text(request))
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(status === 200 ? services[service].body : { error: 'no' }))
  })
  onTestFinished(() => server[Symbol.asyncDispose]())
  return { server, keys, bodies }
}

async function verified(variables: Readonly<Record<string, string>>) {
  const autointel = await openTemporaryAutointel({ variables: { MODELS: 'local:extractive', ...variables } })
  const location = await autointel.source('ice.txt', someText)
  const run = await autointel.start({ location, depth: 'standard' })
  const result = await run.result
  const entries = (await autointel.ledger.entriesOf(run.id)).filter(({ operation }) => operation === 'search')
  return { autointel, result, entries }
}

describe('evidence of the web', () => {
  it.each(['brave', 'exa'] as const)(
    'is not looked for at another server that %s names: the key would come with it',
    async (name) => {
      const other = await serving(name)
      const server = await serve((_request, response) => {
        response.writeHead(307, { location: other.server.origin }).end()
      })
      onTestFinished(() => server[Symbol.asyncDispose]())

      const { result, entries } = await verified({
        SEARCH_PROVIDERS: name,
        ...services[name].variables(server.origin),
      })

      expect(result.brief?.claims).not.toHaveLength(0)
      expect(other.keys).toEqual([])
      expect(entries).not.toHaveLength(0)
      expect(entries.filter(({ amountNanoUsd }) => amountNanoUsd > 0n)).toEqual([])
    },
  )

  it.each(Object.keys(services) as Service[])(
    'by %s is quoted, linked and dated, and each request booked; the source itself is left out',
    async (name) => {
      const { server, keys } = await serving(name)
      const { variables, price } = services[name]

      const { result, entries, autointel } = await verified({
        SEARCH_PROVIDERS: name,
        ...variables(server.origin),
      })

      const evidence = result.brief?.claims.flatMap((claim) => claim.evidence) ?? []
      expect(evidence[0]).toEqual({
        text: said,
        title: 'Ice & ships',
        url: page.url,
        date: '2026-04-02',
        origin: 'news.example.org',
        stance: 'for',
      })
      expect(evidence.map(({ url }) => url)).not.toContain(own.url)
      expect(new Set(keys)).toEqual(new Set(['key-of-nobody']))
      expect(entries).toHaveLength(keys.length)
      expect(new Set(entries.map(({ amountNanoUsd }) => amountNanoUsd))).toEqual(new Set([price]))
      expect(entries[0]).toMatchObject({ provider: 'search', task: 'verification', calls: 1 })
      expect((await autointel.ledger.verify()).ok).toBe(true)
    },
  )

  it('goes on with the next service where one fails, and tells of it without its key', async () => {
    const [brave, tavily] = [await serving('brave', 401), await serving('tavily')]

    const { autointel, result, entries } = await verified({
      SEARCH_PROVIDERS: 'brave,tavily',
      ...services.brave.variables(brave.server.origin),
      ...services.tavily.variables(tavily.server.origin),
    })

    expect(result.brief?.claims.some(({ evidence }) => evidence.length > 0)).toBe(true)
    expect(brave.keys).toHaveLength(1)
    expect(entries.filter(({ model }) => model === 'brave')).toMatchObject([
      { amountNanoUsd: 0n, failedCalls: 1 },
    ])
    expect(result.notes.map(({ code }) => code)).not.toContain('no_evidence_from')
    const told = JSON.stringify(autointel.events, (_, value) =>
      typeof value === 'bigint' ? `${value}` : value,
    )
    expect(told).toContain('HTTP status 401')
    expect(told).not.toContain('key-of-nobody')
  })

  it('asks nobody who cannot be paid for', async () => {
    const brave = await serving('brave')
    const folder = await openTemporaryAutointel()
    await folder.close()

    const { result, entries } = await verified({
      SEARCH_PROVIDERS: 'brave',
      PRICES_FILE: await priceFile(folder, '0.50'),
      ...services.brave.variables(brave.server.origin),
    })

    expect(brave.keys).toEqual([])
    expect(entries).toEqual([])
    expect(result.notes).toContainEqual({
      code: 'no_evidence_from',
      values: { place: 'search', why: 'budget' },
    })
  })

  it('asks the next service where the first cannot be paid for, and takes that for no failure', async () => {
    const [brave, tavily] = [await serving('brave'), await serving('tavily')]
    const folder = await openTemporaryAutointel()
    await folder.close()

    const { autointel, result, entries } = await verified({
      SEARCH_PROVIDERS: 'brave,tavily',
      PRICES_FILE: await priceFile(folder, '0.50'),
      ...services.brave.variables(brave.server.origin),
      ...services.tavily.variables(tavily.server.origin),
    })

    expect(brave.keys).toEqual([])
    expect(new Set(entries.map(({ model }) => model))).toEqual(new Set(['tavily']))
    expect(result.notes.map(({ code }) => code)).not.toContain('no_evidence_from')
    expect(autointel.events.map(({ type }) => type)).not.toContain('task.trouble')
  })

  it('says what a service needs that is not set, and which there are', () => {
    const problems = (variables: Record<string, string>) => {
      try {
        return readConfig(variables).searches.map(({ name }) => name)
      } catch (error) {
        return error instanceof ConfigError ? error.message : error
      }
    }
    expect(problems({ SEARCH_PROVIDERS: 'brave,searxng' })).toMatch(
      /BRAVE_API_KEY is not set[\s\S]*SEARXNG_URL is not set/,
    )
    expect(problems({ SEARCH_PROVIDERS: 'google' })).toContain('mediawiki, searxng, brave, tavily, exa')
    expect(problems({ SEARCH_PROVIDERS: 'mediawiki' })).toEqual(['mediawiki'])
    expect(problems({ SEARCH_URL: 'https://en.wikipedia.org' })).toEqual(['mediawiki'])
    expect(problems({})).toEqual([])
  })
})

function priceFile(autointel: { source(name: string, text: string): Promise<string> }, perRequest: string) {
  const prices = { models: { 'search:brave': { per_request: perRequest } } }
  return autointel.source('prices.json', JSON.stringify(prices))
}
