import { createHash } from 'node:crypto'
import { areCopies, sequencesOf, sketchOf, type TextSketch } from './text-sketch.ts'

/** By what a source is known again: where it is from, and what it says. */
export interface SourceIdentity {
  /** Normalised, see `sourceAddress`; undefined for a text from nowhere, such as standard input. */
  readonly address?: string | undefined
  /** SHA-256 of the text, base64url. */
  readonly contentHash: string
  readonly sketch: TextSketch
}

export function sourceIdentity(text: string, address: string | undefined): SourceIdentity {
  const contentHash = createHash('sha256').update(text).digest('base64url')
  return { address, contentHash, sketch: sketchOf(text) }
}

/** Whether two sources are one: of one address, the same text, or one a copy of the other. */
export function isSameSource(first: SourceIdentity, second: SourceIdentity): boolean {
  return (
    (first.address !== undefined && first.address === second.address) ||
    first.contentHash === second.contentHash ||
    areCopies(first.sketch, second.sketch)
  )
}

/** A passage of which this much stands in the source is the source's own words, wherever it was found. */
const leastOwnShare = 0.5

/** Of a longer source, the words of its beginning are known. */
const knownCharacters = 1_000_000

/** Tells the words of a source from those of others. A source is no evidence for itself. */
export class OwnWords {
  readonly #sequences: ReadonlySet<number>

  constructor(sourceText: string) {
    this.#sequences = sequencesOf(sourceText.slice(0, knownCharacters))
  }

  /** Whether a passage was taken from the source, or the source took it over. */
  include(passage: string): boolean {
    const sequences = [...sequencesOf(passage)]
    const own = sequences.filter((sequence) => this.#sequences.has(sequence)).length
    return sequences.length > 0 && own >= sequences.length * leastOwnShare
  }
}
