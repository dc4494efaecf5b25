import { z } from 'zod'
import type { Audience } from '../brief/audience.ts'
import type { KnowledgeStore } from '../knowledge/knowledge-store.ts'
import { createMediaWikiSearch, type EvidenceRequest } from '../knowledge/media-wiki-search.ts'
import { OwnSource } from '../knowledge/source-identity.ts'
import { stepKey } from '../ledger/journal.ts'
import type { AnswerJournal } from '../llm/answer-journal.ts'
import type { Meter } from '../llm/meter.ts'
import { meteredAttempt } from '../llm/metered-attempt.ts'
import { sourceAddress } from '../sources/source-address.ts'
import type { EvidencedSource, EvidencePlace } from '../tasks/verification/gather-evidence.ts'
import type { Timers } from '../time/timers.ts'
import { jobIn } from '../workers/job.ts'
import type { Workers } from '../workers/workers.ts'

export interface EvidenceDependencies {
  readonly knowledge: KnowledgeStore
  readonly meter: Meter
  /** A MediaWiki `api.php`; undefined: no web evidence. */
  readonly searchUrl: string | undefined
  readonly timers: Timers
  readonly workers: Workers
  readonly timeoutMs: number
}

/**
 * Where claims are held against other texts: what the tenant has read before, and the search that is configured. The source
 * itself, its copies and what repeats its words are left out everywhere.
 */
export function evidencePlaces(
  {
    tenant,
    audience,
    source,
  }: { readonly tenant: string; readonly audience: Audience; readonly source: EvidencedSource },
  { knowledge, searchUrl, workers, ...searching }: EvidenceDependencies,
): readonly EvidencePlace[] {
  let known: OwnSource | undefined
  const own = async (signal: AbortSignal): Promise<OwnSource> => {
    known ??= new OwnSource(await workers.run(ownSourceJob, source.text, signal), source.address)
    return known
  }
  const earlierBriefs: EvidencePlace = {
    name: 'knowledge',
    find: async (claim, { limit, signal }) => {
      const known = await own(signal)
      const apartFrom = known.identity
      const found = await knowledge.search(claim, { tenant, audience, limit: limit * 2, apartFrom })
      return found
        .filter((passage) => !isOwn(passage, known))
        .slice(0, limit)
        .map(({ text, title, url, workflow }) => ({ text, title, url, workflow, origin: 'knowledge' }))
    },
  }
  if (!searchUrl) return [earlierBriefs]
  const search = searchPlace(searchUrl, searching)
  const elsewhere: EvidencePlace = {
    name: search.name,
    find: async (claim, options) => {
      // One more, as the source's own page is likely to be among what is found.
      const found = await search.find(claim, { ...options, limit: options.limit + 1 })
      const known = await own(options.signal)
      return found.filter((passage) => !isOwn(passage, known)).slice(0, options.limit)
    },
  }
  return [earlierBriefs, elsewhere]
}

const ownSourceJob = jobIn<typeof import('../knowledge/own-source-job.ts')>(
  new URL('../knowledge/own-source-job.ts', import.meta.url),
)

function isOwn(
  { text, url }: { readonly text: string; readonly url?: string | undefined },
  known: OwnSource,
): boolean {
  return known.includes(text, url === undefined ? undefined : sourceAddress(url))
}

/** Says what asks; the operator's own address is not known here. */
const userAgent = 'Autointel/0.1 (self-hosted Discord bot)'

/** Searches of a MediaWiki; each request is held, booked and kept like a model's call. */
function searchPlace(
  searchUrl: string,
  { meter, timers, timeoutMs }: Pick<EvidenceDependencies, 'meter' | 'timers' | 'timeoutMs'>,
): EvidencePlace {
  return {
    name: 'search',
    find: async (claim, { limit, signal, answers }) => {
      const { address, authorization } = withoutPassword(new URL(searchUrl))
      const request = bookedRequest(address.hostname, authorization, answers, meter, timeoutMs)
      const search = createMediaWikiSearch({ url: address.href, userAgent, request, timers })
      const found = await search.search(claim, { limit, signal })
      return found.map(({ text, title, url, source }) => ({ text, title, url, origin: source }))
    },
  }
}

/** The name and password of an address as a header: no request, no message and no link of what is found carries them. */
function withoutPassword(url: URL): {
  readonly address: URL
  readonly authorization: Readonly<Record<string, string>>
} {
  const { username, password } = url
  const address = new URL(url)
  address.username = ''
  address.password = ''
  if (username === '' && password === '') return { address, authorization: {} }
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { address, authorization: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } }
}

/** Says of an answer with status 200 that it is an error: https://www.mediawiki.org/wiki/API:Errors_and_warnings (2026-11). */
const apiErrorHeader = 'mediawiki-api-error'

function bookedRequest(
  host: string,
  authorization: Readonly<Record<string, string>>,
  answers: AnswerJournal,
  meter: Meter,
  timeoutMs: number,
): EvidenceRequest {
  // As PRICES_FILE and reports name the service that is asked.
  const model = { provider: 'search', model: host }
  const plan = { model, operation: 'search', units: { requests: 1 }, timeoutMs } as const
  return async (address, init) => {
    const key = stepKey('search', 1, address.href)
    const kept = await answers.find(key, z.string())
    if (kept !== undefined) return new Response(kept)
    return meteredAttempt(plan, meter, init.signal, async (call, signal) => {
      const headers = { ...init.headers, ...authorization }
      const response = await fetch(address, { headers, signal })
      const body = await response.text()
      const isAnswer = response.ok && !response.headers.has(apiErrorHeader)
      await call.settle({ usage: { requests: 1 } }, isAnswer ? answers.line(key, body) : undefined)
      return new Response(body || null, { status: response.status, headers: response.headers })
    })
  }
}
