import type { RankedSentence } from './ranking.ts'
import { similarity } from './term-vectors.ts'

/** Weight of a sentence's own score against its likeness to what was chosen before. */
const scoreShare = 0.7

/** Two sentences more alike than this say the same. */
const maxSimilarity = 0.55

/**
 * The best sentences without saying a thing twice, best first: maximal marginal relevance (Carbonell and Goldstein, 1998). One that
 * leans on the sentence before it comes only after that.
 *
 * @param chosen sentences that are shown already and must not be repeated
 */
export function chooseDiverse(
  ranked: readonly RankedSentence[],
  count: number,
  chosen: readonly RankedSentence[] = [],
  isWanted: (sentence: RankedSentence) => boolean = () => true,
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
      if (
        taken.has(candidate) ||
        !isWanted(candidate) ||
        alike > maxSimilarity ||
        !canStand(candidate, ranked, taken)
      )
        return
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

function canStand(
  { leans, order, sentence }: RankedSentence,
  ranked: readonly RankedSentence[],
  taken: ReadonlySet<RankedSentence>,
): boolean {
  const before = ranked[order - 1]
  return !leans || (before?.sentence.blockIndex === sentence.blockIndex && taken.has(before))
}

export function inReadingOrder(sentences: readonly RankedSentence[]): RankedSentence[] {
  return sentences.toSorted((first, second) => first.order - second.order)
}
