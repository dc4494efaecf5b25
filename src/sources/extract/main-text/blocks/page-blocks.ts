import { type HtmlDocument, type HtmlElement, nodeTypes, tagOf, walkNodes } from '../../html-document.ts'
import { type Break, breakAround, isHidden, widerBreak } from '../../html-text.ts'
import { makingOf, marksOf } from './element-marks.ts'

/** An element with text in it. Elements stand in the order of the page, so that each comes after its parent. */
interface PageElement {
  readonly tag: string
  /** Its place among the elements; -1 for that of the whole page. */
  readonly parent: number
  readonly depth: number
  /** Numbers of `elementMarks`. */
  readonly marks: readonly number[]
  /** Alike for records of one list. */
  readonly making: string
}

/** A run of text without a break in it: a paragraph, a heading, an item, a cell. */
export interface TextBlock {
  readonly text: string
  /** Place of the element that it begins in. */
  readonly element: number
  /** What parts it from the block before. */
  readonly before: Break
  /** `- ` or `1. ` before the first words of an item. */
  readonly marker: string
  readonly characters: number
  readonly linkCharacters: number
  readonly links: number
}

export interface PageBlocks {
  readonly elements: readonly PageElement[]
  readonly blocks: readonly TextBlock[]
}

/** Never the text of a page, wherever they stand. */
const textlessTags: ReadonlySet<string> = new Set(
  (
    'AUDIO CANVAS DIALOG EMBED HEAD IFRAME INPUT MATH OBJECT OPTION SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA TITLE ' +
    'VIDEO'
  ).split(' '),
)

/** Around the main text, and parted from it; `htmlToText` leaves them out. */
const surroundingTags: ReadonlySet<string> = new Set(['ASIDE', 'BUTTON', 'FOOTER', 'MENU', 'NAV', 'NOSCRIPT'])

/** The text of a page, hidden parts aside, in blocks, and the elements that these stand in. */
export function pageBlocksOf(page: HtmlDocument): PageBlocks {
  const walk = new BlockWalk()
  walkNodes(
    page.body,
    (node) => {
      if (node.nodeType === nodeTypes.text) walk.text(node.nodeValue ?? '')
      if (node.nodeType !== nodeTypes.element) return false
      const element = node as HtmlElement
      if (textlessTags.has(tagOf(element)) || isHidden(element)) return false
      walk.enter(element)
      return true
    },
    () => walk.leave(),
  )
  return walk.end()
}

class BlockWalk {
  readonly #elements: PageElement[] = []
  readonly #blocks: TextBlock[] = []
  readonly #open: number[] = []
  readonly #lists: { readonly isOrdered: boolean; items: number }[] = []
  #linkDepth = 0
  #preformattedDepth = 0
  #marker = ''
  #before: Break = ''
  #parts: string[] = []
  #element = -1
  #linkCharacters = 0
  #links = 0
  #isSpaced = false

  enter(element: HtmlElement): void {
    const tag = tagOf(element)
    if (tag === 'BR') this.#breakLine()
    else this.#breakAround(tag)
    if (tag === 'A') {
      this.#linkDepth += 1
      this.#links += 1
    }
    if (tag === 'PRE') this.#preformattedDepth += 1
    if (tag === 'OL' || tag === 'UL') this.#lists.push({ isOrdered: tag === 'OL', items: 0 })
    if (tag === 'LI') this.#marker = this.#nextMarker()
    const parent = this.#open.at(-1) ?? -1
    this.#open.push(this.#elements.length)
    this.#elements.push({
      tag,
      parent,
      depth: this.#open.length,
      marks: marksOf(element),
      making: makingOf(element),
    })
  }

  leave(): void {
    const { tag } = this.#elements[this.#open.pop() ?? -1] ?? { tag: '' }
    if (tag === 'A') this.#linkDepth -= 1
    if (tag === 'PRE') this.#preformattedDepth -= 1
    if (tag === 'OL' || tag === 'UL') this.#lists.pop()
    if (tag !== 'BR') this.#breakAround(tag)
    if (tag === 'LI') this.#marker = ''
  }

  text(text: string): void {
    const isPreformatted = this.#preformattedDepth > 0
    const words = isPreformatted ? text : text.trim().replace(/\s+/g, ' ')
    if (/^\s/.test(text)) this.#isSpaced = true
    if (words.trim() === '') return
    if (this.#parts.length === 0) this.#element = this.#open.at(-1) ?? -1
    else if (this.#isSpaced && !isPreformatted) this.#parts.push(' ')
    this.#parts.push(words)
    if (this.#linkDepth > 0) this.#linkCharacters += words.length
    this.#isSpaced = /\s$/.test(text.slice(-1))
  }

  end(): PageBlocks {
    this.#endBlock()
    return { elements: this.#elements, blocks: this.#blocks }
  }

  #breakAround(tag: string): void {
    const around = surroundingTags.has(tag) ? '\n\n' : breakAround(tag)
    if (around === '') return
    this.#endBlock()
    this.#before = widerBreak(this.#before, around)
  }

  /** Two line breaks in a row are what old pages part paragraphs with. */
  #breakLine(): void {
    const isSecond = this.#parts.length === 0 || this.#parts.at(-1) === '\n'
    if (isSecond) this.#breakAround('P')
    else this.#parts.push('\n')
    this.#isSpaced = false
  }

  #endBlock(): void {
    const text = this.#parts.join('').trim()
    if (text !== '') {
      this.#blocks.push({
        text,
        element: this.#element,
        before: this.#before,
        marker: this.#marker,
        characters: text.length,
        linkCharacters: Math.min(this.#linkCharacters, text.length),
        links: this.#links,
      })
      this.#marker = ''
      this.#before = ''
    }
    this.#parts = []
    this.#linkCharacters = 0
    this.#links = this.#linkDepth > 0 ? 1 : 0
    this.#isSpaced = false
  }

  #nextMarker(): string {
    const list = this.#lists.at(-1)
    if (!list?.isOrdered) return '- '
    list.items += 1
    return `${list.items}. `
  }
}
