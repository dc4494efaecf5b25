import { and, count, eq, inArray, or, sql } from 'drizzle-orm'
import { circleOf } from '../../../brief/audience.ts'
import type { KnowledgeDocument } from '../../../knowledge/document.ts'
import type { KnowledgeCount } from '../../../knowledge/knowledge-store.ts'
import type { SourceIdentity } from '../../../knowledge/source-identity.ts'
import type { SqliteDatabase } from '../database.ts'
import { storedSketch } from './identities.ts'
import { documents, passages } from './schema.ts'
import type { Place } from './words.ts'

/** The rows of documents and their passages. All that hangs on a document goes with it. */
export class Documents {
  readonly #database: SqliteDatabase
  readonly #sameAs
  readonly #sequenceOf
  readonly #bySequence
  readonly #passageAt
  readonly #insertDocument
  readonly #insertPassage
  readonly #delete

  constructor(database: SqliteDatabase) {
    this.#database = database
    const { drizzle } = database
    this.#sameAs = drizzle
      .select({ id: documents.id, tenant: documents.tenant })
      .from(documents)
      .where(
        or(
          eq(documents.id, sql.placeholder('id')),
          and(
            eq(documents.tenant, sql.placeholder('tenant')),
            eq(documents.circle, sql.placeholder('circle')),
            eq(documents.address, sql.placeholder('address')),
            eq(documents.contentHash, sql.placeholder('contentHash')),
          ),
        ),
      )
      .prepare()
    this.#sequenceOf = drizzle
      .select({ sequence: documents.sequence })
      .from(documents)
      .where(and(eq(documents.id, sql.placeholder('id')), eq(documents.tenant, sql.placeholder('tenant'))))
      .prepare()
    this.#bySequence = drizzle
      .select()
      .from(documents)
      .where(eq(documents.sequence, sql.placeholder('sequence')))
      .prepare()
    this.#passageAt = drizzle
      .select({
        documentId: documents.id,
        title: documents.title,
        url: documents.url,
        rememberedAtMs: documents.rememberedAtMs,
        text: passages.text,
        startOffset: passages.startOffset,
        endOffset: passages.endOffset,
      })
      .from(passages)
      .innerJoin(documents, eq(documents.sequence, passages.document))
      .where(
        and(
          eq(passages.document, sql.placeholder('document')),
          eq(passages.ordinal, sql.placeholder('ordinal')),
        ),
      )
      .prepare()
    this.#insertDocument = drizzle
      .insert(documents)
      .values({
        id: sql.placeholder('id'),
        tenant: sql.placeholder('tenant'),
        circle: sql.placeholder('circle'),
        workflow: sql.placeholder('workflow'),
        url: sql.placeholder('url'),
        address: sql.placeholder('address'),
        contentHash: sql.placeholder('contentHash'),
        sketch: sql.placeholder('sketch'),
        title: sql.placeholder('title'),
        summary: sql.placeholder('summary'),
        language: sql.placeholder('language'),
        rememberedAtMs: sql.placeholder('rememberedAtMs'),
        claims: sql.placeholder('claims'),
      })
      .prepare()
    this.#insertPassage = drizzle
      .insert(passages)
      .values({
        document: sql.placeholder('document'),
        ordinal: sql.placeholder('ordinal'),
        text: sql.placeholder('text'),
        startOffset: sql.placeholder('startOffset'),
        endOffset: sql.placeholder('endOffset'),
      })
      .prepare()
    this.#delete = drizzle
      .delete(documents)
      .where(eq(documents.id, sql.placeholder('id')))
      .prepare()
  }

  /**
   * Deletes what the document takes the place of; returns its ids. Inside a write.
   *
   * @throws {RangeError} when the id is another tenant's.
   */
  makeRoom(
    { id, tenant, audience }: KnowledgeDocument,
    { address = '', contentHash }: SourceIdentity,
  ): readonly string[] {
    const same = this.#sameAs.all({ id, tenant, circle: circleOf(audience), address, contentHash })
    if (same.some((row) => row.tenant !== tenant))
      throw new RangeError(`The document id ${id} belongs to another tenant.`)
    for (const row of same) this.#delete.run({ id: row.id })
    return same.map((row) => row.id)
  }

  /** Inside a write. Returns the document's number. */
  insert(document: KnowledgeDocument, identity: SourceIdentity): number {
    const { id, tenant, workflow, url = '', title, summary, language } = document
    const { rememberedAtMs, claims = [] } = document
    const { address = '', contentHash } = identity
    const keys = { id, tenant, circle: circleOf(document.audience), url, address, contentHash }
    const row = { ...keys, workflow, title, summary, language, rememberedAtMs, claims }
    return Number(this.#insertDocument.run({ ...row, sketch: storedSketch(identity.sketch) }).lastInsertRowid)
  }

  /** Inside a write. Returns the passage's number in the index of words. */
  insertPassage(place: Place, passage: KnowledgeDocument['passages'][number]): bigint {
    return BigInt(this.#insertPassage.run({ ...place, ...passage }).lastInsertRowid)
  }

  /** The number of a document of the tenant. */
  sequenceOf(id: string, tenant: string): number | undefined {
    const row = this.#sequenceOf.get({ id, tenant })
    return row && Number(row.sequence)
  }

  /** The numbers of those of the documents that are the tenant's. */
  sequencesOf(ids: readonly string[], tenant: string): ReadonlySet<number> {
    return new Set(ids.map((id) => this.sequenceOf(id, tenant)).filter((sequence) => sequence !== undefined))
  }

  get(sequence: number) {
    const row = this.#bySequence.get({ sequence })
    return row && { ...row, sequence, url: row.url || undefined }
  }

  passageAt({ document, ordinal }: Place) {
    const row = this.#passageAt.get({ document, ordinal })
    return row && { ...row, url: row.url || undefined }
  }

  /** Inside a write. */
  delete(id: string): boolean {
    return this.#delete.run({ id }).changes > 0
  }

  /** Deletes at most `limit` documents of the tenant; returns how many. Inside a write. */
  deleteSome(tenant: string, limit: number): number {
    const { drizzle } = this.#database
    const some = drizzle
      .select({ sequence: documents.sequence })
      .from(documents)
      .where(eq(documents.tenant, tenant))
      .limit(limit)
    return drizzle.delete(documents).where(inArray(documents.sequence, some)).run().changes
  }

  count(tenant?: string): KnowledgeCount {
    const { drizzle } = this.#database
    const ofTenant = tenant === undefined ? undefined : eq(documents.tenant, tenant)
    const documentRow = drizzle.select({ rows: count() }).from(documents).where(ofTenant).get()
    const passageRow =
      tenant === undefined
        ? drizzle.select({ rows: count() }).from(passages).get()
        : drizzle
            .select({ rows: count() })
            .from(passages)
            .innerJoin(documents, eq(documents.sequence, passages.document))
            .where(ofTenant)
            .get()
    return { documents: documentRow?.rows ?? 0, passages: passageRow?.rows ?? 0 }
  }
}
