import { clockSeconds } from './clock.ts'
import type { Cue } from './cue.ts'
import { shownLine } from './shown-line.ts'

/** `0:04`, `[00:12.50]`, `(1:02:03)` at the beginning of a line. */
const stamp = /^\s*[[(]?\s*((?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?)\s*[\])]?(?![\d:])/
/** What parts a time from what is said, and up to when that is. */
const between = /^\s*(?:[-–—]\s*(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?\s*)?[-–—:|]?\s*/
/** What files of lyrics say of themselves (LRC): `[ar:…]`, `[length:3:20]`. */
const lyricsTag = /^\s*\[[a-z#]+:[^\]]*\]\s*$/i

const fewestTimes = 5
/** Lists of times in other texts, such as the programme of a day, begin later. */
const latestStartSeconds = 300
/** Of the lines that say something; times alone stand above what is said. */
const leastShare = 0.4
const mostLinesBefore = 3

interface Timed {
  readonly at: readonly number[]
  readonly lines: string[]
}

/**
 * The cues of a transcript with a time on each line or above it, as people copy it from YouTube and programs write it, and of lyrics;
 * undefined for a text of another kind.
 */
export function timedLines(text: string): Cue[] | undefined {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '' && !lyricsTag.test(line))
  const timed: Timed[] = []
  const before: string[] = []
  for (const line of lines) {
    const { at, rest } = timesOf(line)
    if (at.length > 0) timed.push({ at, lines: rest === '' ? [] : [rest] })
    else (timed.at(-1)?.lines ?? before).push(line)
  }
  return isTranscript(timed, { lines: lines.length, before: before.length })
    ? cuesOf(before.length > 0 ? [{ at: [0], lines: before }, ...timed] : timed)
    : undefined
}

/** Lines of lyrics that are sung more than once have all their times. */
function timesOf(line: string): { readonly at: readonly number[]; readonly rest: string } {
  const at: number[] = []
  let rest = line
  for (let found = stamp.exec(rest); found?.[1] !== undefined; found = stamp.exec(rest)) {
    at.push(clockSeconds(found[1]))
    rest = rest.slice(found[0].length)
    if (!rest.startsWith('[')) break
  }
  return { at, rest: at.length > 0 ? rest.replace(between, '').trim() : rest }
}

function isTranscript(
  timed: readonly Timed[],
  { lines, before }: { readonly lines: number; readonly before: number },
): boolean {
  const starts = timed.map(({ at }) => at[0] ?? 0)
  return (
    timed.length >= fewestTimes &&
    before <= mostLinesBefore &&
    timed.length >= lines * leastShare &&
    (starts[0] ?? 0) <= latestStartSeconds &&
    starts.every((start, index) => start >= (starts[index - 1] ?? 0))
  )
}

/** Each lasts until the next. */
function cuesOf(timed: readonly Timed[]): Cue[] {
  return timed.flatMap(({ at, lines }, index) =>
    at.map((startSeconds) => ({
      startSeconds,
      endSeconds: Math.max(startSeconds, timed[index + 1]?.at[0] ?? startSeconds),
      lines: lines.map(shownLine).filter(Boolean),
    })),
  )
}
