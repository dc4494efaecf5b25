import { cutPassages, type Passage } from '../text/cutting.ts'
import { contentWords } from '../text/words.ts'

/** So many passages of a text are held against a question. */
const mostPassages = 24

/** The passages of a text that have most of the words, in their order; of a short text all. */
export function work({ text, forms, language }: SearchedText): readonly Passage[] {
  const passages = cutPassages(text)
  if (passages.length <= mostPassages) return passages
  const wanted = new Set(forms)
  const scored = passages.map((passage, index) => {
    const own = new Set(contentWords(passage.text, language).map(({ form }) => form))
    return { passage, index, shared: [...own].filter((form) => wanted.has(form)).length }
  })
  return scored
    .toSorted((left, right) => right.shared - left.shared || left.index - right.index)
    .slice(0, mostPassages)
    .toSorted((left, right) => left.index - right.index)
    .map(({ passage }) => passage)
}

export interface SearchedText {
  readonly text: string
  /** Of the words that are looked for, in the form in which they are compared. */
  readonly forms: readonly string[]
  /** BCP 47 tag of the question. */
  readonly language: string
}
