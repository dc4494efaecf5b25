import { cleanLine } from '../text/clean-text.ts'
import type { HtmlDocument } from './html-document.ts'
import type { StructuredData } from './structured-data.ts'

/** Where pages name their authors, best first: papers by a tag each (Highwire Press), others in one. */
const authorTags = [
  'meta[name="citation_author" i]',
  'meta[name="citation_authors" i]',
  'meta[name="dc.creator" i]',
  'meta[name="dcterms.creator" i]',
  'meta[name="author" i]',
  'meta[property="article:author"]',
  'meta[name="parsely-author" i]',
  'meta[name="byl" i]',
  'meta[name="sailthru.author" i]',
] as const
const authorElements = [
  '[itemprop="author"] [itemprop="name"]',
  '[itemprop="author"]',
  'a[rel~="author"]',
] as const

const mostWordsOfName = 6
const mostAuthors = 20

/** Names of the authors in one line, as in `Ida Holm, Omar Reyes`; undefined where the page names none. */
export function authorOf(page: HtmlDocument, structured: StructuredData): string | undefined {
  const tagged = authorTags.map((selector) =>
    [...page.querySelectorAll(selector)].map((element) => element.getAttribute('content') ?? ''),
  )
  const shown = authorElements.map((selector) =>
    [...page.querySelectorAll(selector)].map(({ textContent }) => textContent),
  )
  const [paper = [], papers = [], ...others] = tagged
  const inOrder = [...paper, ...papers.flatMap((names) => names.split(';'))].map(givenNameFirst)
  for (const names of [inOrder, structured.authors, ...others, ...shown]) {
    const author = joined(names)
    if (author !== undefined) return author
  }
  return undefined
}

/** `Holm, Ida`, as libraries write a name. */
function givenNameFirst(name: string): string {
  const [, family, given] = /^\s*([^,]+?)\s*,\s*([^,]+?)\s*$/.exec(name) ?? []
  return family === undefined ? name : `${given} ${family}`
}

/** What programs write where nobody has said who. */
const nobody = /^(?:admin(?:istrator)?|root|webmaster|wordpress|user|author|editor|unknown|anonymous)$/i

function joined(names: readonly string[]): string | undefined {
  const distinct = new Set(names.flatMap((name) => nameIn(name) ?? []))
  return cleanLine([...distinct].slice(0, mostAuthors).join(', '))
}

/**
 * A name in what a page calls its by-line; undefined for an address, a date, a time and for what is too long to be a name, unless
 * commas part it into names.
 */
export function nameIn(byline: string | null | undefined): string | undefined {
  const [, inBrackets] = /^\S+@\S+ \(([^()]+)\)$/.exec(byline?.trim() ?? '') ?? []
  const line = cleanLine(inBrackets ?? byline?.replace(/<[^<>]*>/g, ' '))?.replace(
    /^(?:(?:written |posted )?by|von|par|por|автор:?)\s+/i,
    '',
  )
  if (line === undefined || nobody.test(line) || /https?:|www\.|@|\b\d{4}\b|\d{1,2}:\d{2}/.test(line))
    return undefined
  const longest = line.split(/,|;|&|\band\b|\bи\b/).map((part) => part.trim().split(/\s+/).length)
  return Math.max(...longest) > mostWordsOfName ? undefined : line
}
