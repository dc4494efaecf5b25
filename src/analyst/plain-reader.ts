import { stopWordsOf } from '../text/stop-words.ts'
import { amountMentions, calendarMentions } from './amounts.ts'
import { nameMentions } from './name-mentions.ts'
import type { SentenceReader } from './reading.ts'

/** Languages that write every noun with a capital: only runs of two or more words are taken for names. */
const capitalisesNouns = new Set(['de', 'lb'])

/**
 * Reads any language by its script alone: Unicode word boundaries, function words left out, inflected words
 * brought together by their beginnings. No tags, so no tone, no verbs and no noun phrases.
 */
export function createPlainReader(language: string): SentenceReader {
  const segmenter = new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'word' })
  const functionWords = stopWordsOf(language)
  const lonely = !capitalisesNouns.has(language.split('-')[0] ?? language)
  return {
    read(sentence) {
      const words = wordsOf(sentence, segmenter)
      const content = words.filter((word) => isContent(word, functionWords))
      return {
        terms: content.map(wordBeginning),
        wordCount: words.length,
        mentions: [
          ...nameMentions(sentence, {
            isTagged: false,
            canOpenWith: () => false,
            canStandAlone: (word) => lonely && !functionWords.has(word.toLowerCase()),
          }),
          ...calendarMentions(sentence),
          ...amountMentions(sentence),
        ],
        phrases: content
          .filter((word) => isTopical(word, lonely))
          .map((word) => ({ key: wordBeginning(word), surface: word.toLowerCase(), words: 1 })),
        hasVerb: true,
        isImperative: false,
        hasComparison: false,
      }
    },
  }
}

const russianVerb = /(?:ться|лся|лась|лось|лись|ется|ются|ится|ятся|ают|яют|уют|ать|ить|еть|ыть)$/u

/** A noun as far as spelling tells: no number, no particle, no verb, and no name where only names have capitals. */
function isTopical(word: string, capitalsAreNames: boolean): boolean {
  if (!/^\p{L}+$/u.test(word) || russianVerb.test(word) || /^\p{Script=Hiragana}+$/u.test(word)) return false
  if (capitalsAreNames && /^\p{Lu}/u.test(word)) return false
  return word.length > 3 || isIdeographic(word)
}

function wordsOf(sentence: string, segmenter: Intl.Segmenter): string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(sentence)) if (isWordLike) words.push(segment)
  return words
}

function isContent(word: string, functionWords: ReadonlySet<string>): boolean {
  return (
    !functionWords.has(word.toLowerCase()) && (word.length > 2 || isIdeographic(word) || /\p{N}/u.test(word))
  )
}

/** Two ideographs make a word; single ones are mostly grammar. */
function isIdeographic(word: string): boolean {
  return (
    word.length >= 2 && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(word)
  )
}

/** The first six letters: a rough stem that holds for languages that inflect at the end. */
function wordBeginning(word: string): string {
  return word.toLowerCase().replaceAll('ё', 'е').slice(0, 6)
}
