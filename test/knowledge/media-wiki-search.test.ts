import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { EvidenceSearchError } from '../../src/knowledge/evidence-search-error.ts'
import {
  createMediaWikiSearch,
  type EvidenceRequest,
  type MediaWikiSearchOptions,
} from '../../src/knowledge/media-wiki-search.ts'
import { findClosedPort, serve } from '../sources/loopback-server.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { errorBody, found, nothingFound, withoutExtracts } from './media-wiki-answers.ts'

function searchAt(url: string, options: Partial<MediaWikiSearchOptions> = {}) {
  const requests: URL[] = []
  const request: EvidenceRequest = (address, init) => {
    requests.push(address)
    return fetch(address, init)
  }
  const search = createMediaWikiSearch({
    url,
    userAgent: 'Autointel/1.0 (test)',
    request,
    timers: new HandDrivenTimers(),
    ...options,
  })
  return { search, requests }
}

function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (_request, response) =>
    response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
      .end(JSON.stringify(body))
}

async function failureOf(listener: RequestListener): Promise<EvidenceSearchError> {
  await using server = await serve(listener)
  const { search, requests } = searchAt(server.origin)
  const error = await search.search('lighthouse', { limit: 3 }).catch((thrown: unknown) => thrown)
  expect(requests).toHaveLength(1)
  expect(error).toBeInstanceOf(EvidenceSearchError)
  return error as EvidenceSearchError
}

describe('a search in a MediaWiki', () => {
  it('gives pages in the order of their rank, as plain text', async () => {
    await using server = await serve(json(found))
    const { search } = searchAt(server.origin)
    expect(await search.search('lighthouse lens', { limit: 5 })).toEqual([
      {
        title: 'Lighthouse',
        url: 'https://en.wikipedia.org/wiki/Lighthouse',
        text: `A lighthouse is a tower designed to emit light.\n\n… the first lighthouse keepers' logs & "notes" <1850> of …`,
        source: 'en.wikipedia.org',
      },
      {
        title: 'Fresnel lens',
        url: 'https://en.wikipedia.org/wiki/Fresnel_lens',
        text: 'A Fresnel lens is a compact lens\ndivided into rings.',
        source: 'en.wikipedia.org',
      },
    ])
  })

  it('is one request that says who asks and what for', async () => {
    let headers: IncomingHttpHeaders = {}
    await using server = await serve((request, response) => {
      headers = request.headers
      json(found)(request, response)
    })
    const { search, requests } = searchAt(`${server.origin}/wiki/api.php?private=1`)
    await search.search('lighthouse', { limit: 2 })
    expect(requests.map(({ pathname }) => pathname)).toEqual(['/wiki/api.php'])
    expect(server.requests).toHaveLength(1)
    expect(headers).toMatchObject({ 'user-agent': 'Autointel/1.0 (test)', accept: 'application/json' })
    expect(Object.fromEntries(requests[0]?.searchParams ?? [])).toMatchObject({
      private: '1',
      action: 'query',
      format: 'json',
      formatversion: '2',
      list: 'search',
      srsearch: 'lighthouse',
      generator: 'search',
      gsrsearch: 'lighthouse',
      gsrlimit: '2',
      prop: 'extracts|info',
      inprop: 'url',
      maxlag: '5',
    })
  })

  it('gives no more than asked for', async () => {
    await using server = await serve(json(found))
    const { search, requests } = searchAt(server.origin)
    expect(await search.search('lighthouse', { limit: 1 })).toHaveLength(1)
    expect(await search.search('lighthouse', { limit: 0 })).toEqual([])
    expect(requests).toHaveLength(1)
  })

  it.each([[nothingFound], [{ batchcomplete: true }]])('finds nothing in %j', async (body) => {
    await using server = await serve(json(body))
    expect(await searchAt(server.origin).search.search('lighthouse', { limit: 3 })).toEqual([])
  })

  it('without words asks nobody', async () => {
    const { search, requests } = searchAt('http://127.0.0.1:1')
    expect(await search.search(' "?!" ', { limit: 3 })).toEqual([])
    expect(requests).toEqual([])
  })

  it('reads snippets where the wiki has no extracts, and leaves out pages without text or address', async () => {
    await using server = await serve(json(withoutExtracts))
    expect(await searchAt(server.origin).search.search('harbour', { limit: 5 })).toEqual([
      {
        title: 'Harbour',
        url: 'http://wiki.example.org/wiki/Harbour',
        text: 'ships in the harbour',
        source: 'wiki.example.org',
      },
    ])
  })
})

describe('a search that fails', () => {
  it.each([
    ['maxlag', 'Waiting for a database server: 6.3 seconds lagged.', 'overloaded'],
    ['ratelimited', "You've exceeded your rate limit.", 'rate_limited'],
    ['cirrussearch-too-busy-error', 'Search is currently too busy.', 'overloaded'],
    ['readapidenied', 'You need read permission to use this module.', 'refused'],
    ['search-text-disabled', 'text search is disabled.', 'bad_query'],
  ])('with the error %s of the wiki hands on its words', async (code, info, reason) => {
    const error = await failureOf(json(errorBody(code, info), 200, { 'retry-after': '5' }))
    expect(error).toMatchObject({ reason, code, status: 200, retryAfterMs: 5_000 })
    expect(error.message).toContain(info)
  })

  it.each([
    [429, 'rate_limited'],
    [403, 'refused'],
    [404, 'not_media_wiki'],
    [500, 'overloaded'],
    [503, 'overloaded'],
  ])('with the status %i says so, whatever the body', async (status, reason) => {
    const error = await failureOf((_request, response) =>
      response.writeHead(status, { 'content-type': 'text/html', 'retry-after': '120' }).end('<h1>Error</h1>'),
    )
    expect(error).toMatchObject({ reason, status, code: undefined, retryAfterMs: 120_000 })
    expect(error.source).toMatch(/^127\.0\.0\.1:\d+$/)
  })

  it.each(['Fri, 31 Dec 2027 23:59:59 GMT', '-1', 'soon'])(
    'leaves Retry-After: %s unread',
    async (retryAfter) => {
      const error = await failureOf(json({}, 503, { 'retry-after': retryAfter }))
      expect(error.retryAfterMs).toBeUndefined()
    },
  )

  it.each([
    ['<!doctype html><title>Welcome</title>', 'text/html'],
    ['{"batchcomplete": true', 'application/json'],
    ['{"batchcomplete":"","query":{"pages":{"5":{"title":"Old"}}}}', 'application/json'],
    ['{"results":[]}', 'application/json'],
    ['null', 'application/json'],
    ['', 'application/json'],
  ])('on the answer %s asks for the address of a MediaWiki', async (body, type) => {
    const error = await failureOf((_request, response) =>
      response.writeHead(200, { 'content-type': type }).end(body),
    )
    expect(error).toMatchObject({ reason: 'not_media_wiki', status: 200 })
  })

  it('to reach anybody says so', async () => {
    const { search } = searchAt(`http://127.0.0.1:${await findClosedPort()}`)
    const failure = search.search('lighthouse', { limit: 3 })
    await expect(failure).rejects.toMatchObject({ name: 'EvidenceSearchError', reason: 'unreachable' })
  })

  it.each([
    ['within ten seconds', 10_000, {}],
    ['within the time that is set', 700, { timeoutMs: 700 }],
  ])('to be answered %s says so, even in the middle of the body', async (_when, ms, options) => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"batch')
    })
    const timers = new HandDrivenTimers()
    const headersCame = Promise.withResolvers<void>()
    const request: EvidenceRequest = async (address, init) => {
      const response = await fetch(address, init)
      headersCame.resolve()
      return response
    }
    const { search } = searchAt(server.origin, { timers, request, ...options })
    let hasEnded = false
    const failure = search.search('lighthouse', { limit: 3 }).finally(() => {
      hasEnded = true
    })
    failure.catch(() => undefined)
    await headersCame.promise

    await timers.pass(ms - 1)
    expect(hasEnded).toBe(false)
    await timers.pass(1)

    await expect(failure).rejects.toMatchObject({ reason: 'too_slow' })
  })

  it('because it was aborted throws the reason of the abort', async () => {
    const controller = new AbortController()
    const reason = new Error('cancelled by the member')
    await using server = await serve(() => controller.abort(reason))
    const { search, requests } = searchAt(server.origin)
    const options = { limit: 3, signal: controller.signal }
    await expect(search.search('lighthouse', options)).rejects.toBe(reason)
    await expect(search.search('lighthouse', options)).rejects.toBe(reason)
    expect(requests).toHaveLength(1)
  })
})
