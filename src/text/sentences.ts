import { endsInAbbreviation } from './abbreviations.ts'
import type { BlockKind, TextBlock } from './blocks.ts'

/** A sentence as offsets into the text, so that its quote is verbatim by construction. */
export interface Sentence {
  readonly start: number
  readonly end: number
  readonly block: BlockKind
  /** Index of the block it stands in. */
  readonly blockIndex: number
  /** False for a piece of a sentence that was too long and had to be cut. */
  readonly isWhole: boolean
  readonly speaker?: string
}

/** Longer sentences are cut: nobody can read them, and taggers take quadratic time on them. */
export const maxSentenceCharacters = 500

/** Blocks are segmented in windows of this size, cut at white space, so that one endless line stays cheap. */
const windowCharacters = 8_000

/**
 * Sentences of all blocks but code, in reading order, by Unicode sentence segmentation (UAX #29) with
 * abbreviations and initials joined again. `language` is a BCP 47 tag.
 */
export function splitIntoSentences(text: string, blocks: readonly TextBlock[], language: string): Sentence[] {
  const segmenter = new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'sentence' })
  const sentences: Sentence[] = []
  blocks.forEach((block, blockIndex) => {
    if (block.kind === 'code') return
    const shared = { block: block.kind, blockIndex, ...(block.speaker && { speaker: block.speaker }) }
    for (const window of windowsOf(text, block.start, block.end))
      for (const span of sentenceSpans(text, window, segmenter))
        for (const piece of piecesOf(text, span)) sentences.push({ ...piece, ...shared })
  })
  return sentences
}

interface Span {
  readonly start: number
  readonly end: number
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

function* sentenceSpans(text: string, window: Span, segmenter: Intl.Segmenter): Generator<Span> {
  // A newline ends a sentence for the segmenter, but within a block it is only a wrapped line.
  const flat = text.slice(window.start, window.end).replace(/[\r\n\t\u2028\u2029]/g, ' ')
  let start = 0
  let end = 0
  for (const { segment, index } of segmenter.segment(flat)) {
    if (end > start && !joins(flat.slice(start, end), segment)) {
      yield { start: window.start + start, end: window.start + end }
      start = index
    }
    end = index + segment.length
  }
  if (end > start) yield { start: window.start + start, end: window.start + end }
}

/** True when the segmenter broke inside a sentence: `Dr.` + `Keller …`, `“Why?”` + `she asked.` */
function joins(before: string, after: string): boolean {
  if (/^[\p{Ll}),;]/u.test(after)) return true
  if (/^\s*["”’»)\]]+\s*$/.test(after)) return true
  return endsInAbbreviation(before.trimEnd().slice(-24), after)
}

function* piecesOf(text: string, span: Span): Generator<Span & { isWhole: boolean }> {
  let { start, end } = trimmed(text, span)
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
