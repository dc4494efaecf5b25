import { SourceError } from '../source-error.ts'
import { cleanText } from '../text/clean-text.ts'
import { decodeText } from '../text/decode-text.ts'
import { captionSource } from './captions/caption-source.ts'
import { timedLines } from './captions/timed-lines.ts'
import { documentKinds } from './document-kinds.ts'
import type { Extractor } from './extractor.ts'

export const plainText = {
  ...documentKinds.plainText,

  async extract(document) {
    const { location, url, mediaType, bytes, charset } = document
    const written = decodeText(bytes, charset)
    const cues = timedLines(written)
    if (cues !== undefined) return captionSource(document, cues)
    const text = cleanText(isTabbed({ location, url, mediaType }, written) ? barred(written) : written)
    if (text === '') throw new SourceError({ reason: 'empty', values: {} }, location)
    return { location, ...(url !== undefined && { url }), type: 'text', text }
  },
} as const satisfies Extractor

/** A table whose cells are parted by tabs, as a spreadsheet writes it. */
function isTabbed(
  {
    location,
    url,
    mediaType,
  }: {
    readonly location: string
    readonly url?: string | undefined
    readonly mediaType?: string | undefined
  },
  text: string,
): boolean {
  const isTable =
    /csv|tab-separated|excel/.test(mediaType ?? '') ||
    /\.(?:csv|tsv|tab|xls)$/i.test(URL.parse(url ?? location)?.pathname ?? location)
  return isTable && /^[^\n]*\t/.test(text)
}

/** Tabs are blanks everywhere else. */
function barred(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replaceAll('\t', ' | '))
    .join('\n')
}
