import { DOMParser } from 'linkedom'
import { SourceError } from '../../source-error.ts'
import { decodeText } from '../../text/decode-text.ts'
import { anyXml, documentKinds } from '../document-kinds.ts'
import type { Extractor, RawDocument } from '../extractor.ts'
import { type HtmlElement, type HtmlNode, nodeTypes, walkNodes } from '../html-document.ts'
import { captionSource, notCaptions } from './caption-source.ts'
import type { Cue } from './cue.ts'
import { shownLine } from './shown-line.ts'
import { timeExpression } from './time-expression.ts'

/**
 * Timed text in XML: TTML (https://www.w3.org/TR/ttml2/, 2026-11; DFXP, IMSC and EBU-TT are its profiles) and the two forms in which
 * YouTube serves caption tracks: `<transcript><text start dur>` in seconds, `<timedtext><p t d>` in milliseconds.
 */
export const timedTextXml = {
  ...documentKinds.timedTextXml,
  recognises: (start) =>
    /^(?:<\?xml[^>]*>|<!--[^>]*-->|\s)*<(?:\w+:)?(?:tt|transcript|timedtext)[\s>]/.test(start),

  async extract(document) {
    const xml = decodeText(document.bytes, document.charset)
    if (!timedTextXml.recognises(xml.trimStart()))
      throw otherXml(document) ?? notCaptions(document, timedTextXml.name)
    const { documentElement } = new DOMParser().parseFromString(xml, 'text/xml') as unknown as {
      documentElement: HtmlElement
    }
    return captionSource(document, parseTimedText(documentElement))
  },
} as const satisfies Extractor

function otherXml({ location, mediaType = '' }: RawDocument): SourceError | undefined {
  if (!anyXml.some((type) => type === mediaType)) return undefined
  const problem = { reason: 'unsupported_type', values: { type: mediaType } } as const
  return new SourceError(problem, location, { detail: mediaType })
}

function parseTimedText(root: HtmlElement): Cue[] {
  const seconds = timeExpression(root)
  const speakers = new Map<string, string>()
  const cues: Cue[] = []
  walkNodes(root, (node) => {
    if (node.nodeType !== nodeTypes.element) return false
    const element = node as HtmlElement
    const tag = localName(element)
    if (tag === 'agent') speakers.set(element.getAttribute('xml:id') ?? '', element.textContent.trim())
    if (tag !== 'p' && tag !== 'text') return tag !== 'agent'
    cues.push(toCue(element, seconds, speakers))
    return false
  })
  return cues
}

function toCue(
  element: HtmlElement,
  seconds: ReturnType<typeof timeExpression>,
  speakers: ReadonlyMap<string, string>,
): Cue {
  const times = element.getAttribute('t')
  const unit = times === null ? '' : 'ms'
  const attribute = (name: string) => element.getAttribute(name)
  const start = seconds(times === null ? (attribute('begin') ?? attribute('start')) : `${times}${unit}`) ?? 0
  const length = seconds(times === null ? attribute('dur') : `${attribute('d') ?? 0}${unit}`) ?? 0
  return {
    startSeconds: start,
    endSeconds: seconds(attribute('end')) ?? start + length,
    speaker: speakers.get(attribute('ttm:agent') ?? ''),
    lines: linesOf(element).map(shownLine).filter(Boolean),
  }
}

/** White space is one blank, as in HTML; `br` ends a line. */
function linesOf(element: HtmlElement): string[] {
  let text = ''
  walkNodes(element, (node: HtmlNode) => {
    if (node.nodeType === nodeTypes.text) text += (node.nodeValue ?? '').replace(/\s+/g, ' ')
    if (node.nodeType === nodeTypes.element && localName(node) === 'br') text += '\n'
    return node.nodeType === nodeTypes.element
  })
  return text.split('\n')
}

function localName(node: HtmlNode): string {
  return node.nodeName.replace(/^.*:/, '').toLowerCase()
}
