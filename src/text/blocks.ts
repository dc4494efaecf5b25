/** `row`: of a table, cells between bars. */
const blockKinds = ['heading', 'paragraph', 'item', 'row', 'code'] as const
export type BlockKind = (typeof blockKinds)[number]

/** A stretch of the text that no sentence crosses. `start` and `end` are offsets into the text, markers excluded. */
export interface TextBlock {
  readonly kind: BlockKind
  readonly start: number
  readonly end: number
  /** Who speaks, in a transcript whose turns are labelled; undefined elsewhere. */
  readonly speaker?: string
}

interface Line {
  readonly start: number
  readonly end: number
  readonly text: string
}

const listMarker = /^(?:[-*+•‣◦·–—]|\d{1,3}[.)]|\[[ x]\])\s+/u
const headingMarker = /^#{1,6}\s+/
const timestamp = /^[[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?\s*(?:-->\s*\S+\s*)?/
const speakerLabel = /^(\p{Lu}[\p{L}.'’ -]{0,40}?)(?:\s*\([^)]{1,12}\))?:\s+(?=\S)/u
const onlySymbols = /^[^\p{L}\p{N}]*$/u
const fence = /^(?:```|~~~)/
const tableRow = /^\|.*\|$/
const terminalPunctuation = /[.!?…。！？؟:;,][)"'”’»\]]*$/u

/** Longest line looked at for labels and code: longer lines are prose or data. */
const labelWindowCharacters = 200

/**
 * Splits a text into headings, paragraphs, list items and code. Lines that were wrapped at a fixed width are one
 * paragraph; a blank line, a list marker or a speaker's label begins a new block. Linear in the length of the text.
 */
export function splitIntoBlocks(text: string): TextBlock[] {
  return [...blocksIn(text)]
}

/** The same, block by block: a text of millions of lines is never held as millions of objects. */
export function* blocksIn(text: string): Generator<TextBlock> {
  const speakers = repeatedSpeakers(text)
  let isFirst = true
  let paragraph: Line[] = []
  let openFence: string | undefined
  for (const line of linesOf(text)) {
    const mark = fence.exec(line.text)?.[0]
    const isFence = mark !== undefined && (openFence === undefined || mark === openFence)
    const isCodeLine = !isFence && (openFence !== undefined || (line.text !== '' && isCode(text, line)))
    const isProse = line.text !== '' && !onlySymbols.test(line.text.slice(0, labelWindowCharacters))
    if (!isFence && !isCodeLine && isProse) {
      paragraph.push(line)
      continue
    }
    yield* blocksOfParagraph(paragraph, speakers, isFirst)
    isFirst &&= paragraph.length === 0
    paragraph = []
    if (isFence) openFence = openFence === undefined ? mark : undefined
    if (isCodeLine) yield { kind: 'code', start: line.start, end: line.end }
  }
  yield* blocksOfParagraph(paragraph, speakers, isFirst)
}

/** Lines without their surrounding white space. */
function* linesOf(text: string): Generator<Line> {
  for (let from = 0; from <= text.length; ) {
    const newline = text.indexOf('\n', from)
    const to = newline === -1 ? text.length : newline
    const raw = text.slice(from, to)
    const trimmed = raw.trim()
    const start = from + (trimmed === '' ? 0 : raw.length - raw.trimStart().length)
    yield { start, end: start + trimmed.length, text: trimmed }
    from = to + 1
  }
}

/** Labels that begin at least two lines, so that "Note:" once in an article is no speaker. */
function repeatedSpeakers(text: string): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const line of linesOf(text)) {
    const label = labelOf(line.text)
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count >= 2).map(([label]) => label))
}

function labelOf(line: string): string | undefined {
  if (!line.includes(':')) return undefined
  const head = line.slice(0, labelWindowCharacters).replace(/\*\*/g, '').replace(timestamp, '')
  return speakerLabel.exec(head)?.[1]?.trim()
}

function* blocksOfParagraph(
  lines: readonly Line[],
  speakers: ReadonlySet<string>,
  isFirst: boolean,
): Generator<TextBlock> {
  const widest = lines.reduce((width, line) => Math.max(width, line.text.length), 0)
  let open: TextBlock | undefined
  let previous: Line | undefined
  for (const line of lines) {
    if (open && previous && continues(previous, line, widest, speakers)) open = { ...open, end: line.end }
    else {
      if (open && open.end > open.start) yield open
      const isTitle = isFirst && line === lines[0] && isTitleOver(lines[1], line)
      open = isTitle
        ? { kind: 'heading', start: line.start, end: line.end }
        : blockOf(line, lines.length, speakers)
    }
    previous = line
  }
  if (open && open.end > open.start) yield open
}

function continues(previous: Line, line: Line, widest: number, speakers: ReadonlySet<string>): boolean {
  if (tableRow.test(line.text) || tableRow.test(previous.text)) return false
  if (listMarker.test(line.text) || headingMarker.test(line.text) || headingMarker.test(previous.text))
    return false
  const label = labelOf(line.text)
  if (label !== undefined && speakers.has(label)) return false
  if (timestamp.test(line.text)) return false
  if (/^\p{Ll}/u.test(line.text)) return true
  const wrapped = widest >= 50 && widest <= 130
  return wrapped && previous.text.length >= widest * 0.75
}

function blockOf(line: Line, linesInParagraph: number, speakers: ReadonlySet<string>): TextBlock {
  const heading = headingMarker.exec(line.text)
  if (heading) return { kind: 'heading', start: line.start + heading[0].length, end: line.end }
  if (tableRow.test(line.text)) return { kind: 'row', start: line.start, end: line.end }
  const item = listMarker.exec(line.text)
  if (item) return { kind: 'item', start: line.start + item[0].length, end: line.end }
  const label = labelOf(line.text)
  if (label !== undefined && speakers.has(label)) {
    const afterLabel = line.start + line.text.indexOf(':', line.text.indexOf(label) + label.length) + 1
    const start = line.end - line.text.slice(afterLabel - line.start).replace(/^\**\s*/, '').length
    return { kind: 'paragraph', start, end: line.end, speaker: label }
  }
  const time = timestamp.exec(line.text)
  const start = line.start + (time ? time[0].length : 0)
  const kind = linesInParagraph === 1 && looksLikeHeading(line.text) ? 'heading' : 'paragraph'
  return { kind, start, end: line.end }
}

/** A title right above its text, without a blank line between. */
function isTitleOver(next: Line | undefined, line: Line): boolean {
  return (
    next !== undefined &&
    looksLikeHeading(line.text) &&
    !listMarker.test(line.text) &&
    !listMarker.test(next.text) &&
    next.text.length > line.text.length &&
    /[.!?…][)"'”’»\]]*$/u.test(next.text)
  )
}

function looksLikeHeading(line: string): boolean {
  return line.length <= 100 && !terminalPunctuation.test(line) && /^["“«'(]?[\p{Lu}\p{Lo}\p{N}]/u.test(line)
}

const codeEnding = /(?:[{};]|=>|\)\s*:|\\)$/
const codeOpening =
  /^(?:\$ |>>> |#include|import .* from|from \S+ import|(?:const|let|var|def|class|function|return|public|private|if|for|while) ?.*[({=;]|<\/?[a-z][^>]*>$|[{}])/i

function isCode(text: string, line: Line): boolean {
  if (line.text.length > labelWindowCharacters) return false
  if (codeEnding.test(line.text) && /[=({<>\])}]/.test(line.text)) return true
  if (codeOpening.test(line.text) && /[=(){};<>$]/.test(line.text) && !/[.!?]$/.test(line.text)) return true
  const before = text.slice(Math.max(0, line.start - 4), line.start)
  const symbols = line.text.match(/[=(){}[\];<>|&$_]/g)?.length ?? 0
  return /^(?: {4}|.*\t)$/.test(before) && symbols * 8 > line.text.length
}
