import { article } from '../../src/sources/extract/article.ts'
import { findHtmlCharset } from '../../src/sources/extract/html-charset.ts'
import { parseHtml } from '../../src/sources/extract/html-document.ts'
import { readWithDefuddle } from '../../src/sources/extract/main-text/read-with-defuddle.ts'
import { readWithReadability } from '../../src/sources/extract/main-text/read-with-readability.ts'
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
}

/** What comes back of each page: by the bot, and by each of its two readers alone. */
export async function measureReading(pages: readonly ExpectedPage[]): Promise<readonly MeasuredPage[]> {
  const measured: MeasuredPage[] = []
  for (const { name, kind, html: bytes, expected } of pages) {
    const html = decodeText(bytes, findHtmlCharset(bytes))
    const of = (text: string | undefined) => wordOverlap(text ?? '', expected)
    measured.push({
      name,
      kind,
      chosen: of(await readByBot(bytes)),
      readability: of(readWithReadability(parseHtml(html))?.text),
      defuddle: of((await readWithDefuddle(parseHtml(html), undefined))?.text),
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
