import type { TimedText } from '../source.ts'

export interface Chapter {
  readonly startSeconds: number
  readonly title: string
}

/** Timed text with the title of each chapter above what is said in it, as a paragraph of its own. */
export function withChapters(
  segments: readonly TimedText[],
  chapters: readonly Chapter[],
): { readonly text: string; readonly segments: readonly TimedText[] } {
  const headings = chapters.map(({ startSeconds, title }) => ({
    startSeconds,
    endSeconds: startSeconds,
    text: `\n${title}\n`,
  }))
  // A heading goes before what begins with it: sorting keeps the order of equals.
  const together = [...headings, ...segments].toSorted((one, other) => one.startSeconds - other.startSeconds)
  return { text: together.map(({ text }) => text).join('\n'), segments: together }
}
