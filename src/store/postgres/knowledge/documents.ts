import { and, count, eq, inArray, or } from 'drizzle-orm'
import { circleOf } from '../../../brief/audience.ts'
import type { KnowledgeDocument } from '../../../knowledge/document.ts'
import type { KnowledgeCount } from '../../../knowledge/knowledge-store.ts'
import type { SourceIdentity } from '../../../knowledge/source-identity.ts'
import type { DocumentRow, PassageRow, Place } from '../../knowledge/knowledge-parts.ts'
import { storedSketch } from '../../knowledge/stored-sketch.ts'
import type { PostgresDatabase, PostgresTransaction } from '../database.ts'
import { documents, passages } from './schema.ts'
import { wordVector } from './word-index.ts'

/** Rows of one statement: well below the 65,535 parameters that it may have. */
const rowsPerInsert = 1_000

/** The rows of documents and their passages. All that hangs on a document goes with it. */
export class Documents {
  readonly #database: PostgresDatabase

  constructor(database: PostgresDatabase) {
    this.#database = database
  }

  /**
   * Deletes what the document takes the place of; returns its ids.
   *
   * @throws {RangeError} when the id is another tenant's.
   */
  async makeRoom(
    { drizzle }: PostgresTransaction,
    { id, tenant, audience }: KnowledgeDocument,
    { address = '', contentHash }: SourceIdentity,
  ): Promise<readonly string[]> {
    const isSameSource = and(
      eq(documents.tenant, tenant),
      eq(documents.circle, circleOf(audience)),
      eq(documents.address, address),
      eq(documents.contentHash, contentHash),
    )
    const same = await drizzle
      .select({ id: documents.id, tenant: documents.tenant })
      .from(documents)
      .where(or(eq(documents.id, id), isSameSource))
    if (same.some((row) => row.tenant !== tenant))
      throw new RangeError(`The document id ${id} belongs to another tenant.`)
    const ids = same.map((row) => row.id)
    if (ids.length > 0)
      await drizzle.delete(documents).where(and(eq(documents.tenant, tenant), inArray(documents.id, ids)))
    return ids
  }

  /** Returns the document's number. */
  async insert(
    { drizzle }: PostgresTransaction,
    document: KnowledgeDocument,
    { address = '', contentHash, sketch }: SourceIdentity,
  ): Promise<number> {
    const { id, tenant, audience, workflow, url = '', title, summary, language } = document
    const { rememberedAtMs, claims = [] } = document
    const keys = { id, tenant, circle: circleOf(audience), url, address, contentHash }
    const [row] = await drizzle
      .insert(documents)
      .values({
        ...{ ...keys, workflow, title, summary, language, rememberedAtMs, claims },
        sketch: storedSketch(sketch),
      })
      .returning({ sequence: documents.sequence })
    if (!row) throw new Error(`The document ${id} was not stored.`)
    return row.sequence
  }

  async insertPassages(
    { drizzle }: PostgresTransaction,
    document: number,
    { tenant, title, summary, passages: all }: KnowledgeDocument,
  ): Promise<void> {
    const rows = all.map((passage, ordinal) => ({
      ...passage,
      ...{ tenant, document, ordinal },
      words: wordVector({ tenant, title, summary: ordinal === 0 ? summary : '', body: passage.text }),
    }))
    for (let from = 0; from < rows.length; from += rowsPerInsert)
      await drizzle.insert(passages).values(rows.slice(from, from + rowsPerInsert))
  }

  async sequenceOf(id: string, tenant: string): Promise<number | undefined> {
    const [sequence] = await this.sequencesOf([id], tenant)
    return sequence
  }

  async sequencesOf(ids: readonly string[], tenant: string): Promise<ReadonlySet<number>> {
    if (ids.length === 0) return new Set()
    const rows = await this.#database.read(({ drizzle }) =>
      drizzle
        .select({ sequence: documents.sequence })
        .from(documents)
        .where(and(eq(documents.tenant, tenant), inArray(documents.id, [...ids]))),
    )
    return new Set(rows.map(({ sequence }) => sequence))
  }

  async allOf(sequences: readonly number[]): Promise<ReadonlyMap<number, DocumentRow>> {
    if (sequences.length === 0) return new Map()
    const rows = await this.#database.read(({ drizzle }) =>
      drizzle
        .select()
        .from(documents)
        .where(inArray(documents.sequence, [...sequences])),
    )
    return new Map(rows.map((row) => [row.sequence, { ...row, url: row.url || undefined }]))
  }

  async passagesAt(places: readonly Place[]): Promise<readonly (PassageRow | undefined)[]> {
    if (places.length === 0) return []
    const rows = await this.#database.read(({ drizzle }) =>
      drizzle
        .select({
          document: passages.document,
          ordinal: passages.ordinal,
          documentId: documents.id,
          workflow: documents.workflow,
          title: documents.title,
          url: documents.url,
          rememberedAtMs: documents.rememberedAtMs,
          text: passages.text,
          startOffset: passages.startOffset,
          endOffset: passages.endOffset,
        })
        .from(passages)
        .innerJoin(
          documents,
          and(eq(documents.tenant, passages.tenant), eq(documents.sequence, passages.document)),
        )
        .where(
          or(
            ...places.map(({ document, ordinal }) =>
              and(eq(documents.sequence, document), eq(passages.ordinal, ordinal)),
            ),
          ),
        ),
    )
    return places.map((place) => {
      const row = rows.find((row) => row.document === place.document && row.ordinal === place.ordinal)
      if (!row) return undefined
      const { document: _document, ordinal: _ordinal, ...passage } = row
      return { ...passage, url: passage.url || undefined }
    })
  }

  async delete({ drizzle }: PostgresTransaction, id: string): Promise<boolean> {
    const { count } = await drizzle.delete(documents).where(eq(documents.id, id))
    return count > 0
  }

  /** Deletes at most `limit` documents of the tenant; returns how many. */
  async deleteSome({ drizzle }: PostgresTransaction, tenant: string, limit: number): Promise<number> {
    const some = drizzle
      .select({ sequence: documents.sequence })
      .from(documents)
      .where(eq(documents.tenant, tenant))
      .limit(limit)
    const { count } = await drizzle
      .delete(documents)
      .where(and(eq(documents.tenant, tenant), inArray(documents.sequence, some)))
    return count
  }

  count(tenant?: string): Promise<KnowledgeCount> {
    return this.#database.read(async ({ drizzle }) => {
      const rowsOf = async (table: typeof documents | typeof passages) => {
        const [row] = await drizzle
          .select({ rows: count() })
          .from(table)
          .where(tenant === undefined ? undefined : eq(table.tenant, tenant))
        return Number(row?.rows ?? 0)
      }
      return { documents: await rowsOf(documents), passages: await rowsOf(passages) }
    })
  }
}
