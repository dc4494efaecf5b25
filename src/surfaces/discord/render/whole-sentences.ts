import { toLanguageTag } from '../../../sources/text/language-tag.ts'
import { blocksIn } from '../../../text/blocks.ts'
import { splitIntoSentences } from '../../../text/sentences.ts'

export interface WholeSentences {
  readonly text: string
  /** Whether that is all of them. */
  readonly isAll: boolean
}

/** As many sentences as fit, from the first on, none of them cut: none at all where the first is too long. */
export function wholeSentences(
  text: string,
  {
    language,
    maxSentences = Number.POSITIVE_INFINITY,
    maxCharacters,
  }: {
    readonly language?: string | undefined
    readonly maxSentences?: number
    readonly maxCharacters: number
  },
): WholeSentences {
  const line = text.replace(/\s+/g, ' ').trim()
  // Of a longer text, nothing beyond this can fit.
  const read = line.slice(0, maxCharacters * 2).toWellFormed()
  const sentences = splitIntoSentences(read, blocksIn(read), toLanguageTag(language) ?? 'und')
  let shown = ''
  let count = 0
  for (const { start, end, isWhole } of sentences.slice(0, maxSentences)) {
    const next = [shown, read.slice(start, end)].filter(Boolean).join(' ')
    if (!isWhole || next.length > maxCharacters) break
    shown = next
    count += 1
  }
  return { text: shown, isAll: count === sentences.length && line.length <= read.length }
}
