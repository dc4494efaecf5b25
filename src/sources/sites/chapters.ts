import type { TimedText } from '../source.ts'
import { cleanLine } from '../text/clean-text.ts'

export interface Chapter {
  readonly startSeconds: number
  readonly title: string
}

/** Timed text with the title of each chapter above what is said in it, as a paragraph of its own. */
export function withChapters(
  segments: readonly TimedText[],
  chapters: readonly Chapter[],
): { readonly text: string; readonly segments: readonly TimedText[] } {
  const headings = chapters.flatMap(({ startSeconds, title }) => {
    const line = cleanLine(title)
    return line === undefined ? [] : [{ startSeconds, endSeconds: startSeconds, text: `\n${line}\n` }]
  })
  // A heading goes before what begins with it: sorting keeps the order of equals.
  const together = [...headings, ...segments].toSorted((one, other) => one.startSeconds - other.startSeconds)
  return { text: together.map(({ text }) => text).join('\n'), segments: together }
}

/** As in `1:02:03 The end`, also in brackets or behind a dash. */
const chapterLine = /^\s*[[(]?(?:(\d{1,2}):)?(\d{1,3}):(\d{2})[\])]?\s*[-–—:|.]?\s*(\S.*?)\s*$/u
/** What YouTube makes chapters of: https://support.google.com/youtube/answer/9884579 (2026-11). */
const fewestChapters = 3
const longestLine = 300

/** The chapters that a description lists by their times, from 0:00 on; none where it does not. */
export function chaptersIn(description: string): readonly Chapter[] {
  const chapters = description.split('\n').flatMap((line) => {
    if (line.length > longestLine) return []
    const [, hours = '0', minutes, seconds, title] = chapterLine.exec(line) ?? []
    if (minutes === undefined || seconds === undefined || title === undefined) return []
    const startSeconds = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    return [{ startSeconds, title }]
  })
  const isList =
    chapters.length >= fewestChapters &&
    chapters.every(({ startSeconds }, index) =>
      index === 0 ? startSeconds === 0 : startSeconds > (chapters[index - 1]?.startSeconds ?? 0),
    )
  return isList ? chapters : []
}
