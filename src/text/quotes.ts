export interface QuoteMatch {
  /** Offset of the passage's first UTF-16 unit in the text. */
  readonly start: number
  /** Offset after its last unit: `text.slice(start, end)` is the passage as the text has it. */
  readonly end: number
}

/**
 * Finds where a text says `quote`, however white space, quotation marks, dashes, ligatures and letter case differ;
 * undefined when it does not. Quotation marks around the whole quote may be missing in the text.
 * Linear in the length of the text.
 */
export function findQuote(text: string, quote: string): QuoteMatch | undefined {
  const wanted = quote.trim()
  if (!/[\p{L}\p{N}]/u.test(wanted)) return undefined
  const exact = text.indexOf(wanted)
  if (exact !== -1) return { start: exact, end: exact + wanted.length }
  const folded = fold(text)
  const needle = fold(wanted).text.trim()
  return matchIn(folded, needle) ?? matchIn(folded, needle.replace(/^'+|'+$/g, '').trim())
}

interface FoldedText {
  readonly text: string
  /** For each unit of the folded text, where the character it comes from begins and ends in the original. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

function matchIn({ text, starts, ends }: FoldedText, needle: string): QuoteMatch | undefined {
  const at = text.indexOf(needle)
  const start = starts[at]
  const end = ends[at + needle.length - 1]
  return at === -1 || start === undefined || end === undefined ? undefined : { start, end }
}

const characters = /[\s\S]\p{M}*/gu
const ignorable = /^[\u00AD\u200B-\u200F\u2060\uFEFF]/
const quotationMark = /^["'`´‘’‚‛“”„‟«»‹›「」『』″′]/
const dash = /^[-‐‑‒–—―−]/

/** Every kind of space, quotation mark and dash becomes one, runs of spaces and of dashes become a single one. */
function fold(text: string): FoldedText {
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let last = ''
  for (const match of text.matchAll(characters)) {
    const character = match[0]
    if (ignorable.test(character)) continue
    const end = match.index + character.length
    const folded = foldedCharacter(character)
    if (folded === last && (folded === ' ' || folded === '-')) {
      ends[ends.length - 1] = end
      continue
    }
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(match.index)
      ends.push(end)
    }
    parts.push(folded)
    last = folded
  }
  return { text: parts.join(''), starts, ends }
}

function foldedCharacter(character: string): string {
  if (character.length === 1 && character >= 'a' && character <= 'z') return character
  if (/^\s/.test(character)) return ' '
  if (quotationMark.test(character)) return "'"
  if (dash.test(character)) return '-'
  return character.normalize('NFKC').toLowerCase()
}
