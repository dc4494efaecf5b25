import { type HtmlDocument, nodeTypes, parseHtml, walkNodes } from '../html-document.ts'
import type { MainText } from './main-text.ts'
import { type PageKind, pageKindOf } from './page-kind.ts'
import { readWithDefuddle } from './read-with-defuddle.ts'
import { readWithReadability } from './read-with-readability.ts'

/** Readability's time grows with the square of the depth, and it recurses; real pages stay far below both limits. */
const deepestReadable = 300
const mostReadableElements = 100_000
/** Defuddle goes over the page some forty times. */
const mostForDefuddle = 12_000

/** News with so much text is read right by Readability alone. */
const certainNewsCharacters = 1_000

/**
 * How much longer Defuddle's text has to be to be taken in the place of Readability's, by what the page says that it is. Readability takes
 * one container, and is right where there is one; Defuddle keeps what else is there, which on an article is mostly not the article.
 */
const defuddleLonger: Readonly<Record<PageKind, number>> = { news: 3, article: 1.6, unsaid: 1.6, other: 1.2 }

/**
 * The main text of a page by two readers and a judge between them. Undefined when neither finds any, or the page is too oddly built for
 * either.
 *
 * @param url where the page was found
 */
export async function readMainText(html: string, url: string | undefined): Promise<MainText | undefined> {
  const page = parseHtml(html)
  const { elements, deepest } = sizeOf(page)
  if (deepest > deepestReadable || elements > mostReadableElements) return undefined
  const kind = pageKindOf(page)
  const readability = readWithReadability(page)
  const isCertain = kind === 'news' && (readability?.text.length ?? 0) >= certainNewsCharacters
  if (isCertain || elements > mostForDefuddle) return readability
  return judge(readability, await readWithDefuddle(parseHtml(html), url), kind)
}

/** The text of the reader that suits the page, with what either has made out of its title, author and date. */
export function judge(
  readability: MainText | undefined,
  defuddle: MainText | undefined,
  kind: PageKind,
): MainText | undefined {
  if (!readability?.text || !defuddle?.text) return readability?.text ? readability : defuddle
  const isDefuddle = defuddle.text.length > readability.text.length * defuddleLonger[kind]
  return {
    text: isDefuddle ? defuddle.text : readability.text,
    description: { ...defuddle.description, ...readability.description },
  }
}

function sizeOf(page: HtmlDocument): { readonly elements: number; readonly deepest: number } {
  let elements = 0
  let deepest = 0
  walkNodes(page.documentElement, (node, depth) => {
    if (node.nodeType !== nodeTypes.element) return false
    elements += 1
    deepest = Math.max(deepest, depth)
    return true
  })
  return { elements, deepest }
}
