import { decodeText } from '../../text/decode-text.ts'
import { documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'
import { captionSource, notCaptions } from './caption-source.ts'
import { isTiming, parseCues } from './cues.ts'

/** SRT files have no standard and no declared charset. */
export const subrip = {
  ...documentKinds.subrip,
  recognises: (start) =>
    // The number of the first cue may be missing, as the header of WebVTT may.
    start
      .split(/\r\n?|\n/)
      .filter((line) => line.trim() !== '')
      .slice(0, 2)
      .some((line, at, [first = '']) => isTiming(line) && (at === 0 || /^\d+$/.test(first.trim()))),

  async extract(document) {
    const text = decodeText(document.bytes, document.charset)
    const cues = parseCues(text)
    if (cues.length === 0 && text.trim() !== '') throw notCaptions(document, subrip.name)
    return captionSource(document, cues)
  },
} as const satisfies Extractor
