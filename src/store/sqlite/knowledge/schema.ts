import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Claim, EntityKind } from '../../../brief/analysis.ts'
import { json, whole } from '../column-types.ts'

/** What has been read. `sequence` grows: a document that is remembered anew is the newest again. */
export const documents = sqliteTable(
  'knowledge_documents',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    tenant: text('tenant').notNull(),
    /** Who may see anything of it: see `circleOf`. */
    circle: text('circle').notNull().default('member:'),
    workflow: text('workflow').notNull(),
    /** '' where the document has none. */
    url: text('url').notNull(),
    /** The address by which the source is known again: '' where it has none, the plain one in rows of older versions. */
    address: text('address').notNull().default(''),
    contentHash: text('content_hash').notNull(),
    /** Little-endian uint32: the size of the text's sketch and its minima; null in rows of older versions until it is needed. */
    sketch: blob('sketch', { mode: 'buffer' }),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    language: text('language').notNull(),
    rememberedAtMs: whole('remembered_at_ms').notNull(),
    claims: json<readonly Claim[]>('claims').notNull(),
  },
  (table) => [
    uniqueIndex('knowledge_documents_id').on(table.id),
    uniqueIndex('knowledge_documents_content').on(
      table.tenant,
      table.circle,
      table.address,
      table.contentHash,
    ),
    index('knowledge_documents_workflow').on(table.workflow),
  ],
)

/** Whether all readers may see a document; `circles` is the JSON list of the circles that are open to them. */
export const isInOpenCircle = sql`${documents.circle} in (select value from json_each(${sql.placeholder('circles')}))`

const documentReference = () =>
  whole('document').references(() => documents.sequence, { onDelete: 'cascade' })

/** The text of the documents, piece by piece; `sequence` is the row's number in the index of words. */
export const passages = sqliteTable(
  'knowledge_passages',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    document: documentReference().notNull(),
    /** From 0, in the order of the text. */
    ordinal: whole('ordinal').notNull(),
    text: text('text').notNull(),
    startOffset: whole('start_offset').notNull(),
    endOffset: whole('end_offset').notNull(),
  },
  (table) => [uniqueIndex('knowledge_passages_place').on(table.document, table.ordinal)],
)

/** The vectors of all passages of a document in one row, so that a search reads few, large rows. */
export const vectors = sqliteTable(
  'knowledge_vectors',
  {
    document: documentReference().primaryKey(),
    tenant: text('tenant').notNull(),
    model: text('model').notNull(),
    dimensions: whole('dimensions').notNull(),
    /** Little-endian float32, vector after vector in the order of the passages, each of length one. */
    values: blob('values', { mode: 'buffer' }).notNull(),
  },
  (table) => [index('knowledge_vectors_space').on(table.tenant, table.model, table.dimensions)],
)

export const entities = sqliteTable(
  'knowledge_entities',
  {
    document: documentReference().notNull(),
    /** The name as it is compared: see `entityKey`. */
    key: text('key').notNull(),
    tenant: text('tenant').notNull(),
    name: text('name').notNull(),
    kind: text('kind').$type<EntityKind>().notNull(),
    mentions: whole('mentions').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.document, table.key] }),
    index('knowledge_entities_key').on(table.tenant, table.key, table.document),
  ],
)
