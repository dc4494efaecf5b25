import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigserial,
  boolean,
  customType,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { Claim, EntityKind } from '../../../brief/analysis.ts'
import { bytes, json, whole, words } from '../column-types.ts'

/** What has been read. `sequence` grows: a document that is remembered anew is the newest again. */
export const documents = pgTable(
  'knowledge_documents',
  {
    tenant: text('tenant').notNull(),
    sequence: bigserial('sequence', { mode: 'number' }).notNull(),
    id: text('id').notNull(),
    /** Who may see anything of it: see `circleOf`. */
    circle: text('circle').notNull(),
    workflow: text('workflow').notNull(),
    /** '' where the document has none. */
    url: words('url').notNull(),
    /** The address by which the source is known again: '' where it has none. */
    address: words('address').notNull(),
    contentHash: text('content_hash').notNull(),
    /** Little-endian uint32: the size of the text's sketch and its minima. */
    sketch: bytes('sketch').notNull(),
    title: words('title').notNull(),
    summary: words('summary').notNull(),
    language: text('language').notNull(),
    rememberedAtMs: whole('remembered_at_ms').notNull(),
    claims: json<readonly Claim[]>('claims').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.sequence] }),
    uniqueIndex('knowledge_documents_id').on(table.tenant, table.id),
    uniqueIndex('knowledge_documents_content').on(
      table.tenant,
      table.circle,
      table.address,
      table.contentHash,
    ),
    index('knowledge_documents_by_id').on(table.id),
    index('knowledge_documents_sequence').on(table.sequence),
    index('knowledge_documents_workflow').on(table.workflow),
    index('knowledge_documents_remembered').on(table.rememberedAtMs),
  ],
)

/** What of a passage is found by words, with weights: https://www.postgresql.org/docs/18/datatype-textsearch.html (2026-11). */
const searchVector = customType<{ data: string; driverData: string }>({ dataType: () => 'tsvector' })

const ofDocument = (name: string, table: { readonly tenant: AnyPgColumn; readonly document: AnyPgColumn }) =>
  foreignKey({
    name,
    columns: [table.tenant, table.document],
    foreignColumns: [documents.tenant, documents.sequence],
  }).onDelete('cascade')

/** The text of the documents, piece by piece, and the words by which it is found. */
export const passages = pgTable(
  'knowledge_passages',
  {
    tenant: text('tenant').notNull(),
    document: whole('document').notNull(),
    /** From 0, in the order of the text. */
    ordinal: whole('ordinal').notNull(),
    text: words('text').notNull(),
    startOffset: whole('start_offset').notNull(),
    endOffset: whole('end_offset').notNull(),
    words: searchVector('words').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.document, table.ordinal] }),
    ofDocument('knowledge_passages_document', table),
    index('knowledge_passages_words').using('gin', table.words),
  ],
)

/** The vectors of all passages of a document in one row, so that a search reads few, large rows. */
export const vectors = pgTable(
  'knowledge_vectors',
  {
    tenant: text('tenant').notNull(),
    document: whole('document').notNull(),
    model: text('model').notNull(),
    dimensions: whole('dimensions').notNull(),
    /** Little-endian float32, vector after vector in the order of the passages, each of length one. */
    values: bytes('values').notNull(),
    /** Whether each of them stands in `knowledge_points` too, where the database compares them: see `PointTable`. */
    hasPoints: boolean('has_points').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.document] }),
    ofDocument('knowledge_vectors_document', table),
    index('knowledge_vectors_space').on(table.tenant, table.model, table.dimensions, table.document),
    index('knowledge_vectors_without_points').on(table.tenant, table.document).where(sql`has_points = false`),
  ],
)

export const entities = pgTable(
  'knowledge_entities',
  {
    tenant: text('tenant').notNull(),
    document: whole('document').notNull(),
    /** The name as it is compared: see `entityKey`. */
    key: words('key').notNull(),
    name: words('name').notNull(),
    kind: text('kind').$type<EntityKind>().notNull(),
    mentions: whole('mentions').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.document, table.key] }),
    ofDocument('knowledge_entities_document', table),
    index('knowledge_entities_key').on(table.tenant, table.key, table.document),
  ],
)
