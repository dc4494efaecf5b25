import type { EntityKind } from '../brief/analysis.ts'

/** What a reader found in one sentence. */
export interface SentenceReading {
  /** Content words in a normal form, repeats included. */
  readonly terms: readonly string[]
  readonly wordCount: number
  readonly mentions: readonly Mention[]
  /** Candidate topics: noun phrases, or single words where no tagger knows the language. */
  readonly phrases: readonly Phrase[]
  /** -1 to 1; undefined where it cannot be judged. */
  readonly sentiment?: number
  /** Whether there is a verb; true where it cannot be told. */
  readonly hasVerb: boolean
  /** Begins with an order to the reader; false where it cannot be told. */
  readonly isImperative: boolean
  readonly hasComparison: boolean
}

export interface Phrase {
  readonly key: string
  readonly surface: string
  readonly words: number
}

export interface Mention {
  readonly name: string
  /** How much each kind is spoken for by what stands around the name. */
  readonly evidence: Partial<Record<EntityKind, number>>
  /** True for a lone capitalised word that opens a sentence: it may be any word. */
  readonly isWeak: boolean
}

export interface SentenceReader {
  read(sentence: string): SentenceReading
}
