import { article } from '../../src/sources/extract/article.ts'
import { findHtmlCharset } from '../../src/sources/extract/html-charset.ts'
import { parseHtml } from '../../src/sources/extract/html-document.ts'
import { readByBlocks } from '../../src/sources/extract/main-text/blocks/read-by-blocks.ts'
import { readingsOf } from '../../src/sources/extract/main-text/page-readings.ts'
import { readWithDefuddle } from '../../src/sources/extract/main-text/read-with-defuddle.ts'
import { SourceError } from '../../src/sources/source-error.ts'
import { decodeText } from '../../src/sources/text/decode-text.ts'
import type { ExpectedPage } from './pages.ts'
import { type Overlap, wordOverlap } from './word-overlap.ts'

export interface MeasuredPage {
  readonly name: string
  readonly kind: string
  /** What the bot reads. */
  readonly chosen: Overlap
  readonly readability: Overlap
  readonly defuddle: Overlap
  readonly byBlocks: Overlap
}

/** What comes back of each page: by the bot, and by each of its three readers alone. */
export async function measureReading(pages: readonly ExpectedPage[]): Promise<readonly MeasuredPage[]> {
  const measured: MeasuredPage[] = []
  for (const { name, kind, html: bytes, expected } of pages) {
    const html = decodeText(bytes, findHtmlCharset(bytes))
    const of = (text: string | undefined) => wordOverlap(text ?? '', expected)
    const readings = await readingsOf(html, undefined)
    // Where the first is certain, the second has not been asked.
    const defuddle = readings?.defuddle ?? (await readWithDefuddle(parseHtml(html), undefined))
    measured.push({
      name,
      kind,
      chosen: of(await readByBot(bytes)),
      readability: of(readings?.readability?.text),
      defuddle: of(defuddle?.text),
      byBlocks: of(readings && readByBlocks(readings.blocks, readings.facts).text),
    })
  }
  return measured
}

/** Nothing of a page that is refused. */
async function readByBot(bytes: Uint8Array): Promise<string> {
  try {
    return (await article.extract({ location: 'page.html', bytes })).text
  } catch (error) {
    if (error instanceof SourceError) return ''
    throw error
  }
}
