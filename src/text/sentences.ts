import { endsInAbbreviation } from './abbreviations.ts'
import { type BlockKind, blocksIn, type TextBlock } from './blocks.ts'

/** Offsets into a text: `text.slice(start, end)`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A sentence as offsets into the text, so that its quote is verbatim by construction. */
export interface Sentence extends Span {
  readonly block: BlockKind
  /** Index of the block it stands in. */
  readonly blockIndex: number
  /** False for a piece of a sentence that was too long and had to be cut. */
  readonly isWhole: boolean
  readonly speaker?: string
}

/** Longer sentences are cut: nobody can read them, and taggers take quadratic time on them. */
export const maxSentenceCharacters = 500

/** Text is segmented in windows of this size, cut at white space, so that one endless line stays cheap. */
const windowCharacters = 8_000

/** How much of a sentence is looked at to tell whether it goes on. */
const lookBackCharacters = 100

/** The sentences of a text as they are written, in reading order; code is left out. */
export function sentencesIn(text: string, language: string): string[] {
  return splitIntoSentences(text, blocksIn(text), language).map(({ start, end }) => text.slice(start, end))
}

/** Sentences of all blocks but code, in reading order. `language` is a BCP 47 tag. */
export function splitIntoSentences(text: string, blocks: Iterable<TextBlock>, language: string): Sentence[] {
  const sentences: Sentence[] = []
  let blockIndex = -1
  for (const block of blocks) {
    blockIndex += 1
    if (block.kind === 'code') continue
    const shared = { block: block.kind, blockIndex, ...(block.speaker && { speaker: block.speaker }) }
    for (const span of sentenceSpans(text, block, language))
      for (const piece of piecesOf(text, span)) sentences.push({ ...piece, ...shared })
  }
  return sentences
}

/**
 * Where the sentences of one stretch of prose stand, without the white space and note marks around them: by Unicode sentence
 * segmentation (UAX #29), with abbreviations and initials joined again. Line ends do not end a sentence.
 */
export function* sentenceSpans(text: string, { start, end }: Span, language: string): Generator<Span> {
  for (const window of windowsOf(text, start, end)) {
    const flat = flattened(text.slice(window.start, window.end))
    for (const span of spansOf(flat, language)) {
      const { start: from, end: to } = trimmed(flat, span)
      if (to > from) yield { start: window.start + from, end: window.start + to }
    }
  }
}

function* windowsOf(text: string, start: number, end: number): Generator<Span> {
  let from = start
  while (end - from > windowCharacters) {
    const to = cutPoint(text, from, from + windowCharacters)
    yield { start: from, end: to }
    from = to
  }
  yield { start: from, end }
}

/** Marks of notes and of editing, as encyclopedias have them: no words of the sentence. */
export const noteMark =
  /\[(?:\d{1,3}|[a-z]|(?:note|прим\.) \d{1,3}|edit|citation needed|clarification needed|when\?|who\?|править(?: \| править код)?|уточнить|источник не указан[^\]\n]{0,20})\]/giu

/** "iPhone", "`npm ci`": a sentence may begin with them, although their first letter is small. */
const smallOpening = /(?=[a-z]\p{Lu})(?<=[.!?]["”’»)\]]*\s+)[a-z]|(?<=[.!?]\s{1,2}`)[a-z]/gu

/** The same length, so that offsets hold: line ends and note marks as spaces, so that they neither end nor hide an end. */
function flattened(window: string): string {
  return window
    .replace(/[\r\n\t\u2028\u2029]/g, ' ')
    .replace(noteMark, (mark) => ' '.repeat(mark.length))
    .replace(smallOpening, (letter) => letter.toUpperCase())
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterFor(language: string): Intl.Segmenter {
  const locale = language === 'und' ? 'en' : language
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'sentence' })
  segmenters.set(locale, segmenter)
  return segmenter
}

function* spansOf(flat: string, language: string): Generator<Span> {
  // Lists and captions are full of lines that end nowhere: they need no segmenter.
  if (!/\p{Sentence_Terminal}/u.test(flat) && !language.startsWith('el')) {
    yield { start: 0, end: flat.length }
    return
  }
  let start = 0
  let end = 0
  for (const { segment, index } of segmenterFor(language).segment(flat)) {
    if (end > start && !joins(flat.slice(Math.max(start, end - lookBackCharacters), end), segment)) {
      yield { start, end }
      start = index
    }
    end = index + segment.length
  }
  if (end > start) yield { start, end }
}

/** True when the segmenter broke inside a sentence: `Dr.` + `Keller …`, `“Why?”` + `she asked.` */
function joins(before: string, after: string): boolean {
  if (/^[\p{Ll}),;]/u.test(after)) return true
  if (/^\s*["”’»)\]]+\s*$/.test(after)) return true
  return endsInAbbreviation(before.trimEnd(), after)
}

function* piecesOf(text: string, span: Span): Generator<Span & { isWhole: boolean }> {
  let { start, end } = span
  const isWhole = end - start <= maxSentenceCharacters
  while (end - start > maxSentenceCharacters) {
    const cut = cutPoint(text, start, start + maxSentenceCharacters)
    const piece = trimmed(text, { start, end: cut })
    if (piece.end > piece.start) yield { ...piece, isWhole }
    ;({ start, end } = trimmed(text, { start: cut, end }))
  }
  if (end > start) yield { start, end, isWhole }
}

function trimmed(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end)
  const leading = slice.length - slice.trimStart().length
  return { start: Math.min(end, start + leading), end: start + slice.trimEnd().length }
}

/** The last clause or word boundary in the second half of the range, else its end; never inside a surrogate pair. */
function cutPoint(text: string, from: number, to: number): number {
  const half = from + Math.floor((to - from) / 2)
  const window = text.slice(half, to)
  const clause = Math.max(window.lastIndexOf('; '), window.lastIndexOf('. '), window.lastIndexOf('。'))
  if (clause !== -1) return half + clause + 1
  for (let index = window.length - 1; index > 0; index -= 1)
    if (/\s/.test(window.charAt(index))) return half + index
  const last = text.charCodeAt(to - 1)
  return last >= 0xd800 && last <= 0xdbff ? to - 1 : to
}
