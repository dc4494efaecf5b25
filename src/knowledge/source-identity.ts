import { createHash } from 'node:crypto'
import {
  areCopies,
  knownSequencesOf,
  sequencesOf,
  sketchFrom,
  sketchOf,
  type TextSketch,
} from './text-sketch.ts'

/** By what a source is known again: where it is from, and what it says. */
export interface SourceIdentity {
  /** Normalised, see `sourceAddress`; undefined for a text from nowhere, such as standard input. */
  readonly address?: string | undefined
  /** SHA-256 of the text, base64url. */
  readonly contentHash: string
  readonly sketch: TextSketch
}

export function sourceIdentity(text: string, address: string | undefined): SourceIdentity {
  return { address, contentHash: contentHashOf(text), sketch: sketchOf(text) }
}

function contentHashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
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

/** A source whose claims are held against others. It is no evidence for itself. */
export class OwnSource {
  readonly identity: SourceIdentity
  readonly #sequences: ReadonlySet<number>

  constructor(text: string, address: string | undefined) {
    this.#sequences = knownSequencesOf(text)
    this.identity = { address, contentHash: contentHashOf(text), sketch: sketchFrom(this.#sequences) }
  }

  /** Whether a passage is from the source's own address, was taken from the source, or the source took it over. */
  includes(passage: string, address: string | undefined): boolean {
    if (address !== undefined && address === this.identity.address) return true
    const sequences = [...sequencesOf(passage)]
    const own = sequences.filter((sequence) => this.#sequences.has(sequence)).length
    return sequences.length > 0 && own >= sequences.length * leastOwnShare
  }
}
