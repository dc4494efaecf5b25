import { stopWords } from './stop-words.ts'

/** A word of a statement in the form in which statements are compared. */
export interface ContentWord {
  readonly form: string
  readonly isNumber: boolean
  readonly isName: boolean
}

const wordPattern = /\d+(?:[.,]\d+)*|[\p{L}\p{M}]+(?:['’][\p{L}]+)*/gu
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const functionWords = new Set([...stopWords.en, ...stopWords.ru, ...stopWords.uk])

/** The words of a statement that carry its meaning, in order; ideographs one by one, because they are written without spaces. */
export function contentWords(statement: string): ContentWord[] {
  const words: ContentWord[] = []
  for (const [word] of statement.matchAll(wordPattern)) {
    const lower = word.toLowerCase().replace(/['’]s$/, '')
    if (/^\d/.test(word)) words.push({ form: String(numberValue(word)), isNumber: true, isName: false })
    else if (ideographs.test(word))
      for (const form of word) words.push({ form, isNumber: false, isName: false })
    else if (!functionWords.has(lower))
      words.push({ form: beginningOf(lower), isNumber: false, isName: /^\p{Lu}/u.test(word) })
  }
  return words
}

/** `1,234.5` is 1234.5, `2,3` is 2.3: a comma before exactly three digits groups thousands, else it is the decimal point. */
export function numberValue(written: string): number {
  const grouped = written.replace(/,(?=\d{3}(?!\d))/g, '')
  return Number.parseFloat(grouped.replace(',', '.'))
}

/** Inflections mostly change the end: plurals and tenses go, and then what follows the sixth letter. */
function beginningOf(word: string): string {
  const bare = /^[a-z]+$/.test(word)
    ? word.replace(/(?<=[a-z]{2})(?:ies|ied)$/, 'y').replace(/(?<=[a-z]{3})(?:es|s|ed|ing)$/, '')
    : word
  return bare.replaceAll('ё', 'е').slice(0, 6)
}
