import type { RawDocument } from '../extract/extractor.ts'

/** What a server has answered with. */
export interface Answer extends Omit<RawDocument, 'location' | 'url'> {
  /** After redirects. */
  readonly url: string
  /** What a browser would save it as. */
  readonly fileName?: string
}

/** Some sites answer with a page else. */
export const asJson = { headers: { accept: 'application/json' } } as const
