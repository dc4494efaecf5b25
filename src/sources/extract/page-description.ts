import type { Source } from '../source.ts'
import { cleanLine } from '../text/clean-text.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import { toLanguageTag } from '../text/language-tag.ts'
import type { HtmlDocument } from './html-document.ts'
import { authorOf } from './page-authors.ts'
import { publishedAtOf } from './page-dates.ts'
import { structuredDataOf } from './structured-data.ts'

type PageDescription = Pick<Source, 'url' | 'title' | 'author' | 'publishedAt' | 'siteName' | 'language'>

/**
 * What a page says about itself in its tags.
 * @param url where the page was found; a canonical link counts only within the same site
 */
export function describePage(page: HtmlDocument, url: string | undefined): PageDescription {
  const attribute = (selector: string, name = 'content') => page.querySelector(selector)?.getAttribute(name)
  const structured = structuredDataOf(page)
  return dropUndefined({
    url: canonicalUrl(attribute('link[rel~="canonical" i]', 'href'), url) ?? url,
    title:
      cleanLine(attribute('meta[name="citation_title" i]')) ??
      cleanLine(attribute('meta[property="og:title"]')) ??
      cleanLine(page.querySelector('title')?.textContent) ??
      cleanLine(page.querySelector('h1')?.textContent) ??
      cleanLine(structured.headline),
    author: authorOf(page, structured),
    publishedAt: publishedAtOf(page, structured, url),
    siteName: cleanLine(attribute('meta[property="og:site_name"]')),
    language: toLanguageTag(page.documentElement.getAttribute('lang')),
  })
}

/** Shorter ones say no more than the title. */
const fewestCharactersOfDescription = 40

/** What a page says for search engines and previews that it is about, in whole sentences; undefined where that says nothing. */
export function ownDescription(page: HtmlDocument): string | undefined {
  return [
    'meta[property="og:description"]',
    'meta[name="description" i]',
    'meta[name="twitter:description" i]',
  ]
    .map((selector) => cleanLine(page.querySelector(selector)?.getAttribute('content')) ?? '')
    .filter(({ length }) => length >= fewestCharactersOfDescription)
    .toSorted((one, other) => other.length - one.length)[0]
}

/** A page may name another address of itself, but not pass itself off as another site. */
function canonicalUrl(href: string | null | undefined, url: string | undefined): string | undefined {
  const canonical = href ? URL.parse(href, url) : null
  if (canonical === null || !/^https?:$/.test(canonical.protocol) || canonical.username !== '')
    return undefined
  const found = url === undefined ? null : URL.parse(url)
  const isForeign = found !== null && found.protocol !== 'file:' && siteOf(found) !== siteOf(canonical)
  return isForeign ? undefined : canonical.href
}

/** Mobile and AMP editions live on a subdomain of the same site. */
function siteOf({ hostname }: URL): string {
  return hostname.replace(/^(?:www|m|mobile|amp)\./, '')
}
