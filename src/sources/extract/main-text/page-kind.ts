import type { HtmlDocument } from '../html-document.ts'
import { structuredTypesOf } from '../structured-data.ts'

/** What a page says that it is: `other` stands for all that is no article (a site's front, a product, a thread); `unsaid` for nothing. */
export type PageKind = 'news' | 'article' | 'other' | 'unsaid'

const newsType = /^(?:Reportage|Analysis|Opinion|Backgrounder|Review)?NewsArticle$/
const articleType = /(?:Article|BlogPosting)$/
const pageType = /(?:Page|Product|Recipe|Event|ItemList|DiscussionForumPosting|JobPosting)$/

/** By its JSON-LD and its Open Graph type (https://ogp.me/#types, 2026-11). */
export function pageKindOf(page: HtmlDocument): PageKind {
  const types = structuredTypesOf(page)
  if (types.some((type) => newsType.test(type))) return 'news'
  const openGraph = page.querySelector('meta[property="og:type"]')?.getAttribute('content')?.toLowerCase()
  if (openGraph === 'article' || types.some((type) => articleType.test(type))) return 'article'
  return openGraph || types.some((type) => type !== 'WebPage' && pageType.test(type)) ? 'other' : 'unsaid'
}
