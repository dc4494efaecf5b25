import { centralities } from './centrality.ts'
import type { ReadSentence } from './reading.ts'
import { noTerms, type TermVector, termVectors } from './term-vectors.ts'
import { dependsOnContext, hasUnbalancedQuotes, standingAlone } from './wording.ts'

export interface RankedSentence {
  readonly sentence: ReadSentence
  /** Index among the ranked sentences, in reading order. */
  readonly order: number
  /** How well it stands for the text, 0 to about 1. */
  readonly score: number
  /** Whether it can be understood only after the sentence before it. */
  readonly leans: boolean
  readonly vector: TermVector
}

/** Chosen by texts apart from those that they are measured on: see docs/sources.md. */
const weightsInText = { centrality: 0.05, place: 0.6, title: 0.3 }
const weightsInAbstract = { centrality: 0.3, place: 0.6, title: 0.1 }

/**
 * Scores the sentences that can be shown: centrality, a place near the opening, words of the title, and how well each reads. One that leans
 * on the sentence before it loses nothing: it is shown only after that.
 */
export function rankSentences(
  sentences: readonly ReadSentence[],
  titleTerms: readonly string[],
): RankedSentence[] {
  const shown = sentences.filter(isShowable)
  const vectors = termVectors(shown.map(({ reading }) => reading.terms))
  const central = centralities(vectors)
  const inTitle = titleShares(shown, titleTerms)
  const opening = openingOf(shown, titleTerms.length > 1 ? inTitle : [])
  const interviewers = interviewersAmong(sentences)
  return shown.map((sentence, order) => {
    const weights = sentence.isAbstract ? weightsInAbstract : weightsInText
    const importance =
      weights.centrality * (central[order] ?? 0) +
      weights.place * nearness(order, opening, shown) +
      weights.title * (inTitle[order] ?? 0)
    return {
      sentence,
      order,
      score: importance * readability(sentence) * (order > 0 && interviewers.has(sentence.speaker) ? 0.5 : 1),
      leans: leansOnContext(sentence),
      vector: vectors[order] ?? noTerms,
    }
  })
}

/** For each sentence the share of the title's words that it has, four words being as good as all. */
function titleShares(sentences: readonly ReadSentence[], titleTerms: readonly string[]): readonly number[] {
  const inTitle = new Set(titleTerms)
  return sentences.map(({ reading }) => {
    const overlap = new Set(reading.terms.filter((term) => inTitle.has(term))).size
    return inTitle.size === 0 ? 0 : Math.min(1, overlap / Math.min(4, inTitle.size))
  })
}

/** So far into a text its opening may lie: stories and posts come to their point late. */
const openingSentences = 12

/** Without a word of the title, the first of so many that names somebody or has a figure will do. */
const sceneSentences = 4

/** Of the title's words an opening takes up so many. */
const leastOfTitle = 0.25

/**
 * The sentence that says what the text is about: mostly the first, but not where that sets a scene, greets or asks.
 *
 * @param inTitle for each sentence the share of the title's words that it has; none where the title is a mere name
 * @returns its index among the sentences
 */
function openingOf(sentences: readonly ReadSentence[], inTitle: readonly number[]): number {
  const firm = sentences
    .slice(0, openingSentences)
    .map((sentence, order) => ({ sentence, order }))
    .filter(({ sentence }) => !leansOnContext(sentence) && readability(sentence) >= leastReadable)
  const named = firm.find(
    ({ sentence, order }) => (inTitle[order] ?? 0) >= leastOfTitle && (order === 0 || isDefinite(sentence)),
  )
  const early = firm.find(({ sentence, order }) => order < sceneSentences && isDefinite(sentence))
  return (named ?? early ?? firm[0])?.order ?? 0
}

/** Speakers of whose sentences a quarter are questions: they lead the talk, the others say what it is about. */
function interviewersAmong(sentences: readonly ReadSentence[]): ReadonlySet<string | undefined> {
  const turns = Map.groupBy(sentences, ({ speaker }) => speaker)
  turns.delete(undefined)
  const asking = [...turns].filter(
    ([, said]) => said.filter(({ isQuestion }) => isQuestion).length * 4 >= said.length,
  )
  return new Set(asking.map(([speaker]) => speaker))
}

const endlessRun = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]{60,}|\S{200,}/u

function isShowable({ block, plain, reading }: ReadSentence): boolean {
  if (block === 'heading' || block === 'row' || reading.wordCount < 3 || endlessRun.test(plain)) return false
  const letters = plain.match(/[\p{L}\p{M}\p{N}]/gu)?.length ?? 0
  return letters * 2 > plain.replace(/\s/g, '').length
}

/** Below this a sentence is short, cut, a question, an order or speech. */
const leastReadable = 0.8

/** What leads up to the opening is little worse than it. */
const beforeOpening = 0.85

/** Falls from the opening on; its own paragraph and the very last sentences count a little more. */
function nearness(order: number, opening: number, sentences: readonly ReadSentence[]): number {
  const sentence = sentences[order]
  if (sentence?.isAbstract) return placeInAbstract(sentence, sentences[order - 1], sentences[order + 1])
  if (order < opening) return beforeOpening
  const count = sentences.length
  const lead = 1 / (1 + (order - opening) / Math.max(2, count / 15))
  const closesText = count > 12 && order >= count - 2 ? 0.1 : 0
  const goesOnFromOpening = sentence?.blockIndex === sentences[opening]?.blockIndex ? 0.3 : 0
  return Math.min(1, lead + closesText + goesOnFromOpening)
}

/** An abstract begins with what was known before and ends with what follows; its findings have figures. */
function placeInAbstract(
  { plain }: ReadSentence,
  before: ReadSentence | undefined,
  after: ReadSentence | undefined,
): number {
  if (!after?.isAbstract) return 1
  return (before?.isAbstract ? 0.6 : 0.4) + (/\p{N}/u.test(plain) ? 0.3 : 0)
}

/** Shorter sentences say less. Russian, without articles and the verb “to be”, says as much in fewer words. */
const enoughWords = { cyrillic: 5, other: 10 }

function readability(sentence: ReadSentence): number {
  const { plain, reading, isQuestion, isWhole, block } = sentence
  const { wordCount } = reading
  let factor = 1
  const enough = /\p{Script=Cyrillic}/u.test(plain) ? enoughWords.cyrillic : enoughWords.other
  if (wordCount < enough) factor *= wordCount / enough
  if (wordCount > 35) factor *= 0.75
  if (isQuestion) factor *= 0.3
  if (!isWhole) factor *= 0.5
  if (!reading.hasVerb) factor *= 0.45
  if (reading.isImperative) factor *= 0.7
  if (block === 'item') factor *= 0.85
  if (hasUnbalancedQuotes(plain)) factor *= 0.6
  if (!leansOnContext(sentence) && dependsOnContext(plain)) factor *= 0.85
  if (/^(?:I|We|Я|Мы)\s/u.test(standingAlone(plain))) factor *= 0.7
  if (/(?:^|[^\p{L}])(?:you|your|ты|вы|вам|вас|ваш\p{L}*)(?!\p{L})/iu.test(plain)) factor *= 0.85
  if (/:$/.test(plain)) factor *= 0.4
  if (/^\(.*\)$/.test(plain)) factor *= 0.6
  if (/^["“«].*["”»]$/u.test(plain)) factor *= 0.5
  else if (/^["“«]/u.test(plain)) factor *= 0.7
  if (/\p{N}/u.test(plain)) factor *= 1.15
  if (isDefinite(sentence)) factor *= 1.12
  return factor
}

/** Whether a sentence names somebody or something, or has a figure. */
function isDefinite({ plain, reading }: ReadSentence): boolean {
  return /\p{N}/u.test(plain) || reading.mentions.some(({ isWeak }) => !isWeak)
}

const person =
  /(?:^|[^\p{L}])(?:he|she|him|his|her|hers|он|она|ему|ей|его|её|ее|него|неё|нее|ним|ней|нём|нем)(?!\p{L})/iu

/** Begins with a connector or a pronoun, or speaks of somebody whom it does not name. */
function leansOnContext({ plain, reading }: ReadSentence): boolean {
  const said = standingAlone(plain)
  return dependsOnContext(said) || (person.test(said) && !reading.mentions.some(({ isWeak }) => !isWeak))
}
