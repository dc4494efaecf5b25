import { stem } from '../text/stems.ts'
import { stopWordsOf } from '../text/stop-words.ts'
import { isIdeographic, wordsOf } from '../text/words.ts'
import { amountMentions, calendarMentions } from './amounts.ts'
import { nameMentions } from './name-mentions.ts'
import type { SentenceReader } from './reading.ts'

/** Languages that write every noun with a capital: only runs of two or more words are taken for names. */
const capitalisesNouns = new Set(['de', 'lb'])

/**
 * Reads any language by its words alone: Unicode word boundaries, function words left out, inflected words
 * brought together by their stems. No tags, so no tone, no verbs and no noun phrases.
 */
export function createPlainReader(language: string): SentenceReader {
  const functionWords = stopWordsOf(language)
  const lonely = !capitalisesNouns.has(language.split('-')[0] ?? language)
  return {
    read(sentence) {
      const words = wordsOf(sentence, language)
      const content = words.filter((word) => isContent(word, functionWords))
      return {
        terms: content.map((word) => stem(word, language)),
        wordCount: words.length,
        mentions: [
          ...nameMentions(sentence, {
            isTagged: false,
            canOpenWith: () => false,
            canStandAlone: (word) => lonely && !functionWords.has(word.toLowerCase()),
            isCommonWord: () => false,
          }),
          ...calendarMentions(sentence),
          ...amountMentions(sentence),
        ],
        phrases: content
          .filter((word) => isTopical(word, lonely))
          .map((word) => ({ key: stem(word, language), surface: word.toLowerCase(), words: 1 })),
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
  return word.length > 3 || isIdeographicWord(word)
}

function isContent(word: string, functionWords: ReadonlySet<string>): boolean {
  return (
    !functionWords.has(word.toLowerCase()) &&
    (word.length > 2 || isIdeographicWord(word) || /\p{N}/u.test(word))
  )
}

/** Two ideographs make a word; single ones are mostly grammar. */
function isIdeographicWord(word: string): boolean {
  return word.length >= 2 && isIdeographic(word)
}
