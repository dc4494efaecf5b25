import { decodeText } from '../../text/decode-text.ts'
import { documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'
import { captionSource, notCaptions } from './caption-source.ts'
import { parseCues } from './cues.ts'

/** https://www.w3.org/TR/webvtt1/ (2026-11); always UTF-8. */
export const webvtt = {
  ...documentKinds.webvtt,
  recognises: (start) => /^WEBVTT(\s|$)/.test(start),

  async extract(document) {
    const text = decodeText(document.bytes, 'utf-8')
    const cues = parseCues(text)
    if (cues.length === 0 && !webvtt.recognises(text.trim()) && text.trim() !== '')
      throw notCaptions(document, webvtt.name)
    return captionSource(document, cues)
  },
} as const satisfies Extractor
