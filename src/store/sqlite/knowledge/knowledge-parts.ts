import type { Documents } from './documents.ts'
import type { Entities } from './entities.ts'
import type { Identities } from './identities.ts'
import type { Vectors } from './vectors.ts'
import type { Words } from './words.ts'

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
