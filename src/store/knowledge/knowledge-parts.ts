import type { Claim, Entity } from '../../brief/analysis.ts'
import type { Neighbour } from '../../knowledge/closest.ts'
import type { QueryEmbedding } from '../../knowledge/document.ts'
import type { FoundPassage, Readers } from '../../knowledge/knowledge-store.ts'
import type { SourceIdentity } from '../../knowledge/source-identity.ts'

type Awaitable<T> = T | Promise<T>

/** A passage by the number of its document and its place in it. */
export interface Place {
  readonly document: number
  readonly ordinal: number
}

/** A document without its passages. */
export interface DocumentRow {
  readonly sequence: number
  readonly id: string
  readonly circle: string
  readonly workflow: string
  readonly url: string | undefined
  readonly title: string
  readonly summary: string
  readonly language: string
  readonly rememberedAtMs: number
  readonly claims: readonly Claim[]
}

export interface SharingDocument {
  readonly document: number
  /** As the subject calls them, rarest first. */
  readonly names: readonly string[]
}

export type PassageRow = Omit<FoundPassage, 'score' | 'similarity'>

/** What a search or a relation is put together from. */
export interface KnowledgeParts {
  readonly documents: {
    /** The number of a document of the tenant. */
    sequenceOf(id: string, tenant: string): Awaitable<number | undefined>
    /** The numbers of those of the documents that are the tenant's. */
    sequencesOf(ids: readonly string[], tenant: string): Awaitable<ReadonlySet<number>>
    /** Without those that are gone. */
    allOf(sequences: readonly number[]): Awaitable<ReadonlyMap<number, DocumentRow>>
    /** Undefined in the place of one that is gone. */
    passagesAt(places: readonly Place[]): Awaitable<readonly (PassageRow | undefined)[]>
  }
  readonly words: {
    /** Best first. */
    search(
      query: { readonly text: string; readonly language?: string | undefined },
      readers: Readers,
      limit: number,
      exclude: readonly string[],
    ): Awaitable<readonly Place[]>
  }
  readonly vectors: {
    /** The mean of a document's vectors. */
    meanOf(document: number): Awaitable<QueryEmbedding | undefined>
    /** The passages that all readers may see whose vectors of the same model are closest to the given one, closest first. */
    nearest(
      query: QueryEmbedding,
      readers: Readers,
      limit: number,
      excluded: ReadonlySet<number>,
    ): Promise<readonly Neighbour[]>
  }
  readonly entities: {
    /** Most mentioned first. */
    of(document: number): Awaitable<readonly Entity[]>
    /**
     * The documents that all readers may see and that mention what the subject mentions, closest first. An entity weighs less the more
     * documents mention it: 1 when it is in one of them, 1/2 in four.
     */
    sharing(
      subject: readonly Entity[],
      readers: Readers,
      excluded: ReadonlySet<number>,
    ): Awaitable<readonly SharingDocument[]>
  }
  readonly identities: {
    /** Undefined when the document is gone. */
    of(sequence: number): Promise<SourceIdentity | undefined>
    /**
     * Those of the documents that are neither the same source as `own` nor as one before them: to agree, they must be
     * independent of it and of one another.
     */
    independentOf(own: SourceIdentity, found: Iterable<number>): Promise<ReadonlySet<number>>
  }
}

/** Of each side of a search, and of each kind of relation. */
export const candidateLimit = 50

/** @throws {RangeError} when the limit is not a whole number from 0 to 50. */
export function checkLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 0 || limit > candidateLimit)
    throw new RangeError(`Expected a limit from 0 to ${candidateLimit}, got ${limit}.`)
}
