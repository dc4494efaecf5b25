/** A part of a text: `text.slice(startOffset, endOffset)`. */
export interface TextPart {
  readonly text: string
  readonly startOffset: number
  readonly endOffset: number
}

/**
 * Cuts a text into parts of at most `maxCharacters` UTF-16 units, at the last paragraph, line, sentence or word that ends in the
 * second half of a part, else between characters. The parts in order are the whole text.
 *
 * @throws {RangeError} when a part cannot hold a surrogate pair.
 */
export function cutIntoParts(text: string, maxCharacters: number): readonly TextPart[] {
  if (!(maxCharacters >= 2))
    throw new RangeError(`Expected parts of at least 2 characters, not ${maxCharacters}.`)
  const parts: TextPart[] = []
  let startOffset = 0
  while (startOffset < text.length) {
    const endOffset =
      startOffset + partLength(text.slice(startOffset, startOffset + maxCharacters + 1), maxCharacters)
    parts.push({ text: text.slice(startOffset, endOffset), startOffset, endOffset })
    startOffset = endOffset
  }
  return parts
}

const boundaries = ['\n\n', '\n', '. ', ' '] as const

function partLength(window: string, maxCharacters: number): number {
  if (window.length <= maxCharacters) return window.length
  for (const boundary of boundaries) {
    const end = window.lastIndexOf(boundary, maxCharacters - boundary.length) + boundary.length
    if (end > maxCharacters / 2) return end
  }
  // Not between the halves of a surrogate pair.
  return /[\uD800-\uDBFF]/.test(window.charAt(maxCharacters - 1)) ? maxCharacters - 1 : maxCharacters
}
