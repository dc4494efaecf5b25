import { decodeText } from '../../text/decode-text.ts'
import { documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'
import { captionSource, notCaptions } from './caption-source.ts'
import { clockSeconds } from './clock.ts'
import type { Cue } from './cue.ts'
import { shownLine } from './shown-line.ts'

/** Fields of a line of dialogue where no `Format:` line names them (SSA v4 and ASS v4+ have the same ones here). */
const usualFields = 'layer,start,end,style,name,marginl,marginr,marginv,effect,text'
/** From `{\p1}` to `{\p0}` lines are drawn, not written. */
const drawing = /\{[^{}]*\\p[1-9][^{}]*\}[^{]*(?:\{[^{}]*\\p0[^{}]*\})?/g

/** Sub Station Alpha, https://fileformats.fandom.com/wiki/SubStation_Alpha (2026-11): sections of lines whose fields commas part. */
export const subStationAlpha = {
  ...documentKinds.subStationAlpha,
  recognises: (start) => /^\[Script Info\]/i.test(start),

  async extract(document) {
    const text = decodeText(document.bytes, document.charset)
    if (!/^\s*\[(?:Script Info|Events)\]/im.test(text)) throw notCaptions(document, subStationAlpha.name)
    return captionSource(document, parseDialogue(text))
  },
} as const satisfies Extractor

function parseDialogue(text: string): Cue[] {
  let fields = usualFields.split(',')
  let section = ''
  const cues: Cue[] = []
  for (const line of text.split(/\r\n?|\n/)) {
    section = /^\s*\[([^\]]+)\]\s*$/.exec(line)?.[1]?.toLowerCase() ?? section
    const [, kind = '', value = ''] = /^\s*(Format|Dialogue)\s*:(.*)$/i.exec(line) ?? []
    if (section !== 'events') continue
    if (kind.toLowerCase() === 'format') fields = value.split(',').map((name) => name.trim().toLowerCase())
    if (kind.toLowerCase() === 'dialogue') cues.push(toCue(fields, value.split(',')))
  }
  return cues
}

/** The text is the last field and may have commas of its own. */
function toCue(fields: readonly string[], values: readonly string[]): Cue {
  const field = (name: string) => values[fields.indexOf(name)]?.trim() ?? ''
  const text = values.slice(fields.length - 1).join(',')
  return {
    startSeconds: clockSeconds(field('start')),
    endSeconds: clockSeconds(field('end')),
    speaker: field('name') || field('actor') || undefined,
    lines: text
      .replace(drawing, '')
      .replace(/\{[^{}]*\}/g, '')
      .split(/\\[Nn]/)
      .map((line) => shownLine(line.replaceAll('\\h', ' ')))
      .filter((line) => line !== ''),
  }
}
