import { centralities } from './centrality.ts'
import type { ReadSentence } from './reading.ts'
import { noTerms, similarity, type TermVector, termVectors } from './term-vectors.ts'
import { dependsOnContext, hasUnbalancedQuotes, standingAlone } from './wording.ts'

export interface RankedSentence {
  readonly sentence: ReadSentence
  /** Index among the ranked sentences, in reading order. */
  readonly order: number
  /** How well it stands for the text, 0 to about 1. */
  readonly score: number
  readonly vector: TermVector
}

const centralityWeight = 0.6
const positionWeight = 0.22
const titleWeight = 0.18

/** Scores the sentences that can be shown: centrality, an early place, words of the title, and how well each reads by itself. */
export function rankSentences(
  sentences: readonly ReadSentence[],
  titleTerms: readonly string[],
): RankedSentence[] {
  const shown = sentences.filter(isShowable)
  const vectors = termVectors(shown.map(({ reading }) => reading.terms))
  const central = centralities(vectors)
  const inTitle = new Set(titleTerms)
  const interviewers = interviewersAmong(sentences)
  return shown.map((sentence, order) => {
    const overlap = new Set(sentence.reading.terms.filter((term) => inTitle.has(term))).size
    const importance =
      centralityWeight * (central[order] ?? 0) +
      positionWeight * positionPrior(sentence, order, shown.length, shown[order - 1]) +
      titleWeight * Math.min(1, inTitle.size === 0 ? 0 : overlap / Math.min(4, inTitle.size))
    return {
      sentence,
      order,
      score: importance * readability(sentence) * (order > 0 && interviewers.has(sentence.speaker) ? 0.5 : 1),
      vector: vectors[order] ?? noTerms,
    }
  })
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

/** Falls from the first sentence on; the first of a paragraph and the very last sentences count a little more. */
function positionPrior(
  sentence: ReadSentence,
  order: number,
  count: number,
  previous: ReadSentence | undefined,
): number {
  const lead = 1 / (1 + order / Math.max(3, count / 15))
  const opensParagraph = previous?.blockIndex !== sentence.blockIndex ? 0.15 : 0
  const closesText = count > 12 && order >= count - 2 ? 0.15 : 0
  return Math.min(1, lead + opensParagraph + closesText)
}

function readability({ plain, reading, isQuestion, isWhole, block }: ReadSentence): number {
  const { wordCount } = reading
  let factor = 1
  if (wordCount < 10) factor *= wordCount / 10
  if (wordCount > 40) factor *= 0.75
  if (isQuestion) factor *= 0.3
  if (!isWhole) factor *= 0.5
  if (!reading.hasVerb) factor *= 0.45
  if (reading.isImperative) factor *= 0.7
  if (block === 'item') factor *= 0.85
  if (hasUnbalancedQuotes(plain)) factor *= 0.6
  if (dependsOnContext(standingAlone(plain))) factor *= 0.55
  else if (dependsOnContext(plain)) factor *= 0.85
  if (/^(?:I|We|Я|Мы)\s/u.test(standingAlone(plain))) factor *= 0.85
  if (/:$/.test(plain)) factor *= 0.4
  if (/^["“«].*["”»]$/u.test(plain)) factor *= 0.5
  if (/\p{N}/u.test(plain) || reading.mentions.some(({ isWeak }) => !isWeak)) factor *= 1.12
  return factor
}

/** Weight of a sentence's own score against its likeness to what was chosen before. */
const scoreShare = 0.7

/** Two sentences more alike than this say the same. */
const maxSimilarity = 0.55

/**
 * The best sentences without saying a thing twice, best first: maximal marginal relevance (Carbonell and Goldstein, 1998).
 * `chosen` are sentences that are shown already and must not be repeated.
 */
export function chooseDiverse(
  ranked: readonly RankedSentence[],
  count: number,
  chosen: readonly RankedSentence[] = [],
): RankedSentence[] {
  const picked: RankedSentence[] = []
  const taken = new Set(chosen)
  const likeness = ranked.map(({ vector }) =>
    Math.max(0, ...chosen.map((other) => similarity(vector, other.vector))),
  )
  while (picked.length < count) {
    let best: RankedSentence | undefined
    let most = Number.NEGATIVE_INFINITY
    ranked.forEach((candidate, index) => {
      const alike = likeness[index] ?? 0
      if (taken.has(candidate) || alike > maxSimilarity) return
      const value = scoreShare * candidate.score - (1 - scoreShare) * alike
      if (value > most) {
        best = candidate
        most = value
      }
    })
    if (best === undefined) break
    const { vector } = best
    taken.add(best)
    picked.push(best)
    ranked.forEach((candidate, index) => {
      likeness[index] = Math.max(likeness[index] ?? 0, similarity(candidate.vector, vector))
    })
  }
  return picked
}

export function inReadingOrder(sentences: readonly RankedSentence[]): RankedSentence[] {
  return sentences.toSorted((first, second) => first.order - second.order)
}
