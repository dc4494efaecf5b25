import { type ContentWord, contentWords } from '../text/words.ts'

/** Numbers and names decide whether a passage is about the same fact; other words only whether it is about the same thing. */
const numberWeight = 2
const nameWeight = 1.5

/** How much the order of words adds to their presence. */
const orderShare = 0.2

/**
 * How far a passage supports a claim by its words, 0 to 1: the weighted share of the claim's words and of its
 * neighbouring pairs that the passage has. 1 when it has them all; it says nothing about negation, see `contradicts`.
 *
 * @param language BCP 47 tag of both, `und` when it is not known.
 */
export function supportScore(claim: string, passage: string, language = 'und'): number {
  return scoreOf(contentWords(claim, language), contentWords(passage, language))
}

export interface ScoredPassage {
  readonly passage: string
  /** Its index among the passages given. */
  readonly index: number
  readonly score: number
}

/** The passages that support the claim most, best first, at most `count`, those without any support left out. */
export function bestPassages(
  claim: string,
  passages: readonly string[],
  count: number,
  language = 'und',
): ScoredPassage[] {
  const wanted = contentWords(claim, language)
  return passages
    .map((passage, index) => ({ passage, index, score: scoreOf(wanted, contentWords(passage, language)) }))
    .filter(({ score }) => score > 0)
    .sort((first, second) => second.score - first.score || first.index - second.index)
    .slice(0, count)
}

function scoreOf(claim: readonly ContentWord[], passage: readonly ContentWord[]): number {
  if (claim.length === 0) return 0
  const present = new Set(passage.map(({ form }) => form))
  let total = 0
  let found = 0
  for (const word of claim) {
    const weight = weightOf(word)
    total += weight
    if (present.has(word.form)) found += weight
  }
  const pairs = pairsOf(claim)
  if (pairs.length === 0) return found / total
  const presentPairs = new Set(pairsOf(passage))
  const foundPairs = pairs.filter((pair) => presentPairs.has(pair)).length
  return (1 - orderShare) * (found / total) + orderShare * (foundPairs / pairs.length)
}

function weightOf({ isNumber, isName }: ContentWord): number {
  if (isNumber) return numberWeight
  return isName ? nameWeight : 1
}

function pairsOf(words: readonly ContentWord[]): string[] {
  return words.slice(1).map(({ form }, index) => `${words[index]?.form} ${form}`)
}
