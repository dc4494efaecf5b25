import { Readability } from '@mozilla/readability'
import { cleanLine, cleanText } from '../../text/clean-text.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { toLanguageTag } from '../../text/language-tag.ts'
import { toIsoDate } from '../../text/published-date.ts'
import type { HtmlDocument, HtmlNode } from '../html-document.ts'
import { htmlToText } from '../html-text.ts'
import { nameIn } from '../page-authors.ts'
import type { MainText } from './main-text.ts'

/**
 * Made for articles: takes the container with the most prose. The page is taken apart. Undefined when there is none, and where the reader
 * fails on how the page is built.
 */
export function readWithReadability(page: HtmlDocument): MainText | undefined {
  const found = parsed(page)
  if (!found?.content) return undefined
  return {
    text: cleanText(htmlToText(found.content)),
    description: dropUndefined({
      title: cleanLine(found.title),
      author: nameIn(found.byline),
      publishedAt: toIsoDate(found.publishedTime),
      siteName: cleanLine(found.siteName),
      language: toLanguageTag(found.lang),
    }),
  }
}

function parsed(page: HtmlDocument) {
  try {
    return new Readability<HtmlNode>(page as never, { serializer: (node) => node as HtmlNode }).parse()
  } catch {
    return undefined
  }
}
