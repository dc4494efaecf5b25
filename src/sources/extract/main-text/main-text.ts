import type { Source } from '../../source.ts'

/** The main text of a page as one reader makes it out, and what it tells of the page by the way. */
export interface MainText {
  /** Plain text; empty where the reader finds none. */
  readonly text: string
  readonly description: Pick<Source, 'title' | 'author' | 'publishedAt' | 'siteName' | 'language'>
}
