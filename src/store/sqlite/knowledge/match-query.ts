import { primaryLanguage } from '../../../text/languages.ts'
import { stem } from '../../../text/stems.ts'
import { searchableText } from './searchable-text.ts'

/** Beyond these a query says nothing new, and each word costs time. */
const maxWords = 32
const maxQueryCharacters = 20_000

/**
 * An FTS5 query for rows of the tenant that have at least one word of the text; undefined when the text has no words.
 * Of a text with more than 32 different words, the longest count: they tell the most. Every word is quoted, so that
 * nothing in the text is an operator.
 *
 * @param language BCP 47 tag of the text
 */
export function matchQuery(tenant: string, text: string, language = 'und'): string | undefined {
  const searchable = searchableText(text.slice(0, maxQueryCharacters)).toLowerCase()
  const words = [...new Set(searchable.match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu))]
  if (words.length === 0) return undefined
  const telling = words.length > maxWords ? words.sort((left, right) => right.length - left.length) : words
  const anyWord = telling
    .slice(0, maxWords)
    .map((word) => term(word, language))
    .join(' OR ')
  return `tenant : "${tenantToken(tenant)}" AND {title summary body} : (${anyWord})`
}

/**
 * A tenant as one word of the index. The tokenizer would fold case and split at punctuation, hence hexadecimal; it
 * would take English endings off, hence the digit at the end.
 */
export function tenantToken(tenant: string): string {
  return `t${Buffer.from(tenant, 'utf8').toString('hex')}0`
}

/**
 * The tokenizer knows English endings; what is indexed in other languages has its own, and is found by the beginning that all its
 * forms have: `бюджета` finds `бюджет` and `бюджетом`.
 */
function term(word: string, language: string): string {
  if (/^\p{Script=Cyrillic}{4,}$/u.test(word)) return `"${stem(word)}"*`
  if (/^\p{Script=Latin}{5,}$/u.test(word) && isOtherThanEnglish(language))
    return `"${stem(word, language)}"*`
  // A single East Asian character is the beginning of the pairs that it is in.
  if (/^\p{Lo}$/u.test(word)) return `"${word}"*`
  return `"${word}"`
}

function isOtherThanEnglish(language: string): boolean {
  return language !== 'und' && primaryLanguage(language) !== 'en'
}
