import type { Claim } from '../brief/analysis.ts'
import type { RankedSentence } from './ranking.ts'
import type { ReadSentence } from './reading.ts'
import { similarity } from './term-vectors.ts'
import { hasUnbalancedQuotes, shortened, standingAlone } from './wording.ts'

export const maxPointCharacters = 300

const opinion =
  /\b(?:I|we) (?:\w+ )?(?:think|believe|feel|guess|hope|suppose|wish|love|hate|want|wonder|doubt)\b|\b(?:in my (?:opinion|view)|to my mind|personally|hopefully|perhaps|maybe|arguably|should|ought to|must\b|I'd|I'm (?:sure|glad|happy|afraid|sorry)|imagine|it (?:seems|feels|looks like))|(?:^|[^\p{L}])(?:я думаю|я считаю|мы считаем|мне кажется|по-моему|на мой взгляд|надеюсь|возможно|наверное|должны|следует|стоит|ich (?:denke|glaube|finde)|meiner meinung|je (?:pense|crois)|à mon avis|creo que|en mi opinión|penso che|secondo me)(?!\p{L})/iu
const reported =
  /\b(?:according to|reported|announced|confirmed|found|showed|shows|estimated?s?|measured|published|recorded|data|study|survey|report|statistics|said|caused?|increased?|decreased?|rose|fell|grew|dropped|declined|reached)\b|(?:^|[^\p{L}])(?:согласно|по данным|сообщ\p{L}+|заяв\p{L}+|составил\p{L}*|вырос\p{L}*|снизил\p{L}*|увеличил\p{L}*|упал\p{L}*|selon|laut|según|secondo)(?!\p{L})/iu
const firstPerson =
  /(?:^|[^\p{L}'’])(?:I|I['’](?:m|ve|d|ll)|my|me|you|your|я|мне|мой|ты|вы|ваш\p{L}*)(?!\p{L})/u
const speaking = /(?:^|[^\p{L}])(?:I|I['’]\p{L}+|my|me|we|our|us|я|мы|мой|наш\p{L}*)(?!\p{L})/iu
const figure = /\p{N}/u

/**
 * Statements that evidence could bear out or refute, at most `limit`, in reading order. Questions, orders, opinions and
 * cut sentences are none; figures, dates, names, comparisons and reported facts speak for one.
 */
export function claimsOf(ranked: readonly RankedSentence[], limit: number): Claim[] {
  const best = ranked
    .map((candidate) => ({ candidate, worth: checkWorth(candidate) }))
    .filter(({ worth }) => worth > 0)
    .sort((first, second) => second.worth - first.worth)
  const chosen: RankedSentence[] = []
  for (const { candidate } of best) {
    if (chosen.length >= limit) break
    if (chosen.every((other) => similarity(candidate.vector, other.vector) < 0.7)) chosen.push(candidate)
  }
  return chosen
    .sort((first, second) => first.order - second.order)
    .map(({ sentence }) => ({ text: textOf(sentence), quote: sentence.quote }))
}

function textOf({ quote, plain, speaker }: ReadSentence): string {
  const said = standingAlone(quote)
  const isAboutSpeaker = speaker !== undefined && speaker.length > 1 && speaking.test(plain)
  return shortened(isAboutSpeaker ? `${speaker}: ${said}` : said, maxPointCharacters)
}

/** 0 for what is no claim; more for what is more definite and more central. */
function checkWorth({ sentence, score, leans }: RankedSentence): number {
  const { plain, reading, isQuestion, isWhole } = sentence
  if (isQuestion || !isWhole || !reading.hasVerb || reading.isImperative || reading.wordCount < 5) return 0
  if (opinion.test(plain) || /[!！:：]$/.test(plain) || /^\(.*\)$/.test(plain)) return 0
  const names = reading.mentions.filter(
    ({ isWeak, evidence }) => !isWeak && !evidence.amount && !evidence.date,
  ).length
  const dates = reading.mentions.filter(({ evidence }) => evidence.date).length
  const amounts = reading.mentions.filter(({ evidence }) => evidence.amount).length
  const evidence =
    (amounts > 0 ? 1.2 : 0) +
    (figure.test(plain) ? 0.8 : 0) +
    (dates > 0 ? 0.5 : 0) +
    Math.min(2, names) * 0.4 +
    (reading.hasComparison ? 0.5 : 0) +
    (reported.test(plain) ? 0.5 : 0)
  if (evidence < 0.5) return 0
  const vague = (firstPerson.test(plain) ? 0.5 : 1) * (leans ? 0.5 : 1)
  const fragment = hasUnbalancedQuotes(plain) ? 0.6 : 1
  return evidence * vague * fragment * (0.5 + score)
}
