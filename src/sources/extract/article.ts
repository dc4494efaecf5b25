import type { Source } from '../source.ts'
import { SourceError, type SourceErrorReason } from '../source-error.ts'
import { cleanText } from '../text/clean-text.ts'
import { decodeText } from '../text/decode-text.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import { documentKinds } from './document-kinds.ts'
import type { Extractor } from './extractor.ts'
import { findHtmlCharset } from './html-charset.ts'
import { parseHtml } from './html-document.ts'
import { htmlToText } from './html-text.ts'
import { readMainText } from './main-text/read-main-text.ts'
import { describePage, ownDescription } from './page-description.ts'
import { type Wall, type WalledPage, wallOf } from './page-wall.ts'
import { wallMarksOf } from './wall-marks.ts'

const htmlStart = /^(?:<\?xml[^>]*>|<!--[^>]*-->|\s)*<(?:!doctype html|html|head|body|title|meta)\b/i

export const article = {
  ...documentKinds.article,
  recognises: (start) => htmlStart.test(start),

  async extract({ location, url, bytes, charset }) {
    const html = decodeText(bytes, charset ?? findHtmlCharset(bytes))
    const page = parseHtml(html)
    const marks = wallMarksOf(page)
    const ofItself = ownDescription(page)
    const description = describePage(page, url)
    const main = await readMainText(html, url)
    const text = main?.text || cleanText(htmlToText(page.body))
    // What a page says in its tags is surer than what was made out on it.
    const { author, publishedAt } = description
    const known = {
      location,
      type: 'article',
      ...description,
      ...main?.description,
      ...dropUndefined({ author, publishedAt }),
    } as const
    const wall = wallOf({ marks, text, title: known.title, url })
    return wall === undefined ? { ...known, text } : behindWall(known, wall, ofItself)
  },
} as const satisfies Extractor

/**
 * A page that keeps its text back is read by what it says of itself, or by its beginning.
 *
 * @throws SourceError where it says nothing
 */
function behindWall(
  known: Omit<Source, 'text'>,
  { wall, beginning }: WalledPage,
  description: string | undefined,
): Source {
  if (wall === 'challenge' || wall === 'not_there' || wall === 'trouble')
    throw new SourceError({ reason: refusalReasons[wall], values: {} }, known.location, { detail: wall })
  if (beginning !== '') return { ...known, text: beginning, withheld: { by: wall, shown: 'beginning' } }
  if (description !== undefined)
    return { ...known, text: description, withheld: { by: wall, shown: 'description' } }
  throw new SourceError({ reason: refusalReasons[wall], values: {} }, known.location, { detail: wall })
}

const refusalReasons = {
  challenge: 'refuses_programs',
  not_there: 'page_not_found',
  trouble: 'server_trouble',
  consent: 'consent_page',
  subscription: 'subscribers_only',
  sign_in: 'sign_in_page',
  scripts: 'empty_page',
} as const satisfies Record<Wall, SourceErrorReason>
