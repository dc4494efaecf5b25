import { describePage, ownDescription } from '../extract/page-description.ts'
import { structuredDataOf } from '../extract/structured-data.ts'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { htmlIn, nodeText } from './answers.ts'
import { postSource } from './post-source.ts'
import type { Asked } from './written-site.ts'

const signIn = /\/(?:login|signup|authwall|uas\/login|checkpoint|accounts\/login)\b/

/**
 * Reads the page of a post whose site shows it to those who have signed in, by what it says of itself to everybody: the whole text where
 * its data for search engines have it, else its description, marked as such.
 *
 * @param words where on the page its words stand, if they do
 * @param authorIn who has written it, by the title of the page
 * @throws SourceError `sign_in_page` where it says nothing
 */
export function readDescribedPage(siteName: string, authorIn: RegExp, words?: string) {
  return ([answer]: readonly Answer[], asked: Asked): Source => {
    const page = htmlIn(answer)
    const { body, published, authors } = structuredDataOf(page)
    const whole = body ?? (words && nodeText(page.querySelector(words)))
    const text = whole || ownDescription(page)
    if (!text || signIn.test(URL.parse(answer?.url ?? '')?.pathname ?? ''))
      throw new SourceError({ reason: 'sign_in_page', values: {} }, asked.location)
    const { title, author, publishedAt, language } = describePage(page, asked.url.href)
    return postSource(asked, {
      siteName,
      type: 'post',
      author: authorIn.exec(title ?? '')?.[1] ?? authors[0] ?? author,
      publishedAt: published ?? publishedAt,
      language,
      text,
      withheld: whole ? undefined : { by: 'sign_in', shown: 'description' },
    })
  }
}
