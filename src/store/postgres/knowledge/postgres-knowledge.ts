import { eq } from 'drizzle-orm'
import { checkDocument } from '../../../knowledge/check-document.ts'
import type { KnowledgeDocument } from '../../../knowledge/document.ts'
import type { KnowledgeStore, RememberResult } from '../../../knowledge/knowledge-store.ts'
import { readText } from '../../../knowledge/source-identity.ts'
import type { VectorComparison } from '../../../knowledge/vector-comparison.ts'
import { findRelated, knownSubject } from '../../knowledge/find-related.ts'
import { searchPassages } from '../../knowledge/search-passages.ts'
import type { PostgresDatabase, PostgresTransaction } from '../database.ts'
import { workflows } from '../workflows/schema.ts'
import { Documents } from './documents.ts'
import { Entities } from './entities.ts'
import { Identities } from './identities.ts'
import { openPgvector } from './points/pgvector.ts'
import { Points } from './points/points.ts'
import { type PointsOptions, usualPointsOptions } from './points/points-options.ts'
import { Vectors } from './vectors.ts'
import { Words } from './words.ts'

/** Of a transaction that forgets a tenant's documents. */
const documentsPerWrite = 500

interface PostgresKnowledge {
  readonly knowledge: KnowledgeStore
  readonly vectorComparison: VectorComparison
}

/**
 * The knowledge store in the ledger's database. It is closed with that.
 *
 * @throws {LedgerError} `unreachable`
 */
export async function openPostgresKnowledge(
  database: PostgresDatabase,
  options: Partial<PointsOptions> = {},
): Promise<PostgresKnowledge> {
  const pgvector = await openPgvector(database)
  if (pgvector.by === 'process')
    return { knowledge: createKnowledge(database, undefined), vectorComparison: pgvector }
  const points = await Points.open(database, pgvector, { ...usualPointsOptions, ...options })
  const { by, version } = pgvector
  return { knowledge: createKnowledge(database, points), vectorComparison: { by, version } }
}

function createKnowledge(database: PostgresDatabase, points: Points | undefined): KnowledgeStore {
  const documents = new Documents(database)
  const entities = new Entities(database)
  const vectors = new Vectors(database, points)
  const parts = {
    documents,
    entities,
    vectors,
    words: new Words(database),
    identities: new Identities(database),
  }
  const remember = async (
    transaction: PostgresTransaction,
    document: KnowledgeDocument,
  ): Promise<RememberResult> => {
    // Of two that remember one source at once, the second finds what the first has kept.
    await transaction.sql`select pg_advisory_xact_lock(hashtextextended(${document.tenant}, 1))`
    if (await isForgotten(transaction, document.workflow)) return { replaced: [] }
    const identity = { address: document.address, ...(document.read ?? readText(document.text)) }
    const replaced = await documents.makeRoom(transaction, document, identity)
    const number = await documents.insert(transaction, document, identity)
    await documents.insertPassages(transaction, number, document)
    await entities.insert(transaction, number, document.tenant, document.entities)
    if (document.embeddings) await vectors.insert(transaction, number, document, document.embeddings)
    return { replaced }
  }
  return {
    remember: async (document) => {
      checkDocument(document)
      const remembered = await database.write((transaction) => remember(transaction, document))
      if (document.embeddings) vectors.committed(document.tenant, document.embeddings)
      return remembered
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
      const sequence = await documents.sequenceOf(documentId, tenant)
      const row = sequence === undefined ? undefined : (await documents.allOf([sequence])).get(sequence)
      if (!row) return undefined
      const { id, workflow, url, title, summary, language, rememberedAtMs, claims } = row
      const mentioned = await entities.of(row.sequence)
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
        if (count < documentsPerWrite) break
      }
      await vectors.forgetTenant(tenant)
      return forgotten
    },
    count: (tenant) => documents.count(tenant),
  }
}

/** Who forgets it meanwhile waits for the end of the transaction, and then forgets what it has remembered. */
async function isForgotten({ drizzle }: PostgresTransaction, workflow: string): Promise<boolean> {
  const rows = await drizzle
    .select({ forgottenAtMs: workflows.forgottenAtMs })
    .from(workflows)
    .where(eq(workflows.id, workflow))
    .for('share')
  return rows.some(({ forgottenAtMs }) => forgottenAtMs !== null)
}
