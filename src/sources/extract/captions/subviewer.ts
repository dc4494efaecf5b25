import { decodeText } from '../../text/decode-text.ts'
import { documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'
import { captionSource, notCaptions } from './caption-source.ts'
import { clockSeconds } from './clock.ts'
import type { Cue } from './cue.ts'
import { shownLine } from './shown-line.ts'

const timing = /^\s*(\d+:\d{2}:\d{2}[.,]\d{1,3})\s*,\s*(\d+:\d{2}:\d{2}[.,]\d{1,3})\s*$/

/** SubViewer's form as YouTube Studio exports it: `0:00:01.000,0:00:02.500`, the text below it, an empty line. */
export const subviewer = {
  ...documentKinds.subviewer,
  recognises: (start) => timing.test(start.split(/\r\n?|\n/, 1)[0] ?? ''),

  async extract(document) {
    const text = decodeText(document.bytes, document.charset)
    const cues = parseSubViewer(text)
    if (cues.length === 0 && text.trim() !== '') throw notCaptions(document, subviewer.name)
    return captionSource(document, cues)
  },
} as const satisfies Extractor

function parseSubViewer(text: string): Cue[] {
  const cues: (Cue & { readonly lines: string[] })[] = []
  for (const line of text.split(/\r\n?|\n/)) {
    const [, start, end] = timing.exec(line) ?? []
    if (start !== undefined && end !== undefined)
      cues.push({ startSeconds: clockSeconds(start), endSeconds: clockSeconds(end), lines: [] })
    else if (line.trim() !== '') cues.at(-1)?.lines.push(...line.split('[br]').map(shownLine))
  }
  return cues.map((cue) => ({ ...cue, lines: cue.lines.filter((line) => line !== '') }))
}
