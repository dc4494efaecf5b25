import { toIsoDate } from '../text/published-date.ts'
import { writtenDate } from '../text/written-date.ts'
import type { HtmlDocument } from './html-document.ts'
import type { StructuredData } from './structured-data.ts'

/** Where pages write the date on which they were published, best first. */
const dateTags = [
  'meta[name="citation_publication_date" i]',
  'meta[name="citation_online_date" i]',
  'meta[name="citation_date" i]',
  'meta[property="article:published_time"]',
  'meta[itemprop="datePublished"]',
  'meta[name="parsely-pub-date" i]',
  'meta[name="dc.date.issued" i]',
  'meta[name="dcterms.issued" i]',
  'meta[name="dcterms.created" i]',
  'meta[name="dcterms.date" i]',
  'meta[name="dc.date" i]',
  'meta[name="date" i]',
  'meta[name="pubdate" i]',
  'meta[name="publish-date" i]',
] as const
const timeElements = [
  'time[itemprop="datePublished"]',
  'time[pubdate]',
  'article time[datetime]',
  'main time[datetime]',
  'header time[datetime]',
  'article time',
] as const
/** Where a date is written for readers. */
const datedElements =
  '[itemprop="datePublished"], [class*="publish" i], [class*="date" i], [class*="byline" i], [class*="posted" i], [class*="meta" i]'
const mostDatedElements = 8
const longestDateLine = 120

/** ISO 8601, as the page tells it: in its tags, its JSON-LD, its `time` elements, its lines or its address. */
export function publishedAtOf(
  page: HtmlDocument,
  structured: StructuredData,
  url: string | undefined,
): string | undefined {
  const attribute = (selector: string, name: string) => page.querySelector(selector)?.getAttribute(name)
  const tagged = dateTags.map((selector) => attribute(selector, 'content'))
  const timed = timeElements.map(
    (selector) => attribute(selector, 'datetime') ?? page.querySelector(selector)?.textContent,
  )
  const told = [...tagged.slice(0, 3), structured.published, ...tagged.slice(3), ...timed]
    .map((written) => toIsoDate(written) ?? writtenDate(written))
    .find((date) => date !== undefined)
  return told ?? dateInLines(page) ?? dateInAddress(url)
}

function dateInLines(page: HtmlDocument): string | undefined {
  return [...page.querySelectorAll(datedElements)]
    .slice(0, mostDatedElements)
    .map(({ textContent }) => textContent.trim())
    .filter(({ length }) => length <= longestDateLine)
    .map(writtenDate)
    .find((date) => date !== undefined)
}

/** `/2022/02/18/harbours`, `/2022-02-18-harbours`, `/2022/feb/18/harbours`. */
function dateInAddress(url: string | undefined): string | undefined {
  const path = URL.parse(url ?? '')?.pathname ?? ''
  const [, year, month, day] = /\/(\d{4})[/-](\d{2})[/-](\d{2})(?=[/_-]|$)/.exec(path) ?? []
  const [, otherYear, name, otherDay] = /\/(\d{4})\/([a-z]{3})\/(\d{2})\//.exec(path) ?? []
  return toIsoDate(`${year}-${month}-${day}`) ?? writtenDate(`${otherDay} ${name} ${otherYear}`)
}
