import type { RelatedOptions } from '../../../knowledge/knowledge-store.ts'
import type { Documents } from './documents.ts'
import type { Entities } from './entities.ts'
import type { Identities } from './identities.ts'
import type { Vectors } from './vectors.ts'
import type { Words } from './words.ts'

/** Who will see what is found, and of which tenant they are. */
export type Readers = Pick<RelatedOptions, 'tenant' | 'audience'>

/** What a search or a relation is put together from. */
export interface KnowledgeParts {
  readonly documents: Documents
  readonly words: Words
  readonly vectors: Vectors
  readonly entities: Entities
  readonly identities: Identities
}

/** Of each side of a search, and of each kind of relation. */
export const candidateLimit = 50

/** @throws {RangeError} when the limit is not a whole number from 0 to 50. */
export function checkLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 0 || limit > candidateLimit)
    throw new RangeError(`Expected a limit from 0 to ${candidateLimit}, got ${limit}.`)
}
