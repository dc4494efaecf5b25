import { cleanText } from '../text/clean-text.ts'
import { decodeText } from '../text/decode-text.ts'
import { captionSource } from './cues.ts'
import type { Extractor } from './extractor.ts'

/** https://www.w3.org/TR/webvtt1/ (2026-11); always UTF-8. */
export const webvtt = {
  name: 'WebVTT captions',
  mediaTypes: ['text/vtt'],
  extensions: ['vtt'],
  recognises: (start) => /^WEBVTT(\s|$)/.test(start),

  async extract(document) {
    return captionSource(document, cleanText(decodeText(document.bytes, 'utf-8')), 'WebVTT captions')
  },
} as const satisfies Extractor
