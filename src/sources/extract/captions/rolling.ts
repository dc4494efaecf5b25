import type { Cue } from './cue.ts'

/** A cue that comes up this much later than the one before it went away still continues it. */
const continuesWithinSeconds = 0.5
/** Overlaps inside a line are taken for a continuation from so many words on. */
const fewestSharedWords = 4

/**
 * Live and automatic captions roll: a line stands in two or three cues, below what came before and above what comes next, or grows
 * word by word. Leaves of each cue what was not on the screen before, so that every line is read once, at its first time.
 */
export function unrollCues(cues: readonly Cue[]): Cue[] {
  const unrolled: Cue[] = []
  let shown: Cue | undefined
  for (const cue of cues) {
    if (cue.lines.length === 0) continue
    const lines = shown !== undefined && continues(shown, cue) ? newLines(shown.lines, cue.lines) : cue.lines
    if (lines.length > 0) unrolled.push({ ...cue, lines })
    shown = cue
  }
  return unrolled
}

function continues(shown: Cue, cue: Cue): boolean {
  return (
    cue.startSeconds >= shown.startSeconds && cue.startSeconds - shown.endSeconds <= continuesWithinSeconds
  )
}

/** What a cue's lines have that was not yet on the screen. */
function newLines(shown: readonly string[], lines: readonly string[]): readonly string[] {
  const before = shown.flatMap(wordsOf)
  const now = lines.flatMap(wordsOf)
  const lineEnds = endsOf(lines)
  const lineStarts = new Set([0, ...endsOf(shown)])
  for (let count = Math.min(before.length, now.length); count > 0; count -= 1) {
    const isWhole =
      lineStarts.has(before.length - count) && (lineEnds.includes(count) || count === before.length)
    if (!isWhole && count < fewestSharedWords) continue
    if (now.slice(0, count).every((word, index) => word === before[before.length - count + index]))
      return withoutWords(lines, count)
  }
  return lines
}

function withoutWords(lines: readonly string[], count: number): readonly string[] {
  let left = count
  return lines.flatMap((line) => {
    const words = wordsOf(line)
    const skipped = Math.min(left, words.length)
    left -= skipped
    return skipped === words.length ? [] : [words.slice(skipped).join(' ')]
  })
}

/** How many words there are up to the end of each line. */
function endsOf(lines: readonly string[]): number[] {
  let words = 0
  return lines.map((line) => {
    words += wordsOf(line).length
    return words
  })
}

function wordsOf(line: string): string[] {
  return line.split(' ').filter((word) => word !== '')
}
