import type { KnowledgeParts } from '../../knowledge/knowledge-parts.ts'
import type { Documents } from './documents.ts'
import type { Entities } from './entities.ts'
import type { Identities } from './identities.ts'
import type { Vectors } from './vectors.ts'
import type { Words } from './words.ts'

export interface SqliteKnowledgeParts extends KnowledgeParts {
  readonly documents: Documents
  readonly words: Words
  readonly vectors: Vectors
  readonly entities: Entities
  readonly identities: Identities
}
