import type { Source, TimedText } from '../source.ts'
import { SourceError } from '../source-error.ts'
import { cleanLine } from '../text/clean-text.ts'
import type { RawDocument } from './extractor.ts'

/** WebVTT writes `01:02.003` or `1:01:02.003`, SubRip `01:01:02,003`; both are taken in either. */
const timing = /^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:\s|$)/
const tag = /<[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}/g
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '\u200e',
  '&rlm;': '\u200f',
}

/**
 * Reads the cues of a caption file: blocks parted by blank lines, each with a line of times and the text below it. Blocks without times
 * (header, notes, styles) are passed over, as are cues whose text is empty.
 */
function parseCues(text: string): TimedText[] {
  return text.split(/\n{2,}/).flatMap((block) => {
    const lines = block.split('\n')
    const at = lines.findIndex((line) => timing.test(line))
    const [, start, end] = timing.exec(lines[at] ?? '') ?? []
    if (start === undefined || end === undefined) return []
    const words = cueText(lines.slice(at + 1))
    return words === undefined
      ? []
      : [{ startSeconds: toSeconds(start), endSeconds: toSeconds(end), text: words }]
  })
}

/**
 * @param text as `cleanText` leaves it
 * @throws SourceError `empty` or, when no line of times is found, `unreadable`
 */
export function captionSource(document: RawDocument, text: string, format: string): Source {
  const { location, url } = document
  const segments = parseCues(text)
  if (segments.length === 0) {
    throw text === '' || text.includes('-->')
      ? new SourceError({ reason: 'empty', values: {} }, location)
      : new SourceError({ reason: 'unreadable', values: { format } }, location)
  }
  return {
    location,
    ...(url !== undefined && { url }),
    type: 'captions',
    text: segments.map((segment) => segment.text).join('\n'),
    segments,
  }
}

function cueText(lines: readonly string[]): string | undefined {
  const plain = lines
    .join(' ')
    .replace(tag, '')
    .replace(/&\w+;/g, (entity) => entities[entity] ?? entity)
  return cleanLine(plain)
}

function toSeconds(clock: string): number {
  const [seconds = '0', minutes = '0', hours = '0'] = clock.replace(',', '.').split(':').reverse()
  const milliseconds = Math.round(Number(seconds) * 1000)
  return Number(hours) * 3600 + Number(minutes) * 60 + milliseconds / 1000
}
