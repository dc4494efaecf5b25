import { type ContentWord, contentWords } from '../text/words.ts'

/** Numbers and names decide whether a passage is about the same fact; other words only whether it is about the same thing. */
const numberWeight = 2
const nameWeight = 1.5

/** How much the order of words adds to their presence. */
const orderShare = 0.2

/**
 * How far a passage supports a claim by its words, 0 to 1: the weighted share of the claim's words and of its
 * neighbouring pairs that the passage has. 1 when it has them all; it says nothing about negation, see `contradicts`.
 */
export function supportScore(claim: string, passage: string): number {
  return scoreOf(contentWords(claim), contentWords(passage))
}

export interface ScoredPassage {
  readonly passage: string
  readonly score: number
}

/** Of all that have words in common with a statement, so many are compared with it word for word. */
const comparedPassages = 20

/** Passages to be searched for support of many statements: their words are read once. */
export class PassageIndex {
  readonly #passages: readonly string[]
  readonly #language: string
  /** The passages that have a word, by its form. */
  readonly #places = new Map<string, number[]>()

  /** @param language BCP 47 tag of the passages and of what is looked for in them. */
  constructor(passages: readonly string[], language: string) {
    this.#passages = passages
    this.#language = language
    for (const [place, passage] of passages.entries())
      for (const form of new Set(contentWords(passage, language).map((word) => word.form)))
        addTo(this.#places, form, place)
  }

  /** The passage that supports the statement most, the first of equals; undefined when none has a word of it. */
  best(statement: string): ScoredPassage | undefined {
    return this.nearest(statement)[0]
  }

  /** The passages that support a statement most, best first, of those that have a word of it. */
  nearest(statement: string): readonly ScoredPassage[] {
    const wanted = contentWords(statement, this.#language)
    const shared = new Map<number, number>()
    for (const [form, word] of new Map(wanted.map((word) => [word.form, word])))
      for (const place of this.#places.get(form) ?? [])
        shared.set(place, (shared.get(place) ?? 0) + weightOf(word))
    return [...shared]
      .sort(([first, more], [second, less]) => less - more || first - second)
      .slice(0, comparedPassages)
      .map(([place]) => this.#passages[place] ?? '')
      .map((passage) => ({ passage, score: scoreOf(wanted, contentWords(passage, this.#language)) }))
      .sort((first, second) => second.score - first.score)
  }
}

function addTo(places: Map<string, number[]>, form: string, place: number): void {
  const known = places.get(form)
  if (known) known.push(place)
  else places.set(form, [place])
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
