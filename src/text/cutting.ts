import { type Span, sentenceSpans } from './sentences.ts'

/** A part of a text: `text.slice(startOffset, endOffset)`, in UTF-16 units. */
export interface Passage {
  readonly text: string
  readonly startOffset: number
  readonly endOffset: number
}

/** About 200 English words: enough to stand alone in an answer, and short enough for one vector to mean something. */
export const passageCharacters = 1_000

/** Where a text may be cut: before each of these offsets. Coarsest first; what is still too long goes to the next. */
type Cutter = (text: string) => Iterable<number>

const cutters: readonly Cutter[] = [
  (text) => endsOf(text, /\n[^\S\n]*\n\s*/g),
  (text) => endsOf(text, /\n\s*/g),
  sentenceStarts,
  (text) => endsOf(text, /\s+/g),
  characterSteps,
]

/**
 * Cuts a text into passages of at most 1,000 characters, between paragraphs where that can be, else between lines, sentences,
 * words or, last, characters. Neighbours that fit into one passage stay together. Passages neither overlap nor
 * begin or end with white space.
 */
export function cutPassages(text: string): readonly Passage[] {
  return cut(text, { start: 0, end: text.length }, cutters).map((span) => passageAt(text, span))
}

/**
 * Cuts a text into parts of at most `maxCharacters` UTF-16 units, at the last paragraph, line, sentence or word that ends in the
 * second half of a part, else between characters. The parts in order are the whole text.
 *
 * @throws {RangeError} when a part cannot hold a surrogate pair.
 */
export function cutIntoParts(text: string, maxCharacters: number): readonly Passage[] {
  if (!(maxCharacters >= 2))
    throw new RangeError(`Expected parts of at least 2 characters, not ${maxCharacters}.`)
  const parts: Passage[] = []
  let start = 0
  while (start < text.length) {
    const end = start + partLength(text.slice(start, start + maxCharacters + 1), maxCharacters)
    parts.push(passageAt(text, { start, end }))
    start = end
  }
  return parts
}

const keptFromStart = 0.15
const keptFromEnd = 0.05
const stretchCharacters = 8_000

/** How far the border of a stretch is moved to fall between lines or sentences. */
const borderCharacters = 1_000

/**
 * About `maxCharacters` of a text: its beginning (15 %), its end (5 %) and evenly spaced stretches between, each of whole lines or
 * sentences and parted by blank lines, because texts say what they are about at their beginning and come to a conclusion at
 * their end. A text that is short enough is returned as it is.
 */
export function sampleOf(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text
  const head = Math.floor(maxCharacters * keptFromStart)
  const tail = Math.floor(maxCharacters * keptFromEnd)
  const between = maxCharacters - head - tail
  const count = Math.ceil(between / stretchCharacters)
  const spacing = (text.length - head - tail) / count
  const starts = Array.from({ length: count }, (_, index) => head + Math.floor(index * spacing))
  return [
    text.slice(0, borderBefore(text, head)),
    ...starts.map((start) =>
      text.slice(borderAfter(text, start), borderBefore(text, start + Math.floor(between / count))),
    ),
    text.slice(borderAfter(text, text.length - tail)),
  ].join('\n\n')
}

function borderAfter(text: string, offset: number): number {
  const from = outsidePair(text, offset)
  const window = text.slice(from, from + borderCharacters)
  const line = window.indexOf('\n') + 1
  if (line > 0) return from + line
  const [, second] = sentenceSpans(window, { start: 0, end: window.length }, 'und')
  return from + (second?.start ?? window.indexOf(' ') + 1)
}

function borderBefore(text: string, offset: number): number {
  const to = outsidePair(text, offset)
  const from = outsidePair(text, Math.max(0, to - borderCharacters))
  const window = text.slice(from, to)
  const line = window.lastIndexOf('\n') + 1
  if (line > 0) return from + line
  const [, ...others] = sentenceSpans(window, { start: 0, end: window.length }, 'und')
  return from + (others.at(-1)?.start ?? (window.lastIndexOf(' ') + 1 || window.length))
}

function passageAt(text: string, { start, end }: Span): Passage {
  return { text: text.slice(start, end), startOffset: start, endOffset: end }
}

/** Piece by piece, neighbours put together for as long as they fit. */
function cut(text: string, span: Span, [cutter, ...finer]: readonly Cutter[]): readonly Span[] {
  const trimmed = trim(text, span)
  if (trimmed.start === trimmed.end) return []
  if (fits(trimmed) || !cutter) return [trimmed]
  const spans: Span[] = []
  const add = (next: Span): void => {
    const last = spans.at(-1)
    if (last && fits({ start: last.start, end: next.end }))
      spans[spans.length - 1] = { start: last.start, end: next.end }
    else spans.push(next)
  }
  let start = trimmed.start
  const addUpTo = (end: number): void => {
    for (const piece of cut(text, { start, end }, finer)) add(piece)
    start = end
  }
  for (const offset of cutter(text.slice(trimmed.start, trimmed.end))) addUpTo(trimmed.start + offset)
  addUpTo(trimmed.end)
  return spans
}

function fits({ start, end }: Span): boolean {
  return end - start <= passageCharacters
}

function trim(text: string, { start, end }: Span): Span {
  const part = text.slice(start, end)
  const trimmedStart = start + part.length - part.trimStart().length
  return { start: trimmedStart, end: trimmedStart + part.trim().length }
}

function* endsOf(text: string, separator: RegExp): Iterable<number> {
  for (const match of text.matchAll(separator)) yield match.index + match[0].length
}

function* sentenceStarts(text: string): Iterable<number> {
  for (const { start } of sentenceSpans(text, { start: 0, end: text.length }, 'und'))
    if (start > 0) yield start
}

function* characterSteps(text: string): Iterable<number> {
  for (let offset = passageCharacters; offset < text.length; offset += passageCharacters) {
    offset = outsidePair(text, offset)
    yield offset
  }
}

function partLength(window: string, maxCharacters: number): number {
  if (window.length <= maxCharacters) return window.length
  const half = maxCharacters / 2
  for (const boundary of ['\n\n', '\n']) {
    const end = lastEndOf(window, boundary, maxCharacters)
    if (end > half) return end
  }
  const sentence = lastSentenceStart(window, Math.floor(half), maxCharacters)
  if (sentence > half) return sentence
  const word = lastEndOf(window, ' ', maxCharacters)
  return word > half ? word : outsidePair(window, maxCharacters)
}

/** Enough to see where the sentence that the middle of a part stands in begins. */
const lookBackCharacters = 500

/** Where the last sentence begins, 0 when the only one goes through: what is before `from` is looked at as far as need be. */
function lastSentenceStart(window: string, from: number, maxCharacters: number): number {
  const start = outsidePair(window, Math.max(0, from - lookBackCharacters))
  const [, ...sentences] = sentenceSpans(window, { start, end: window.length }, 'und')
  return sentences.findLast((sentence) => sentence.start <= maxCharacters)?.start ?? 0
}

function lastEndOf(window: string, boundary: string, maxCharacters: number): number {
  return window.lastIndexOf(boundary, maxCharacters - boundary.length) + boundary.length
}

/** The offset, or the one before it where it lies between the halves of a surrogate pair. */
function outsidePair(text: string, offset: number): number {
  const splits =
    /[\uDC00-\uDFFF]/.test(text.charAt(offset)) && /[\uD800-\uDBFF]/.test(text.charAt(offset - 1))
  return splits ? offset - 1 : offset
}
