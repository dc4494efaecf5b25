import { cleanText } from '../text/clean-text.ts'
import { decodeText } from '../text/decode-text.ts'
import { captionSource } from './cues.ts'
import type { Extractor } from './extractor.ts'

/** SRT files have no standard and no declared charset. */
export const subrip = {
  name: 'SRT captions',
  mediaTypes: ['application/x-subrip', 'text/srt', 'application/srt', 'text/x-srt'],
  extensions: ['srt'],
  recognises: (start) => /^\d+\s*\n\s*\d+:\d{2}:\d{2}[.,]\d{1,3}\s*-->/.test(start.replaceAll('\r', '')),

  async extract(document) {
    return captionSource(document, cleanText(decodeText(document.bytes, document.charset)), 'SRT captions')
  },
} as const satisfies Extractor
