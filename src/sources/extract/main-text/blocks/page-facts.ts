import type { HtmlDocument } from '../../html-document.ts'
import { structuredTypesOf } from '../../structured-data.ts'
import { type PageKind, pageKindOf } from '../page-kind.ts'

/** What is known of a page before its blocks are looked at. */
export interface PageFacts {
  readonly kind: PageKind
  readonly types: readonly string[]
  readonly title: string
  readonly description: string
  /** What the two readers have made of it. */
  readonly readability: string | undefined
  readonly defuddle: string | undefined
}

export function pageFactsOf(page: HtmlDocument): Omit<PageFacts, 'readability' | 'defuddle'> {
  const content = (selector: string) => page.querySelector(selector)?.getAttribute('content') ?? ''
  return {
    kind: pageKindOf(page),
    types: structuredTypesOf(page),
    title: `${page.querySelector('title')?.textContent ?? ''} ${content('meta[property="og:title"]')}`,
    description: `${content('meta[name="description" i]')} ${content('meta[property="og:description"]')}`,
  }
}
