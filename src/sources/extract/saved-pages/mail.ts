import PostalMime, { type Email } from 'postal-mime'
import type { Source } from '../../source.ts'
import { SourceError } from '../../source-error.ts'
import { cleanLine, cleanText } from '../../text/clean-text.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { toIsoDate } from '../../text/published-date.ts'
import { article } from '../article.ts'
import { documentKinds } from '../document-kinds.ts'
import type { Extractor, RawDocument } from '../extractor.ts'

/** Messages of mail (RFC 5322), and pages as Chrome, Edge and Word save them in one file (MHTML, RFC 2557), which are such messages. */
export const mail = {
  ...documentKinds.mail,
  recognises: (start) =>
    /^(?:From|Subject|Date|MIME-Version|Snapshot-Content-Location): /.test(start) && hasMime(start),

  async extract(document) {
    const message = await parse(document)
    return isSavedPage(message) ? readPage(message, document) : readMessage(message, document)
  },
} as const satisfies Extractor

function hasMime(start: string): boolean {
  return /^(?:MIME-Version|Content-Type): /im.test(start)
}

async function parse({ location, bytes }: RawDocument): Promise<Email> {
  try {
    return await PostalMime.parse(bytes)
  } catch (cause) {
    throw new SourceError({ reason: 'damaged', values: { format: mail.name } }, location, { cause })
  }
}

/** Where a browser found the page that it has saved. */
function headerOf({ headers }: Email, name: string): string | undefined {
  return headers.find(({ key }) => key === name)?.value.trim() || undefined
}

function isSavedPage(message: Email): boolean {
  return message.html !== undefined && /^multipart\/related\b/i.test(headerOf(message, 'content-type') ?? '')
}

function readPage(message: Email, { location, url }: RawDocument): Promise<Source> {
  const savedFrom = headerOf(message, 'snapshot-content-location') ?? headerOf(message, 'content-location')
  return article.extract({
    location,
    ...dropUndefined({ url: URL.parse(savedFrom ?? '')?.href ?? url }),
    charset: 'utf-8',
    bytes: new TextEncoder().encode(message.html),
  })
}

async function readMessage(message: Email, document: RawDocument): Promise<Source> {
  const { location, url } = document
  const text = cleanText(message.text ?? '') || (message.html && (await readPage(message, document)).text)
  if (!text) throw new SourceError({ reason: 'empty', values: {} }, location)
  const facts = {
    url,
    title: cleanLine(message.subject),
    author: cleanLine(message.from?.name),
    publishedAt: toIsoDate(message.date),
  }
  return { location, type: 'document', ...dropUndefined(facts), text }
}
