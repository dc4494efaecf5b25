import { count, eq, inArray } from 'drizzle-orm'
import { circleOf } from '../../../brief/audience.ts'
import type { KnowledgeDocument } from '../../../knowledge/document.ts'
import type { KnowledgeCount } from '../../../knowledge/knowledge-store.ts'
import type { SourceIdentity } from '../../../knowledge/source-identity.ts'
import type { DocumentRow, PassageRow, Place } from '../../knowledge/knowledge-parts.ts'
import { storedSketch } from '../../knowledge/stored-sketch.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import {
  prepareBySequence,
  prepareDelete,
  prepareInsertDocument,
  prepareInsertPassage,
  preparePassageAt,
  prepareSameAs,
  prepareSequenceOf,
} from './document-statements.ts'
import { documents, passages } from './schema.ts'

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
    this.#sameAs = prepareSameAs(drizzle)
    this.#sequenceOf = prepareSequenceOf(drizzle)
    this.#bySequence = prepareBySequence(drizzle)
    this.#passageAt = preparePassageAt(drizzle)
    this.#insertDocument = database.prepareWrite(prepareInsertDocument)
    this.#insertPassage = database.prepareWrite(prepareInsertPassage)
    this.#delete = database.prepareWrite(prepareDelete)
  }

  /**
   * Deletes what the document takes the place of; returns its ids.
   *
   * @throws {RangeError} when the id is another tenant's.
   */
  makeRoom(
    transaction: WriteTransaction,
    { id, tenant, audience }: KnowledgeDocument,
    { address = '', contentHash }: SourceIdentity,
  ): readonly string[] {
    const same = this.#sameAs.all({ id, tenant, circle: circleOf(audience), address, contentHash })
    if (same.some((row) => row.tenant !== tenant))
      throw new RangeError(`The document id ${id} belongs to another tenant.`)
    for (const row of same) this.#delete(transaction, { id: row.id })
    return same.map((row) => row.id)
  }

  /** Returns the document's number. */
  insert(transaction: WriteTransaction, document: KnowledgeDocument, identity: SourceIdentity): number {
    const { id, audience } = document
    return this.#insertAs(transaction, { id, circle: circleOf(audience) }, document, identity)
  }

  /** Under another id, and in no circle; returns the document's number. */
  insertPending(
    transaction: WriteTransaction,
    id: string,
    document: KnowledgeDocument,
    identity: SourceIdentity,
  ): number {
    return this.#insertAs(transaction, { id, circle: '' }, document, identity)
  }

  /** From now on it is what it was pending to be. */
  publish({ drizzle }: WriteTransaction, sequence: number, { id, audience }: KnowledgeDocument): void {
    drizzle
      .update(documents)
      .set({ id, circle: circleOf(audience) })
      .where(eq(documents.sequence, sequence))
      .run()
  }

  #insertAs(
    transaction: WriteTransaction,
    as: { readonly id: string; readonly circle: string },
    document: KnowledgeDocument,
    identity: SourceIdentity,
  ): number {
    const { tenant, workflow, url = '', title, summary, language } = document
    const { rememberedAtMs, claims = [] } = document
    const { address = '', contentHash } = identity
    const keys = { ...as, tenant, url, address, contentHash }
    const row = { ...keys, workflow, title, summary, language, rememberedAtMs, claims }
    const sketch = storedSketch(identity.sketch)
    return Number(this.#insertDocument(transaction, { ...row, sketch }).lastInsertRowid)
  }

  /** Returns the passage's number in the index of words. */
  insertPassage(
    transaction: WriteTransaction,
    place: Place,
    passage: KnowledgeDocument['passages'][number],
  ): bigint {
    return BigInt(this.#insertPassage(transaction, { ...place, ...passage }).lastInsertRowid)
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

  allOf(sequences: readonly number[]): ReadonlyMap<number, DocumentRow> {
    return new Map(
      sequences.flatMap((sequence) => {
        const row = this.get(sequence)
        return row ? [[sequence, row]] : []
      }),
    )
  }

  passagesAt(places: readonly Place[]): readonly (PassageRow | undefined)[] {
    return places.map(({ document, ordinal }) => {
      const row = this.#passageAt.get({ document, ordinal })
      return row && { ...row, url: row.url || undefined }
    })
  }

  delete(transaction: WriteTransaction, id: string): boolean {
    return this.#delete(transaction, { id }).changes > 0
  }

  /** Deletes at most `limit` documents of the tenant; returns how many. */
  deleteSome({ drizzle }: WriteTransaction, tenant: string, limit: number): number {
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
