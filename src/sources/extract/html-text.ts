import { type HtmlElement, type HtmlNode, nodeTypes, tagOf, walkNodes } from './html-document.ts'

const tagNames = (names: string): ReadonlySet<string> => new Set(names.split(' '))

const paragraphTags = tagNames(
  'ADDRESS ARTICLE BLOCKQUOTE BODY DD DETAILS DIV DL DT FIGCAPTION FIGURE FORM H1 H2 H3 H4 H5 H6 HEADER ' +
    'HGROUP HR MAIN OL P PRE SECTION SUMMARY TABLE UL',
)
const lineTags = tagNames('BR CAPTION LI TR')
const cellTags = tagNames('TD TH')
/** What is not text, and what stands around the main text of a page. */
const silentTags = tagNames(
  'ASIDE AUDIO BUTTON CANVAS DIALOG FOOTER HEAD IFRAME INPUT MATH MENU NAV NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE ' +
    'TEXTAREA TITLE VIDEO',
)

/** Breaks between words, each swallowing the shorter ones next to it. */
const breaks = ['', ' ', '\n', '\n\n'] as const
export type Break = (typeof breaks)[number]

/**
 * The text below a node as it would be read: paragraphs parted by blank lines, items (marked) and rows by line ends, white space
 * collapsed except in `pre`. Navigation, asides, footers and hidden elements are left out.
 */
export function htmlToText(root: HtmlNode): string {
  const parts: string[] = []
  let pending: Break = ''
  let preformattedDepth = 0
  /** Stands before the first words of a list item, so that items are not read as one sentence. */
  let marker = ''
  const lists: { readonly isOrdered: boolean; items: number }[] = []

  const breakWith = (next: Break): void => {
    pending = widerBreak(pending, next)
  }
  const write = (text: string): void => {
    if (parts.length > 0) parts.push(pending)
    parts.push(marker, text)
    pending = ''
    marker = ''
  }
  const writeCollapsed = (text: string): void => {
    if (/^\s/.test(text)) breakWith(' ')
    const words = text.trim().replace(/\s+/g, ' ')
    if (words === '') return
    write(words)
    if (/\s$/.test(text.slice(-1))) breakWith(' ')
  }

  walkNodes(
    root,
    (node) => {
      if (node.nodeType === nodeTypes.text)
        (preformattedDepth > 0 ? write : writeCollapsed)(node.nodeValue ?? '')
      if (node.nodeType !== nodeTypes.element || isSilent(node as HtmlElement)) return false
      const tag = tagOf(node)
      if (tag === 'PRE') preformattedDepth += 1
      if (tag === 'OL' || tag === 'UL') lists.push({ isOrdered: tag === 'OL', items: 0 })
      if (tag === 'LI') marker = markerIn(lists.at(-1))
      // Two line breaks in a row are what old pages part paragraphs with.
      breakWith(tag === 'BR' && pending === '\n' ? '\n\n' : breakAround(tag))
      return true
    },
    (node) => {
      const tag = tagOf(node)
      if (tag === 'PRE') preformattedDepth -= 1
      if (tag === 'OL' || tag === 'UL') lists.pop()
      if (tag === 'LI') marker = ''
      breakWith(breakAround(tag))
    },
  )
  return parts.join('')
}

export function widerBreak(one: Break, other: Break): Break {
  return breaks[Math.max(breaks.indexOf(one), breaks.indexOf(other))] ?? other
}

function markerIn(list: { readonly isOrdered: boolean; items: number } | undefined): string {
  if (!list?.isOrdered) return '- '
  list.items += 1
  return `${list.items}. `
}

/** What parts an element of this tag from what stands before and after it. */
export function breakAround(tag: string): Break {
  if (paragraphTags.has(tag)) return '\n\n'
  if (lineTags.has(tag)) return '\n'
  return cellTags.has(tag) ? ' ' : ''
}

function isSilent(element: HtmlElement): boolean {
  return silentTags.has(tagOf(element)) || isHidden(element)
}

/** By its attributes; style sheets are not read. */
export function isHidden(element: HtmlElement): boolean {
  return (
    element.getAttribute('hidden') !== null ||
    element.getAttribute('aria-hidden') === 'true' ||
    /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute('style') ?? '')
  )
}
