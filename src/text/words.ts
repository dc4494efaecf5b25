import { stem } from './stems.ts'
import { stopWords, stopWordsOf } from './stop-words.ts'

const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Whether a word is written with Chinese, Japanese or Korean characters, which stand for more than a letter each. */
export function isIdeographic(word: string): boolean {
  return ideographs.test(word)
}

const segmenters = new Map<string, Intl.Segmenter>()

/** The words of a text in order, as they are written. `language` is a BCP 47 tag. */
export function wordsOf(text: string, language: string): string[] {
  const segmenter =
    segmenters.get(language) ??
    new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'word' })
  segmenters.set(language, segmenter)
  const words: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(text)) if (isWordLike) words.push(segment)
  return words
}

/** A word of a statement in the form in which statements are compared. */
export interface ContentWord {
  readonly written: string
  readonly form: string
  readonly isNumber: boolean
  readonly isName: boolean
}

const wordPattern = /\d+(?:[.,]\d+)*|[\p{L}\p{M}]+(?:['’][\p{L}]+)*/gu
const commonFunctionWords = new Set([...stopWords.en, ...stopWords.ru, ...stopWords.uk])

/**
 * The words of a statement that carry its meaning, in order; ideographs one by one, because they are written without spaces.
 *
 * @param language BCP 47 tag of both statements that are compared, `und` when it is not known.
 */
export function contentWords(statement: string, language = 'und'): ContentWord[] {
  const functionWords = stopWordsOf(language)
  const words: ContentWord[] = []
  for (const [word] of statement.matchAll(wordPattern)) {
    const lower = word.toLowerCase().replace(/['’]s$/, '')
    if (/^\d/.test(word))
      words.push({ written: word, form: String(numberValue(word)), isNumber: true, isName: false })
    else if (isIdeographic(word))
      for (const form of word) words.push({ written: form, form, isNumber: false, isName: false })
    else if (!commonFunctionWords.has(lower) && !functionWords.has(lower))
      words.push({
        written: word,
        form: stem(lower, language),
        isNumber: false,
        isName: /^\p{Lu}/u.test(word),
      })
  }
  return words
}

/** `1,234.5` is 1234.5, `2,3` is 2.3: a comma before exactly three digits groups thousands, else it is the decimal point. */
export function numberValue(written: string): number {
  const grouped = written.replace(/,(?=\d{3}(?!\d))/g, '')
  return Number.parseFloat(grouped.replace(',', '.'))
}
