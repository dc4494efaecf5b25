import { decodeText } from '../../text/decode-text.ts'
import { documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'
import { captionSource, notCaptions } from './caption-source.ts'
import { parseCues } from './cues.ts'

/** SRT files have no standard and no declared charset. */
export const subrip = {
  ...documentKinds.subrip,
  recognises: (start) => /^\d+\s*\n\s*\d+:\d{2}:\d{2}(?:[.,]\d{1,3})?\s*-->/.test(start.replaceAll('\r', '')),

  async extract(document) {
    const text = decodeText(document.bytes, document.charset)
    const cues = parseCues(text)
    if (cues.length === 0 && text.trim() !== '') throw notCaptions(document, subrip.name)
    return captionSource(document, cues)
  },
} as const satisfies Extractor
