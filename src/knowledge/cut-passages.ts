import type { Passage } from './document.ts'

/** About 200 English words: enough to stand alone in an answer, and short enough for one vector to mean something. */
export const passageCharacters = 1_000

interface Range {
  readonly start: number
  readonly end: number
}

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
  return cut(text, { start: 0, end: text.length }, cutters).map(({ start, end }) => ({
    text: text.slice(start, end),
    startOffset: start,
    endOffset: end,
  }))
}

function cut(text: string, range: Range, [cutter, ...finer]: readonly Cutter[]): readonly Range[] {
  const trimmed = trim(text, range)
  if (trimmed.start === trimmed.end) return []
  if (trimmed.end - trimmed.start <= passageCharacters || !cutter) return [trimmed]
  const pieces: Range[] = []
  let start = trimmed.start
  for (const offset of cutter(text.slice(trimmed.start, trimmed.end))) {
    pieces.push({ start, end: trimmed.start + offset })
    start = trimmed.start + offset
  }
  pieces.push({ start, end: trimmed.end })
  return joined(pieces.flatMap((piece) => cut(text, piece, finer)))
}

/** Neighbours put together for as long as they fit. */
function joined(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = []
  for (const range of ranges) {
    const last = result.at(-1)
    if (last && range.end - last.start <= passageCharacters)
      result[result.length - 1] = { start: last.start, end: range.end }
    else result.push(range)
  }
  return result
}

function trim(text: string, { start, end }: Range): Range {
  const part = text.slice(start, end)
  const trimmedStart = start + part.length - part.trimStart().length
  return { start: trimmedStart, end: trimmedStart + part.trim().length }
}

function* endsOf(text: string, separator: RegExp): Iterable<number> {
  for (const match of text.matchAll(separator)) yield match.index + match[0].length
}

const sentenceSegmenter = new Intl.Segmenter('und', { granularity: 'sentence' })

function* sentenceStarts(text: string): Iterable<number> {
  for (const { index } of sentenceSegmenter.segment(text)) if (index > 0) yield index
}

/** Never between the halves of a surrogate pair. */
function* characterSteps(text: string): Iterable<number> {
  let offset = passageCharacters
  while (offset < text.length) {
    const splitsPair =
      /[\uDC00-\uDFFF]/.test(text.charAt(offset)) && /[\uD800-\uDBFF]/.test(text.charAt(offset - 1))
    if (splitsPair) offset -= 1
    yield offset
    offset += passageCharacters
  }
}
