import { checkDocument } from '../../../knowledge/check-document.ts'
import type { KnowledgeDocument } from '../../../knowledge/document.ts'
import type { KnowledgeStore } from '../../../knowledge/knowledge-store.ts'
import { readText, type SourceIdentity } from '../../../knowledge/source-identity.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { Documents } from './documents.ts'
import { Entities } from './entities.ts'
import { findRelated, knownSubject } from './find-related.ts'
import { Identities } from './identities.ts'
import type { KnowledgeParts } from './knowledge-parts.ts'
import { searchPassages } from './search-passages.ts'
import { Vectors } from './vectors.ts'
import { Words } from './words.ts'

/** Forgetting these takes some 30 ms, for which the ledger's writes wait. */
const documentsPerWrite = 50

/** The knowledge store in the ledger's file. It is closed with the file. */
export function openSqliteKnowledge(database: SqliteDatabase): KnowledgeStore {
  const parts: KnowledgeParts = {
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
      const identity = { address: document.address, ...(document.read ?? readText(document.text)) }
      return database.write((transaction) => {
        // Whoever read it was not told yet that it is not to be remembered.
        if (isForgotten.get(document.workflow)) return { replaced: [] }
        const replaced = documents.makeRoom(transaction, document, identity)
        insert(transaction, parts, document, identity)
        return { replaced }
      })
    },
    search: (query, options) => searchPassages(parts, query, options),
    related: async (subject, options) => {
      if (typeof subject !== 'string') return findRelated(parts, subject, options)
      const known = knownSubject(parts, subject, options)
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

function insert(
  transaction: WriteTransaction,
  { documents, words, vectors, entities }: KnowledgeParts,
  document: KnowledgeDocument,
  identity: SourceIdentity,
): void {
  const { tenant, title, embeddings } = document
  const number = documents.insert(transaction, document, identity)
  for (const [ordinal, passage] of document.passages.entries()) {
    const sequence = documents.insertPassage(transaction, { document: number, ordinal }, passage)
    const summary = ordinal === 0 ? document.summary : ''
    words.insert(transaction, { sequence, tenant, title, summary, body: passage.text })
  }
  entities.insert(transaction, number, tenant, document.entities)
  if (embeddings) vectors.insert(transaction, number, tenant, embeddings)
}
