import type { Sentence } from '../text/sentences.ts'
import { isBoilerplate } from './boilerplate.ts'
import { shortened, standingAlone, withoutMarkup } from './wording.ts'

const maxTitleCharacters = 90

/** How many of the first sentences a heading is looked for in, before an opening sentence serves instead. */
const openingSentences = 4

/** The title given, else the first heading near the beginning, else the first sentence shortened at a word. Empty for no words. */
export function titleOf(text: string, sentences: readonly Sentence[], given: string | undefined): string {
  const known = withoutMarkup((given ?? '').slice(0, maxTitleCharacters * 10))
  if (known !== '') return shortened(known, maxTitleCharacters * 2)
  const candidates = sentences.filter(({ block, start, end }) => {
    const words = text.slice(start, end)
    return block !== 'row' && /[\p{L}\p{N}]/u.test(words) && !isBoilerplate(words)
  })
  const chosen =
    candidates.slice(0, openingSentences).find(({ block }) => block === 'heading') ?? candidates[0]
  if (chosen === undefined) return ''
  const words = standingAlone(text.slice(chosen.start, chosen.end))
  return shortened(words, maxTitleCharacters).replace(/(?<=[^.])[.,;:]$/u, '')
}
