import { z } from 'zod'
import { refusalIn } from '../budget/budget-refused-error.ts'
import type { EvidenceSearch } from '../knowledge/evidence-search.ts'
import { createMediaWikiSearch } from '../knowledge/media-wiki-search.ts'
import { searchInOrder } from '../knowledge/search-in-order.ts'
import { brave } from '../knowledge/web-search/brave.ts'
import { exa } from '../knowledge/web-search/exa.ts'
import { searxng } from '../knowledge/web-search/searxng.ts'
import { tavily } from '../knowledge/web-search/tavily.ts'
import { createWebSearch } from '../knowledge/web-search/web-search.ts'
import type { SearchRequest } from '../knowledge/web-search/web-search-form.ts'
import { stepKey } from '../ledger/journal.ts'
import type { AnswerJournal } from '../llm/answer-journal.ts'
import type { Meter } from '../llm/meter.ts'
import { meteredAttempt } from '../llm/metered-attempt.ts'
import { createModelSearch, type ModelSearchDependencies } from '../llm/web-search/model-search.ts'
import { searchProvider } from '../pricing/search-prices.ts'
import type { EvidencePlace } from '../tasks/verification/gather-evidence.ts'
import { searchingPrompt } from '../tasks/verification/searching-prompt.ts'
import { detectLanguage } from '../text/languages.ts'
import type { Timers } from '../time/timers.ts'
import type { Search, SearchService } from './settings/search-settings.ts'

export interface SearchDependencies extends ModelSearchDependencies {
  readonly meter: Meter
  readonly timers: Timers
}

/** Says what asks; the operator's own address is not known here. */
const userAgent = 'Autointel/0.1 (self-hosted Discord bot)'

/** Searches of the web, one after another; each request is held, booked and kept like a model's call. */
export function searchPlace(searches: readonly Search[], dependencies: SearchDependencies): EvidencePlace {
  let search: EvidenceSearch | undefined
  return {
    name: 'search',
    find: async (claim, { limit, signal, answers, trouble }) => {
      search ??= searchInOrder(
        searches.map((given) =>
          given.name === 'model'
            ? createModelSearch(given.models, searchingPrompt, answers, dependencies)
            : searchAt(given, answers, dependencies),
        ),
        (error) => {
          // A limit that holds is no trouble of the service.
          if (!refusalIn(error)) trouble(error)
        },
      )
      const found = await search.search(claim, { limit, signal, language: detectLanguage(claim) })
      return found.map(({ text, title, url, source, date }) => ({ text, title, url, date, origin: source }))
    },
  }
}

function searchAt(
  { name, url, key }: SearchService,
  answers: AnswerJournal,
  dependencies: SearchDependencies,
): EvidenceSearch {
  const { address, authorization } = withoutPassword(url)
  const { timers } = dependencies
  // Where a service sends somebody on, it would send its key along.
  const redirect = key === undefined ? 'follow' : 'manual'
  const sendAs = (model: string) => bookedRequest(model, { authorization, redirect }, answers, dependencies)
  if (name === 'mediawiki') {
    const request = (
      to: URL,
      { headers, signal }: { headers: Readonly<Record<string, string>>; signal: AbortSignal },
    ) => sendAs(to.hostname)({ url: to, method: 'GET', headers }, signal)
    return createMediaWikiSearch({ url: address, userAgent, request, timers })
  }
  const base = new URL(address.endsWith('/') ? address : `${address}/`)
  const options = { name, base, key, timers, send: sendAs(name === 'searxng' ? base.hostname : name) }
  switch (name) {
    case 'searxng':
      return createWebSearch(searxng, options)
    case 'brave':
      return createWebSearch(brave, options)
    case 'tavily':
      return createWebSearch(tavily, options)
    case 'exa':
      return createWebSearch(exa, options)
    default:
      return name satisfies never
  }
}

/** The name and password of an address as a header: no request, no message and no link of what is found carries them. */
function withoutPassword(written: string): {
  readonly address: string
  readonly authorization: Readonly<Record<string, string>>
} {
  const [, scheme, login, rest] = /^(https?:\/\/)([^/?#@]*)@(.*)$/is.exec(written) ?? []
  if (login === undefined) return { address: written, authorization: {} }
  const [username = '', ...password] = login.split(':')
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password.join(':'))}`
  const authorization = `Basic ${Buffer.from(pair).toString('base64')}`
  return { address: `${scheme}${rest}`, authorization: { authorization } }
}

/** Says of an answer with status 200 that it is an error: https://www.mediawiki.org/wiki/API:Errors_and_warnings (2026-11). */
const apiErrorHeader = 'mediawiki-api-error'

interface Manner {
  readonly authorization: Readonly<Record<string, string>>
  readonly redirect: 'follow' | 'manual'
}

/** @param model as PRICES_FILE and reports name the service that is asked */
function bookedRequest(
  model: string,
  { authorization, redirect }: Manner,
  answers: AnswerJournal,
  { meter, timeoutMs }: SearchDependencies,
) {
  const asked = { provider: searchProvider, model }
  const plan = { model: asked, operation: 'search', units: { requests: 1 }, timeoutMs } as const
  return async ({ url, method, headers, body }: SearchRequest, signal: AbortSignal): Promise<Response> => {
    const key = stepKey('search', 1, body === undefined ? url.href : { address: url.href, body })
    const kept = await answers.find(key, z.string())
    if (kept !== undefined) return new Response(kept)
    return meteredAttempt(plan, meter, signal, async (call, either) => {
      const sent = { 'user-agent': userAgent, accept: 'application/json', ...headers, ...authorization }
      const response = await fetch(url, {
        method,
        headers: sent,
        redirect,
        signal: either,
        ...(body && { body }),
      })
      const answer = await response.text()
      const isAnswer = response.ok && !response.headers.has(apiErrorHeader)
      if (isBilled(response))
        await call.settle({ usage: { requests: 1 } }, isAnswer ? answers.line(key, answer) : undefined)
      else await call.release(true)
      return new Response(answer || null, { status: response.status, headers: response.headers })
    })
  }
}

/** Services charge for what they answer: no key, no money and too many requests are refusals, and an answer to be had elsewhere is none. */
function isBilled({ status }: Response): boolean {
  return status < 300 || status >= 500
}
