import { checkDocument } from '../../../knowledge/check-document.ts'
import type { KnowledgeStore } from '../../../knowledge/knowledge-store.ts'
import { findRelated, knownSubject } from '../../knowledge/find-related.ts'
import { searchPassages } from '../../knowledge/search-passages.ts'
import type { SqliteDatabase } from '../database.ts'
import { Documents } from './documents.ts'
import { Entities } from './entities.ts'
import { Identities } from './identities.ts'
import { rememberDocument } from './remember.ts'
import type { SqliteKnowledgeParts } from './sqlite-knowledge-parts.ts'
import { Vectors } from './vectors.ts'
import { Words } from './words.ts'

/** Forgetting these takes some 30 ms, for which the ledger's writes wait. */
const documentsPerWrite = 50

/** The knowledge store in the ledger's file. It is closed with the file. */
export function openSqliteKnowledge(database: SqliteDatabase): KnowledgeStore {
  const parts: SqliteKnowledgeParts = {
    documents: new Documents(database),
    words: new Words(database),
    vectors: new Vectors(database),
    entities: new Entities(database),
    identities: new Identities(database),
  }
  const { documents, entities } = parts
  const isForgotten = database.connection
    .prepare('select 1 from workflows where id = ? and forgotten_at_ms is not null')
    .pluck()
  return {
    remember: async (document) => {
      checkDocument(document)
      return rememberDocument(database, parts, document, (workflow) => Boolean(isForgotten.get(workflow)))
    },
    search: (query, options) => searchPassages(parts, query, options),
    related: async (subject, options) => {
      if (typeof subject !== 'string') return findRelated(parts, subject, options)
      const known = await knownSubject(parts, subject, options)
      const own = known && (await parts.identities.of(known.document))
      if (!known || !own) return []
      const exclude = [...(options.exclude ?? []), subject]
      return findRelated(parts, known.subject, { ...options, exclude }, own)
    },
    get: async (documentId, tenant) => {
      const sequence = documents.sequenceOf(documentId, tenant)
      const row = sequence === undefined ? undefined : documents.get(sequence)
      if (!row) return undefined
      const { id, workflow, url, title, summary, language, rememberedAtMs, claims } = row
      const mentioned = entities.of(row.sequence)
      return { id, workflow, url, title, summary, language, rememberedAtMs, claims, entities: mentioned }
    },
    forget: (documentId) => database.write((transaction) => documents.delete(transaction, documentId)),
    forgetTenant: async (tenant) => {
      let forgotten = 0
      for (;;) {
        const count = await database.write((transaction) =>
          documents.deleteSome(transaction, tenant, documentsPerWrite),
        )
        forgotten += count
        if (count < documentsPerWrite) return forgotten
      }
    },
    count: async (tenant) => documents.count(tenant),
  }
}
