import { primaryLanguage } from '../../text/languages.ts'
import { stem } from '../../text/stems.ts'
import { searchableText } from './searchable-text.ts'

/** Beyond these a query says nothing new, and each word costs time. */
const maxWords = 32
const maxQueryCharacters = 20_000

/** What an index of words is asked for: the word as it is, or all that begin so. */
export interface WordToFind {
  readonly word: string
  readonly isBeginning: boolean
}

const wordPattern = /[\p{L}\p{N}\p{M}\p{Co}]+/gu

/** The words of a text in lower case, in their order. */
export function wordsOf(text: string): readonly string[] {
  return searchableText(text).toLowerCase().match(wordPattern) ?? []
}

/**
 * The words of a query. Of a text with more than 32 different ones, the longest count: they tell the most.
 *
 * @param language BCP 47 tag of the text
 */
export function wordsToFind(text: string, language = 'und'): readonly WordToFind[] {
  const words = [...new Set(wordsOf(text.slice(0, maxQueryCharacters)))]
  const telling = words.length > maxWords ? words.sort((left, right) => right.length - left.length) : words
  return telling.slice(0, maxWords).map((word) => wordToFind(word, language))
}

/**
 * The indexes know English endings; what is indexed in other languages has its own, and is found by the beginning that all its
 * forms have: `бюджета` finds `бюджет` and `бюджетом`.
 */
function wordToFind(word: string, language: string): WordToFind {
  if (/^\p{Script=Cyrillic}{4,}$/u.test(word)) return { word: stem(word), isBeginning: true }
  if (/^\p{Script=Latin}{5,}$/u.test(word) && isOtherThanEnglish(language))
    return { word: stem(word, language), isBeginning: true }
  // A single East Asian character is the beginning of the pairs that it is in.
  return { word, isBeginning: /^\p{Lo}$/u.test(word) }
}

function isOtherThanEnglish(language: string): boolean {
  return language !== 'und' && primaryLanguage(language) !== 'en'
}
