import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { extractTextItems, getDocumentProxy, getMeta } from 'unpdf'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import { cleanLine, cleanText } from '../text/clean-text.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import { toLanguageTag } from '../text/language-tag.ts'
import { toIsoDate } from '../text/published-date.ts'
import { documentKinds } from './document-kinds.ts'
import type { Extractor } from './extractor.ts'
import { inReadingOrder } from './pdf-columns.ts'
import { linesOf } from './pdf-lines.ts'
import { joinPdfParagraphs } from './pdf-paragraphs.ts'
import { withoutRunningHeads } from './pdf-running-heads.ts'

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>

/** Where the files of pdf.js are. */
export const pdfLibrary = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))

export const pdfOptions = {
  /** Only errors are thrown, nothing is logged (pdf.js, `VerbosityLevel.ERRORS`). */
  verbosity: 0,
  /** What maps the characters of Chinese, Japanese and Korean fonts that a file does not carry. */
  cMapUrl: join(pdfLibrary, 'cmaps', '/'),
  cMapPacked: true,
}

export function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  return getDocumentProxy(bytes, pdfOptions)
}

export function isPdf(bytes: Uint8Array): boolean {
  return pdf.recognises(Buffer.from(bytes.subarray(0, 5)).toString('latin1'))
}

export const pdf = {
  ...documentKinds.pdf,
  recognises: (start) => start.startsWith('%PDF-'),

  async extract({ location, url, bytes }) {
    try {
      const document = await openPdf(bytes)
      const { items } = await extractTextItems(document)
      const pages = items.map((page) => linesOf(inReadingOrder(page)))
      const text = cleanText(joinPdfParagraphs(withoutRunningHeads(pages)))
      if (text === '') throw new SourceError({ reason: 'empty_scan', values: {} }, location)
      if (isGarbled(text)) throw new SourceError({ reason: 'unreadable_letters', values: {} }, location)
      return {
        location,
        ...(url !== undefined && { url }),
        type: 'pdf',
        ...(await describePdf(document)),
        pages: document.numPages,
        text,
      }
    } catch (error) {
      throw pdfError(error, location)
    }
  },
} as const satisfies Extractor

/** Shorter texts are not judged. */
const judgedCharacters = 40

/**
 * Fonts that do not say which letters they show come out as any characters at all: then more than four in ten are neither letters nor
 * digits.
 */
function isGarbled(text: string): boolean {
  const shown = text.replace(/\s+/g, '')
  const readable = shown.match(/[\p{L}\p{N}\p{M}]/gu)?.length ?? 0
  return shown.length >= judgedCharacters && readable * 10 < shown.length * 6
}

/** What a PDF says of itself. */
export async function describePdf(
  document: PdfDocument,
): Promise<Pick<Source, 'title' | 'author' | 'publishedAt' | 'language'>> {
  const info: Readonly<Record<string, unknown>> = (await getMeta(document)).info
  const property = (name: string) => (typeof info[name] === 'string' ? info[name] : undefined)
  return dropUndefined({
    title: cleanLine(property('Title')),
    author: cleanLine(property('Author')),
    publishedAt: toIsoDate(unfoldPdfDate(property('CreationDate'))),
    language: toLanguageTag(property('Language')),
  })
}

/** `D:20260131120000+01'00'` as `2026-01-31T12:00:00+01:00`; one without a zone, as its date (ISO 32000-2, section 7.9.4). */
function unfoldPdfDate(written: string | undefined): string | undefined {
  const parts = /^D:(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})(?:(Z)|([+-]\d{2})'?(\d{2}))?)?/.exec(
    written ?? '',
  )
  if (parts === null) return undefined
  const [, year, month, day, hour, minute, second, utc, offsetHour, offsetMinute] = parts
  const date = `${year}-${month}-${day}`
  const offset = utc ?? (offsetHour === undefined ? undefined : `${offsetHour}:${offsetMinute}`)
  return offset === undefined ? date : `${date}T${hour}:${minute}:${second}${offset}`
}

function pdfError(error: unknown, location: string): unknown {
  const name = error instanceof Error ? error.name : ''
  if (error instanceof SourceError) return error
  if (name === 'PasswordException' || isOtherEncryption(error))
    return new SourceError({ reason: 'encrypted', values: {} }, location, { cause: error })
  return new SourceError({ reason: 'damaged', values: { format: pdf.name } }, location, { cause: error })
}

/** Locked by a program of its own, which the library knows nothing of: https://github.com/mozilla/pdf.js/blob/master/src/core/crypto.js (2026-11). */
function isOtherEncryption(error: unknown): boolean {
  return (
    error instanceof Error &&
    /unknown encryption (?:filter|method)|unsupported encryption/i.test(error.message)
  )
}
