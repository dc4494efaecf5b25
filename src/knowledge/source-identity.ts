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

/** What of the identity lies in the text. */
export type ReadText = Pick<SourceIdentity, 'contentHash' | 'sketch'>

export function readText(text: string): ReadText {
  return { contentHash: contentHashOf(text), sketch: sketchOf(text) }
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

export function sourceIdentity(text: string, address: string | undefined): SourceIdentity {
  return { address, ...readText(text) }
}

/** The words of a text by which they are known in others. */
export interface OwnWords {
  readonly contentHash: string
  /** See `knownSequencesOf`. */
  readonly sequences: ReadonlySet<number>
}

export function ownWordsOf(text: string): OwnWords {
  return { contentHash: contentHashOf(text), sequences: knownSequencesOf(text) }
}

/** A source whose claims are held against others. It is no evidence for itself. */
export class OwnSource {
  readonly identity: SourceIdentity
  readonly #sequences: ReadonlySet<number>

  constructor({ contentHash, sequences }: OwnWords, address: string | undefined) {
    this.#sequences = sequences
    this.identity = { address, contentHash, sketch: sketchFrom(sequences) }
  }

  /** Whether a passage is from the source's own address, was taken from the source, or the source took it over. */
  includes(passage: string, address: string | undefined): boolean {
    if (address !== undefined && address === this.identity.address) return true
    const sequences = [...sequencesOf(passage)]
    const own = sequences.filter((sequence) => this.#sequences.has(sequence)).length
    return sequences.length > 0 && own >= sequences.length * leastOwnShare
  }
}
