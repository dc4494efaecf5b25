/** Finds texts that a claim can be held against. */
export interface EvidenceSearch {
  readonly name: string
  /**
   * The best first; none when nothing is found.
   *
   * @throws {EvidenceSearchError} when the search cannot be made; the signal's reason when it was aborted.
   */
  search(query: string, options: EvidenceSearchOptions): Promise<readonly EvidencePassage[]>
}

interface EvidenceSearchOptions {
  readonly limit: number
  /** BCP 47 tag of the language the evidence should be in. */
  readonly language?: string | undefined
  readonly signal?: AbortSignal | undefined
}

export interface EvidencePassage {
  readonly title: string
  readonly url: string
  /** Plain text. */
  readonly text: string
  /** Who says it, such as `en.wikipedia.org`. */
  readonly source: string
  /** Of the page, ISO 8601, as far as the search tells it. */
  readonly date?: string | undefined
}
