import { type HtmlDocument, nodeTypes, parseHtml, walkNodes } from '../html-document.ts'
import { type PageBlocks, pageBlocksOf } from './blocks/page-blocks.ts'
import { type PageFacts, pageFactsOf } from './blocks/page-facts.ts'
import type { MainText } from './main-text.ts'
import { readWithDefuddle } from './read-with-defuddle.ts'
import { readWithReadability } from './read-with-readability.ts'

/** Readability's time grows with the square of the depth, and it recurses; real pages stay far below both limits. */
const deepestReadable = 300
const mostReadableElements = 100_000
/** Defuddle goes over the page some forty times. */
const mostForDefuddle = 12_000

/** News with so much text is read right by Readability alone. */
const certainNewsCharacters = 1_000

/** What two readers make of a page, and the blocks of its text, of which a third chooses. */
export interface PageReadings {
  readonly readability: MainText | undefined
  readonly defuddle: MainText | undefined
  readonly blocks: PageBlocks
  readonly facts: PageFacts
  /** Nobody else needs to be asked than Readability. */
  readonly isCertain: boolean
}

/**
 * Undefined where the page is too oddly built for either reader.
 *
 * @param url where the page was found
 */
export async function readingsOf(html: string, url: string | undefined): Promise<PageReadings | undefined> {
  const page = parseHtml(html)
  const { elements, deepest } = sizeOf(page)
  if (deepest > deepestReadable || elements > mostReadableElements) return undefined
  const facts = pageFactsOf(page)
  const blocks = pageBlocksOf(page)
  // Each reader takes its page apart.
  const readability = readWithReadability(page)
  const isCertain = facts.kind === 'news' && (readability?.text.length ?? 0) >= certainNewsCharacters
  const defuddle =
    isCertain || elements > mostForDefuddle ? undefined : await readWithDefuddle(parseHtml(html), url)
  return {
    readability,
    defuddle,
    blocks,
    facts: { ...facts, readability: readability?.text, defuddle: defuddle?.text },
    isCertain,
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
