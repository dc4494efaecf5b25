import { DOMParser } from 'linkedom'
import type { z } from 'zod'
import { findHtmlCharset } from '../extract/html-charset.ts'
import { type HtmlDocument, type HtmlNode, parseHtml } from '../extract/html-document.ts'
import { htmlToText } from '../extract/html-text.ts'
import { SourceError } from '../source-error.ts'
import { cleanText } from '../text/clean-text.ts'
import { decodeText } from '../text/decode-text.ts'
import type { Answer } from './answer.ts'

/**
 * The JSON of an answer.
 *
 * @throws SourceError `unreadable` where it is none, or not of this form
 */
export function jsonIn<Schema extends z.ZodType>(
  answer: Answer | undefined,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(parsedJson(answer))
  if (parsed.success) return parsed.data
  throw unreadable('JSON', answer, parsed.error.message)
}

function parsedJson(answer: Answer | undefined): unknown {
  try {
    return JSON.parse(decodeText(answer?.bytes ?? new Uint8Array(), answer?.charset))
  } catch (error) {
    throw unreadable('JSON', answer, String(error))
  }
}

export function htmlIn(answer: Answer | undefined): HtmlDocument {
  return parseHtml(htmlTextIn(answer))
}

interface FeedEntry {
  readonly title?: string | undefined
  readonly author?: string | undefined
  readonly published?: string | undefined
  /** HTML. */
  readonly content: string
}

/** The entries of an Atom feed. */
export function atomEntriesIn(answer: Answer | undefined): readonly FeedEntry[] {
  const feed = new DOMParser().parseFromString(htmlTextIn(answer), 'text/xml') as unknown as HtmlDocument
  return [...feed.getElementsByTagName('entry')].map((entry) => {
    const textOf = (tag: string) => [...entry.getElementsByTagName(tag)][0]?.textContent.trim()
    return {
      title: textOf('title'),
      author: [...entry.getElementsByTagName('author')]
        .map((author) => [...author.getElementsByTagName('name')][0]?.textContent.trim())
        .filter(Boolean)
        .join(', '),
      published: textOf('published') ?? textOf('updated'),
      content: textOf('content') ?? textOf('summary') ?? '',
    }
  })
}

/** The text of an answer as it was sent. */
export function htmlTextIn(answer: Answer | undefined): string {
  const bytes = answer?.bytes ?? new Uint8Array()
  return decodeText(bytes, answer?.charset ?? findHtmlCharset(bytes))
}

/** A piece of a page as text; code stands between fences. */
export function fragmentText(html: string | null | undefined): string {
  return nodeText(parseHtml((html ?? '').replace(preStart, '<pre>```\n').replace(preEnd, '\n```</pre>')).body)
}

const preStart = /<pre\b[^<>]*>\s*(?:<code\b[^<>]*>)?/gi
const preEnd = /\s*(?:<\/code>\s*)?<\/pre>/gi

export function nodeText(node: HtmlNode | null | undefined): string {
  return node ? cleanText(htmlToText(node)) : ''
}

function unreadable(format: string, answer: Answer | undefined, detail: string): SourceError {
  return new SourceError({ reason: 'unreadable', values: { format } }, answer?.url ?? '', {
    detail: detail.slice(0, 200),
  })
}
