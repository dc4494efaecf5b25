import { isIdeographic } from './words.ts'

/** Silent reading of English non-fiction, on average of 190 studies: https://doi.org/10.1016/j.jml.2019.104047 (2019). */
const wordsPerMinute = 238
/** Two ideographs say about as much as a word. */
const ideographsPerWord = 2

/** How many minutes people take to read a text, rounded up; undefined for one without words. */
export function readingMinutes(text: string): number | undefined {
  let words = 0
  for (const [piece] of text.matchAll(/\S+/g))
    words += isIdeographic(piece) ? [...piece].length / ideographsPerWord : 1
  return words === 0 ? undefined : Math.ceil(words / wordsPerMinute)
}
