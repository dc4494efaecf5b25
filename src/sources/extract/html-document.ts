import { parseHTML } from 'linkedom'

/** The part of the DOM that is used here; the project is compiled without the browser's types. */
export interface HtmlNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly firstChild: HtmlNode | null
  readonly nextSibling: HtmlNode | null
}

export interface HtmlElement extends HtmlNode {
  readonly textContent: string
  getAttribute(name: string): string | null
  getElementsByTagName(name: string): Iterable<HtmlElement>
  querySelector(selector: string): HtmlElement | null
  querySelectorAll(selector: string): Iterable<HtmlElement>
  remove(): void
}

export interface HtmlDocument {
  readonly documentElement: HtmlElement
  readonly body: HtmlElement
  querySelector(selector: string): HtmlElement | null
  querySelectorAll(selector: string): Iterable<HtmlElement>
  getElementsByTagName(name: string): Iterable<HtmlElement>
}

export const nodeTypes = { element: 1, text: 3 } as const

/** What is needed to put a page in order. */
interface MovableElement extends HtmlElement {
  readonly parentNode: HtmlNode | null
  readonly children: Iterable<MovableElement>
  append(element: HtmlElement): void
  prepend(element: HtmlElement): void
}

interface MovableDocument {
  readonly children: Iterable<MovableElement>
  querySelector(selector: string): MovableElement | null
}

/**
 * Parses a page. HTML lets authors leave out `html`, `head` and `body` tags and browsers put them in; this parser does not, so that a
 * page without a body gets one around everything. Scripts are never run.
 */
export function parseHtml(html: string): HtmlDocument {
  const { document } = parseHTML(withBody(html)) as unknown as { document: HtmlDocument & MovableDocument }
  gatherInBody(document)
  return document
}

/**
 * Browsers move what stands before, between and after head and body into the body. This parser leaves it where it is, and then takes
 * another, empty body for that of the page.
 */
function gatherInBody(document: MovableDocument): void {
  const html = document.querySelector('html')
  const body = document.querySelector('body')
  if (html === null || body === null) return
  if (body.parentNode !== html) html.append(body)
  const head = [...html.children].find((child) => tagOf(child) === 'HEAD')
  const before: HtmlElement[] = []
  const after: HtmlElement[] = []
  let strays = before
  for (const child of [...document.children].flatMap((outer) =>
    outer === html ? [...html.children] : [outer],
  )) {
    if (child === body) strays = after
    else if (child !== head) strays.push(child)
  }
  for (const stray of before.toReversed()) body.prepend(stray)
  for (const stray of after) body.append(stray)
}

function withBody(html: string): string {
  if (/<body[\s>]/i.test(html) && /<html[\s>]/i.test(html)) return html
  const opening = /<html\b[^<>]*>/i.exec(html)?.[0] ?? '<html>'
  const content = html.replace(/<!doctype[^<>]*>|<\/?(?:html|head|body)\b[^<>]*>/gi, '')
  return `<!doctype html>${opening}<head></head><body>${content}</body></html>`
}

export function tagOf(node: HtmlNode): string {
  return node.nodeName.toUpperCase()
}

/**
 * Visits a node and all below it in document order: `enter` says whether to go into a node, `leave` is called for those entered.
 * Goes without recursion, as hostile pages nest tens of thousands deep.
 */
export function walkNodes(
  root: HtmlNode,
  enter: (node: HtmlNode, depth: number) => boolean,
  leave: (node: HtmlNode) => void = () => undefined,
): void {
  const entered: HtmlNode[] = []
  let node: HtmlNode | null = root
  while (node !== null) {
    if (enter(node, entered.length)) {
      entered.push(node)
      node = node.firstChild
    } else {
      node = node === root ? null : node.nextSibling
    }
    while (node === null) {
      const parent = entered.pop()
      if (parent === undefined) return
      leave(parent)
      node = parent === root ? null : parent.nextSibling
    }
  }
}
