import type { Audience } from '../brief/audience.ts'
import type { KnowledgeStore } from '../knowledge/knowledge-store.ts'
import { OwnSource } from '../knowledge/source-identity.ts'
import { sourceAddress } from '../sources/source-address.ts'
import type { EvidencedSource, EvidencePlace } from '../tasks/verification/gather-evidence.ts'
import { jobIn } from '../workers/job.ts'
import type { Workers } from '../workers/workers.ts'
import type { SearchDependencies } from './search-place.ts'
import type { Search } from './settings/search-settings.ts'

export interface EvidenceDependencies extends Omit<SearchDependencies, 'providers'> {
  readonly providers: () => Promise<SearchDependencies['providers']>
  readonly knowledge: KnowledgeStore
  /** None: no evidence of the web. */
  readonly searches: readonly Search[]
  readonly workers: Workers
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
  { knowledge, searches, workers, providers, ...searching }: EvidenceDependencies,
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
        .map(({ text, title, url, workflow, rememberedAtMs }) => {
          const date = new Date(rememberedAtMs).toISOString().slice(0, 10)
          return { text, title, url, workflow, date, origin: 'knowledge' }
        })
    },
  }
  if (searches.length === 0) return [earlierBriefs]
  // With its readers of pages, which few runs need.
  let search: Promise<EvidencePlace> | undefined
  const open = async () => {
    const { searchPlace } = await import('./search-place.ts')
    return searchPlace(searches, { ...searching, providers: await providers() })
  }
  const elsewhere: EvidencePlace = {
    name: 'search',
    find: async (claim, options) => {
      // One more, as the source's own page is likely to be among what is found.
      search ??= open()
      const found = await (await search).find(claim, { ...options, limit: options.limit + 1 })
      const known = await own(options.signal)
      return found
        .filter((passage) => !isOwn(passage, known) && !mayLeadTo(passage, known.identity.address))
        .slice(0, options.limit)
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

/** A link that passes by another host does not tell its page: all of the source's own site is left out then. */
function mayLeadTo(
  { url, origin }: { readonly url?: string | undefined; readonly origin: string },
  address: string | undefined,
): boolean {
  const host = url === undefined ? undefined : URL.parse(url)?.host
  return host !== origin && address !== undefined && sourceAddress(`https://${origin}`) === siteOf(address)
}

function siteOf(address: string): string | undefined {
  return sourceAddress(`https://${URL.parse(address)?.host}`)
}
