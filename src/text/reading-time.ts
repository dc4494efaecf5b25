import { isIdeographic } from './words.ts'

/** Silent reading of English non-fiction, on average of 190 studies: https://doi.org/10.1016/j.jml.2019.104047 (2019). */
const wordsPerMinute = 238
/** Two ideographs say about as much as a word. */
const ideographsPerWord = 2

/** Of a longer text, what is counted stands for all of it. */
const countedCharacters = 100_000

/** How many minutes people take to read a text, rounded up; undefined for one without words. */
export function readingMinutes(text: string): number | undefined {
  const counted = text.slice(0, countedCharacters)
  let words = 0
  for (const [piece] of counted.matchAll(/\S+/g))
    words += isIdeographic(piece) ? [...piece].length / ideographsPerWord : 1
  const share = text.length / counted.length
  return words === 0 ? undefined : Math.ceil((words * share) / wordsPerMinute)
}
