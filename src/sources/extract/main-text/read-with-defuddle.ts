import { Defuddle, type DefuddleOptions } from 'defuddle/node'
import { cleanLine, cleanText } from '../../text/clean-text.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { toLanguageTag } from '../../text/language-tag.ts'
import { toIsoDate } from '../../text/published-date.ts'
import { type HtmlDocument, type HtmlElement, nodeTypes, parseHtml, walkNodes } from '../html-document.ts'
import { htmlToText, isHidden } from '../html-text.ts'
import { nameIn } from '../page-authors.ts'
import type { MainText } from './main-text.ts'

/** Some of its readers of single sites would ask those sites for more: here nothing is fetched. */
const withoutFetching: DefuddleOptions = {
  useAsync: false,
  fetch: () => Promise.reject(new Error('Pages are read as they are.')),
  removeImages: true,
}

/**
 * Keeps what is no menu and no advertisement, from several containers where there are several: threads, recipes, lists, products. The
 * page is taken apart. Undefined when nothing is left, and where the reader fails on what the page has in it.
 *
 * @param url where the page was found: some sites are read in ways of their own
 */
export async function readWithDefuddle(
  page: HtmlDocument,
  url: string | undefined,
): Promise<MainText | undefined> {
  try {
    removeHidden(page)
    const found = await Defuddle(page as never, url ?? 'about:blank', withoutFetching)
    const text = cleanText(htmlToText(parseHtml(found.content).body))
    if (text === '') return undefined
    return {
      text,
      description: dropUndefined({
        title: cleanLine(found.title),
        author: nameIn(found.author),
        publishedAt: toIsoDate(found.published),
        language: toLanguageTag(found.language),
      }),
    }
  } catch {
    return undefined
  }
}

/** Where little is left, Defuddle looks at what is hidden as well; nobody sees that. */
function removeHidden(page: HtmlDocument): void {
  const hidden: HtmlElement[] = []
  walkNodes(page.body, (node) => {
    if (node.nodeType !== nodeTypes.element) return false
    const element = node as HtmlElement
    if (!isHidden(element)) return true
    hidden.push(element)
    return false
  })
  for (const element of hidden) element.remove()
}
