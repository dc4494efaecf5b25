/**
 * Stands for an embedding model that knows a language: texts are alike where they speak of the same things, by whatever words.
 *
 * @param things each with the beginnings of its words
 * @param floor how alike the model finds texts that have nothing in common, 0 to 1
 */
export function meaningModel(things: readonly string[], floor: number): (text: string) => readonly number[] {
  const patterns = things.map((words) => new RegExp(`(?<!\\p{L})(?:${words})`, 'iu'))
  return (text) => {
    const spokenOf = patterns.map((pattern) => (pattern.test(text) ? 1 : 0))
    const own = Array.from({ length: ownDimensions }, () => 0)
    own[[...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % ownDimensions, 7)] = 0.5
    const meant = [...spokenOf, ...own]
    const length = Math.hypot(...meant)
    return [Math.sqrt(floor), ...meant.map((value) => (value / length) * Math.sqrt(1 - floor))]
  }
}

/** What a text has of its own, unlike any other. */
const ownDimensions = 499
