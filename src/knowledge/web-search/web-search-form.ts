import type { z } from 'zod'
import type { EvidencePassage } from '../evidence-search.ts'

/** One request of a search service. */
export interface SearchRequest {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  /** JSON. */
  readonly body?: string | undefined
}

interface WantedResults {
  /** Plain words. */
  readonly query: string
  readonly limit: number
  /** The first part of a language tag; undefined where it is not known. */
  readonly language: string | undefined
}

/** How a search service is asked, and what its answers look like. */
export interface WebSearchForm<Answer> {
  readonly mostResults: number
  /** @param base the address of the service @param key undefined: it needs none */
  request(base: URL, key: string | undefined, wanted: WantedResults): SearchRequest
  readonly answer: z.ZodType<Answer>
  results(answer: Answer): readonly WebResult[]
}

/** What a service says of a page. Texts may be HTML. */
export interface WebResult extends Pick<EvidencePassage, 'title' | 'url'> {
  /** Parts of the page, in its words. */
  readonly texts: readonly (string | null | undefined)[]
  readonly date: string | null | undefined
}
