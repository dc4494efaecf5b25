import { clockSeconds } from './clock.ts'
import type { Cue } from './cue.ts'
import { shownLine } from './shown-line.ts'

/**
 * WebVTT writes `01:02.003` or `1:01:02.003`, SubRip `01:01:02,003`; both are taken in either, times of whole seconds and of single digits,
 * and the arrows that people draw.
 */
const clock = String.raw`(?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,6})?`
const timing = new RegExp(`^\\s*(${clock})\\s*(?:-{1,3}|[–—])[>＞]\\s*(${clock})(?:\\s|$)`)
/** Whether a line says from when to when a cue is shown. */
export function isTiming(line: string): boolean {
  return timing.test(line)
}
/** `<v Maria Keller>`, `<v.loud Maria Keller>`: who speaks (WebVTT, "WebVTT cue voice span"). */
const voice = /<v(?:\.[^\s<>]*)?[ \t]+([^<>\n]{1,200})>/

/**
 * Reads the cues of a WebVTT or SubRip file: a line of times with the text below it, up to an empty line or to the next times. Header,
 * notes and styles are passed over. Takes what programs write: cues that begin with a blank line, and files without empty lines
 * between the cues.
 */
export function parseCues(text: string): Cue[] {
  const lines = text.split(/\r\n?|\n/)
  const timed = lines.flatMap((line, at) => {
    const [, start, end] = timing.exec(line) ?? []
    return start === undefined || end === undefined ? [] : [{ at, start, end }]
  })
  return timed.map(({ at, start, end }, index) => {
    const next = timed[index + 1]?.at
    const written = cueLines(lines.slice(at + 1, next), next !== undefined, lines[at - 1] ?? '')
    return {
      startSeconds: clockSeconds(start),
      endSeconds: clockSeconds(end),
      speaker: voice.exec(written.join('\n'))?.[1]?.trim(),
      lines: written.map(shownLine).filter((line) => line !== ''),
    }
  })
}

/**
 * @param below all lines up to the next times
 * @param label the line above the cue's own times: its number or name, if it has one
 */
function cueLines(below: readonly string[], hasNext: boolean, label: string): readonly string[] {
  const first = below.findIndex((line) => line.trim() !== '')
  if (first === -1) return []
  const end = below.indexOf('', first)
  if (end !== -1) return below.slice(first, end)
  const text = below.slice(first)
  if (!hasNext) return text
  // What stands right above the next times belongs to them: after an empty cue any label, else the number that follows this one's.
  const isNextLabel = first > 0 || isNumberAfter(label, text.at(-1) ?? '')
  return isNextLabel ? text.slice(0, -1) : text
}

function isNumberAfter(label: string, line: string): boolean {
  return /^\s*\d+\s*$/.test(label) && /^\s*\d+\s*$/.test(line) && Number(line) === Number(label) + 1
}
