import type { Audience } from '../brief/audience.ts'
import type { KnowledgeStore } from '../knowledge/knowledge-store.ts'
import { createMediaWikiSearch } from '../knowledge/media-wiki-search.ts'
import { type Meter, searchProvider } from '../llm/meter.ts'
import { meteredAttempt } from '../llm/metered-attempt.ts'
import type { EvidencePlace } from '../tasks/verification/gather-evidence.ts'

export interface EvidenceDependencies {
  readonly knowledge: KnowledgeStore
  readonly meter: Meter
  /** A MediaWiki `api.php`; undefined: no web evidence. */
  readonly searchUrl: string | undefined
  readonly timeoutMs: number
}

/** Where claims are held against other texts: what the tenant has read before, and the search that is configured. */
export function evidencePlaces(
  {
    tenant,
    audience,
    url,
  }: { readonly tenant: string; readonly audience: Audience; readonly url: string | undefined },
  { knowledge, meter, searchUrl, timeoutMs }: EvidenceDependencies,
): readonly EvidencePlace[] {
  const earlierBriefs: EvidencePlace = {
    name: 'knowledge',
    find: async (claim, limit) => {
      const found = await knowledge.search(claim, { tenant, audience, limit: limit * 2 })
      return found
        .filter((passage) => passage.url === undefined || passage.url !== url)
        .slice(0, limit)
        .map(({ text, title, url: address }) => ({ text, title, url: address, origin: 'knowledge' }))
    },
  }
  return searchUrl ? [earlierBriefs, searchPlace(searchUrl, meter, timeoutMs)] : [earlierBriefs]
}

/** Says what asks; the operator's own address is not known here. */
const userAgent = 'Autointel/0.1 (self-hosted Discord bot)'

/** Searches of a MediaWiki; each request is held and booked like a model's call. */
function searchPlace(searchUrl: string, meter: Meter, timeoutMs: number): EvidencePlace {
  const model = { provider: searchProvider, model: new URL(searchUrl).hostname }
  const search = createMediaWikiSearch({
    url: searchUrl,
    userAgent,
    request: (address, init) =>
      meteredAttempt(
        { model, operation: 'search', units: { requests: 1 }, timeoutMs },
        meter,
        init.signal,
        async (call, signal) => {
          const response = await fetch(address, { ...init, signal })
          await call.settle({ usage: { requests: 1 } })
          return response
        },
      ),
  })
  return {
    name: 'search',
    find: async (claim, limit, signal) => {
      const found = await search.search(claim, { limit, signal })
      return found.map(({ text, title, url, source }) => ({ text, title, url, origin: source }))
    },
  }
}
