import { primaryLanguage } from '../../text/languages.ts'
import type { Timers } from '../../time/timers.ts'
import type { EvidencePassage, EvidenceSearch } from '../evidence-search.ts'
import { EvidenceSearchError, type EvidenceSearchErrorReason } from '../evidence-search-error.ts'
import { plainQuery } from '../media-wiki-query.ts'
import { plainText, webAddress } from '../plain-html.ts'
import type { SearchRequest, WebResult, WebSearchForm } from './web-search-form.ts'

/** Makes one request, which its caller can count and book. */
type SendSearch = (request: SearchRequest, signal: AbortSignal) => Promise<Response>

export interface WebSearchOptions {
  readonly name: string
  readonly base: URL
  readonly key: string | undefined
  readonly send: SendSearch
  readonly timers: Timers
  /** For a whole search. Default 10,000. */
  readonly timeoutMs?: number | undefined
}

/** Searches the web by a service. A search is one request and is not repeated; one without words is none. */
export function createWebSearch<Answer>(
  form: WebSearchForm<Answer>,
  { name, base, key, send, timers, timeoutMs = 10_000 }: WebSearchOptions,
): EvidenceSearch {
  return {
    name,
    async search(text, { limit, language, signal }) {
      signal?.throwIfAborted()
      const query = plainQuery(text)
      if (query === '' || limit < 1) return []
      const timeout = timers.after(timeoutMs)
      const either = signal ? AbortSignal.any([signal, timeout]) : timeout
      const wanted = { query, limit: Math.min(limit, form.mostResults), language: knownLanguage(language) }
      try {
        const response = await send(form.request(base, key, wanted), either)
        const body = await response.text()
        const { status } = response
        if (!response.ok)
          throw new EvidenceSearchError(reasonOfStatus(status), base.host, {
            message: `it answered with HTTP status ${status}.`,
            status,
          })
        const read = form.answer.safeParse(parsedJson(body))
        if (!read.success)
          throw new EvidenceSearchError('unexpected_answer', base.host, {
            message: `expected an answer of ${name}.`,
            status,
          })
        return form.results(read.data).flatMap(passageOf).slice(0, limit)
      } catch (cause) {
        signal?.throwIfAborted()
        if (cause instanceof EvidenceSearchError) throw cause
        throw timeout.aborted
          ? new EvidenceSearchError('too_slow', base.host, {
              message: `no answer within ${timeoutMs} ms.`,
              cause,
            })
          : new EvidenceSearchError('unreachable', base.host, { message: `no answer: ${cause}.`, cause })
      }
    },
  }
}

function knownLanguage(language: string | undefined): string | undefined {
  return language === undefined || language === 'und' ? undefined : primaryLanguage(language)
}

function passageOf({ title, url, texts, date }: WebResult): readonly EvidencePassage[] {
  const address = webAddress(url)
  const text = texts
    .map((part) => plainText(part ?? ''))
    .filter(Boolean)
    .join(' … ')
  if (!address || text === '') return []
  return [{ title: plainText(title), url: address.href, text, source: address.host, date: dayOf(date ?? '') }]
}

/** `2026-03-14…`; `Sat, 14 Mar 2026 08:00:00 GMT`, as some tell it of news. */
function dayOf(date: string): string | undefined {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0]
  if (day !== undefined || !/^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4}/.test(date)) return day
  const time = Date.parse(date)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10)
}

function reasonOfStatus(status: number): EvidenceSearchErrorReason {
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'overloaded' : 'refused'
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
