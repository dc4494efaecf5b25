import type { Span } from './sentences.ts'

/** Finds passages in one text, however many are asked for: the text is made comparable once, and only when needed. */
export class QuoteFinder {
  readonly #text: string
  #folded: FoldedText | undefined

  constructor(text: string) {
    this.#text = text
  }

  /**
   * Where the text says `quote`, however white space, quotation marks, dashes, ligatures and letter case differ;
   * undefined when it does not. Quotation marks around the whole quote may be missing in the text.
   */
  find(quote: string): Span | undefined {
    const wanted = quote.trim()
    if (!/[\p{L}\p{N}]/u.test(wanted)) return undefined
    const exact = this.#text.indexOf(wanted)
    if (exact !== -1) return { start: exact, end: exact + wanted.length }
    this.#folded ??= foldText(this.#text)
    const needle = fold(wanted).trim()
    return matchIn(this.#folded, needle) ?? matchIn(this.#folded, needle.replace(/^'+|'+$/g, '').trim())
  }

  /** The passage as the text has it. */
  passageOf(quote: string): string | undefined {
    const found = this.find(quote)
    return found && this.#text.slice(found.start, found.end)
  }
}

/** A text in comparable form, chunk by chunk: where a match stands in the original is only computed for its own chunks. */
interface FoldedText {
  readonly original: string
  readonly text: string
  readonly chunks: readonly Chunk[]
}

interface Chunk extends Span {
  /** Where the folded chunk begins in the folded text. */
  readonly foldedStart: number
}

const chunkCharacters = 4_096

function foldText(original: string): FoldedText {
  const chunks: Chunk[] = []
  const parts: string[] = []
  let foldedStart = 0
  for (let start = 0; start < original.length; ) {
    const end = chunkEnd(original, start)
    const folded = fold(original.slice(start, end))
    chunks.push({ start, end, foldedStart })
    parts.push(folded)
    foldedStart += folded.length
    start = end
  }
  return { original, text: parts.join(''), chunks }
}

/** Between two words where there is one, so that no run of spaces or dashes, and no character, is parted. */
function chunkEnd(text: string, start: number): number {
  const end = start + chunkCharacters
  if (text.length <= end) return text.length
  let betweenLetters = 0
  for (let index = end; index > start + chunkCharacters / 2; index -= 1) {
    if (!/[\p{L}\p{N}]/u.test(text.charAt(index))) continue
    const before = text.charAt(index - 1)
    if (/\s/.test(before)) return index
    if (betweenLetters === 0 && /[\p{L}\p{N}]/u.test(before)) betweenLetters = index
  }
  return betweenLetters || end - (/[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? 1 : 0)
}

function matchIn(folded: FoldedText, needle: string): Span | undefined {
  const at = folded.text.indexOf(needle)
  if (at === -1) return undefined
  const start = originalSpan(folded, at)?.start
  const end = originalSpan(folded, at + needle.length - 1)?.end
  return start === undefined || end === undefined ? undefined : { start, end }
}

/** The original characters that the folded text has at an offset. */
function originalSpan({ original, chunks }: FoldedText, offset: number): Span | undefined {
  const chunk = chunks.findLast(({ foldedStart }) => foldedStart <= offset)
  if (chunk === undefined) return undefined
  const { starts, ends } = foldedPlaces(original.slice(chunk.start, chunk.end))
  const start = starts[offset - chunk.foldedStart]
  const end = ends[offset - chunk.foldedStart]
  return start === undefined || end === undefined
    ? undefined
    : { start: chunk.start + start, end: chunk.start + end }
}

interface Places {
  /** For each unit of a folded text, where the character it comes from begins and ends in the original. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** What is composed or lowered together: a character with its marks, Hangul written letter by letter. */
const characters = /(?:[\u1100-\u11FF]+|[\s\S])[\p{M}\u00AD\u200B-\u200F\u2060\uFEFF]*/gu

function foldedPlaces(text: string): Places {
  const starts: number[] = []
  const ends: number[] = []
  let last = ''
  for (const { 0: character, index } of text.matchAll(characters)) {
    const end = index + character.length
    for (const unit of normalised(character).split('')) {
      if (unit === last && (unit === ' ' || unit === '-')) ends[ends.length - 1] = end
      else {
        starts.push(index)
        ends.push(end)
      }
      last = unit
    }
  }
  return { starts, ends }
}

/** Every kind of space, quotation mark and dash becomes one, runs of spaces and of dashes become a single one. */
function fold(text: string): string {
  return normalised(text).replace(/ {2,}/g, ' ').replace(/-{2,}/g, '-')
}

/** Of a whole text the same as of its characters one after another. */
function normalised(text: string): string {
  return text
    .replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/["`´‘’‚‛“”„‟«»‹›「」『』″′]/g, "'")
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[^\S ]/g, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ς', 'σ')
}
