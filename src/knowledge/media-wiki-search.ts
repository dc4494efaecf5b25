import type { Timers } from '../time/timers.ts'
import type { EvidenceSearch } from './evidence-search.ts'
import { EvidenceSearchError, type EvidenceSearchErrorReason } from './evidence-search-error.ts'
import { type MediaWikiAnswer, mediaWikiAnswer, passagesOf } from './media-wiki-answer.ts'
import { apiAddress, maxResults, plainQuery, searchAddress } from './media-wiki-query.ts'

/** `fetch`, or a function around it. Called once for each HTTP request that is made, so that the caller can count and book them. */
export type EvidenceRequest = (
  url: URL,
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<Response>

export interface MediaWikiSearchOptions {
  /** Address of api.php or of the site; `{language}` stands for the language searched in. */
  readonly url: string
  /** Must say who runs the program: https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy */
  readonly userAgent: string
  readonly request: EvidenceRequest
  readonly timers: Timers
  /** For a whole search. Default 10,000. */
  readonly timeoutMs?: number | undefined
}

/**
 * Searches Wikipedia or another MediaWiki. A search is one request and is not repeated; one without words is none.
 *
 * @throws {TypeError} when `url` is no http(s) address.
 */
export function createMediaWikiSearch(options: MediaWikiSearchOptions): EvidenceSearch {
  const { url, userAgent, request, timers, timeoutMs = 10_000 } = options
  return {
    name: apiAddress(url).host,
    async search(text, { limit, language, signal }) {
      signal?.throwIfAborted()
      const query = plainQuery(text)
      if (query === '' || limit < 1) return []
      const api = apiAddress(url, language)
      const timeout = timers.after(timeoutMs)
      const either = signal ? AbortSignal.any([signal, timeout]) : timeout
      try {
        const headers = { accept: 'application/json', 'user-agent': userAgent }
        const address = searchAddress(api, query, Math.min(limit, maxResults))
        const response = await request(address, { headers, signal: either })
        const answer = readAnswer(response, await response.text(), api.host)
        return passagesOf(answer, api).slice(0, limit)
      } catch (cause) {
        signal?.throwIfAborted()
        if (cause instanceof EvidenceSearchError) throw cause
        throw timeout.aborted
          ? new EvidenceSearchError('too_slow', api.host, {
              message: `no answer within ${timeoutMs} ms.`,
              cause,
            })
          : new EvidenceSearchError('unreachable', api.host, { message: `no answer: ${cause}.`, cause })
      }
    },
  }
}

/** @throws {EvidenceSearchError} */
function readAnswer(response: Response, body: string, source: string): MediaWikiAnswer {
  const answer = mediaWikiAnswer.safeParse(parsedJson(body)).data
  const { status } = response
  const retryAfterMs = retryAfter(response)
  if (answer?.error) {
    const { code, info } = answer.error
    const reason = reasonsByCode[code] ?? 'bad_query'
    throw new EvidenceSearchError(reason, source, { message: info, status, code, retryAfterMs })
  }
  if (!response.ok) {
    throw new EvidenceSearchError(reasonOfStatus(status), source, {
      message: `it answered with HTTP status ${status}.`,
      status,
      retryAfterMs,
    })
  }
  if (!answer?.query && answer?.batchcomplete !== true) {
    const type = response.headers.get('content-type')
    throw new EvidenceSearchError('not_media_wiki', source, {
      message: `expected an answer of MediaWiki, got ${type}.`,
      status,
    })
  }
  return answer
}

/** Errors that are no fault of the query; they come with status 200. */
const reasonsByCode: Readonly<Record<string, EvidenceSearchErrorReason>> = {
  maxlag: 'overloaded',
  ratelimited: 'rate_limited',
  'cirrussearch-too-busy-error': 'overloaded',
  'cirrussearch-backend-error': 'overloaded',
  readapidenied: 'refused',
  internal_api_error: 'overloaded',
}

function reasonOfStatus(status: number): EvidenceSearchErrorReason {
  if (status === 429) return 'rate_limited'
  if (status === 404 || status === 410) return 'not_media_wiki'
  return status >= 500 ? 'overloaded' : 'refused'
}

/** Retry-After in its first form, seconds; as a date it is left unread. */
function retryAfter({ headers }: Response): number | undefined {
  const value = headers.get('retry-after') ?? ''
  return /^\d{1,6}$/.test(value) ? Number(value) * 1_000 : undefined
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
