import type { Tone } from '../brief/analysis.ts'
import type { ReadSentence } from './reading.ts'

/** Sentiment below this is a stray word, not a tone. */
const minSentiment = 0.3

/** One tone prevails when it is found twice as often as the other and the average leans this far. */
const minDominance = 2
const minAverage = 0.1

/** Without a prevailing one, both must colour at least this share of the sentences for the whole to be mixed. */
const minShareForMixed = 0.2

/** The tone of the whole, from the sentiment of its sentences; neutral where no sentence could be judged. */
export function toneOf(sentences: readonly ReadSentence[]): Tone {
  const sentiments = sentences.flatMap(({ reading }) => reading.sentiment ?? [])
  const count = Math.max(1, sentiments.length)
  const average = sentiments.reduce((sum, sentiment) => sum + sentiment, 0) / count
  const positive = sentiments.filter((sentiment) => sentiment >= minSentiment).length
  const negative = sentiments.filter((sentiment) => sentiment <= -minSentiment).length
  if (average >= minAverage && positive >= negative * minDominance) return 'positive'
  if (average <= -minAverage && negative >= positive * minDominance) return 'negative'
  return Math.min(positive, negative) >= count * minShareForMixed ? 'mixed' : 'neutral'
}
