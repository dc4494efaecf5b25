import { chooseDiverse, inReadingOrder } from './choosing.ts'
import type { RankedSentence } from './ranking.ts'
import { opensWithConnector, shortened, standingAlone, withoutMarkup } from './wording.ts'

export interface TextSummary {
  readonly summary: string
  readonly sentences: readonly RankedSentence[]
}

/** What stands for a text without sentences. */
const maxOpeningCharacters = 200

/**
 * The text's own abstract where it has one, else the best sentences, in reading order; the opening words of a text without any
 * sentences.
 */
export function summaryOf(
  text: string,
  ranked: readonly RankedSentence[],
  maxSentences: number,
): TextSummary {
  const sentences = inReadingOrder(chosenFrom(ranked, maxSentences))
  if (sentences.length > 0 || maxSentences === 0) return { summary: joined(sentences), sentences }
  if (!/[\p{L}\p{N}]/u.test(text)) return { summary: '', sentences }
  return {
    summary: shortened(withoutMarkup(text.slice(0, maxOpeningCharacters * 5)), maxOpeningCharacters),
    sentences,
  }
}

/** An abstract of one sentence may be a label's rest: it needs company. */
const leastOfAbstract = 2

/** A short text needs fewer sentences to be summed up: two, and another for every eight. */
const sentencesPerSentence = 8

/** Of long sentences fewer do. */
const wordsPerSentence = 25

function chosenFrom(ranked: readonly RankedSentence[], maxSentences: number): readonly RankedSentence[] {
  const abstract = chooseDiverse(ranked, maxSentences, [], ({ sentence }) => sentence.isAbstract)
  if (abstract.length >= Math.min(leastOfAbstract, maxSentences)) return abstract
  const enough = Math.ceil(ranked.length / sentencesPerSentence) + 1
  const count = Math.min(maxSentences, enough, Math.ceil(ranked.length / 2))
  let words = 0
  return chooseDiverse(ranked, count).filter(({ sentence }, index) => {
    words += sentence.reading.wordCount
    return index === 0 || words <= maxSentences * wordsPerSentence
  })
}

/** Keeps "However," where the sentence before it in the text is there too. */
function joined(sentences: readonly RankedSentence[]): string {
  let text = ''
  let previous: RankedSentence | undefined
  for (const ranked of sentences) {
    const { sentence } = ranked
    const follows =
      previous?.order === ranked.order - 1 && previous.sentence.blockIndex === sentence.blockIndex
    const said =
      follows && opensWithConnector(sentence.plain) ? sentence.plain : standingAlone(sentence.quote)
    const speaker =
      sentence.speaker !== previous?.sentence.speaker && (sentence.speaker?.length ?? 0) > 1
        ? `${sentence.speaker}: `
        : ''
    text += `${text === '' ? '' : separatorAfter(text)}${speaker}${said}`
    previous = ranked
  }
  return text
}

function separatorAfter(text: string): string {
  if (/[。！？]["”」』]?$/u.test(text)) return ''
  return /[.!?…؟]["”»’')\]]*$/u.test(text) ? ' ' : text.endsWith(':') || text.endsWith(';') ? ' ' : '. '
}
