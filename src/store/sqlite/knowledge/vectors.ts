import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { circlesOpenTo } from '../../../brief/audience.ts'
import { Closest, type Neighbour } from '../../../knowledge/closest.ts'
import type { PassageEmbeddings, QueryEmbedding } from '../../../knowledge/document.ts'
import type { Readers } from '../../../knowledge/knowledge-store.ts'
import { meanVector, unitVector } from '../../../text/vectors.ts'
import {
  documentsPerTurn,
  floatsOf,
  maxScannedBytes,
  offerAll,
  packVectors,
} from '../../knowledge/packed-vectors.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { documents, isInOpenCircle, vectors } from './schema.ts'

/**
 * The vectors, compared in plain JavaScript: over 20,000 passages that took as long as sqlite-vec's
 * `vec_distance_cosine` does, and so the file opens without an extension, and any number of dimensions is as good as another.
 */
export class Vectors {
  readonly #insert
  readonly #ofDocument
  readonly #olderThan

  constructor(database: SqliteDatabase) {
    const { drizzle } = database
    this.#insert = database.prepareWrite((drizzle) =>
      drizzle
        .insert(vectors)
        .values({
          document: sql.placeholder('document'),
          tenant: sql.placeholder('tenant'),
          model: sql.placeholder('model'),
          dimensions: sql.placeholder('dimensions'),
          values: sql.placeholder('values'),
        })
        .prepare(),
    )
    this.#ofDocument = drizzle
      .select()
      .from(vectors)
      .where(eq(vectors.document, sql.placeholder('document')))
      .prepare()
    this.#olderThan = drizzle
      .select({ document: vectors.document, values: vectors.values })
      .from(vectors)
      .innerJoin(documents, eq(documents.sequence, vectors.document))
      .where(
        and(
          eq(vectors.tenant, sql.placeholder('tenant')),
          isInOpenCircle,
          eq(vectors.model, sql.placeholder('model')),
          eq(vectors.dimensions, sql.placeholder('dimensions')),
          lt(vectors.document, sql.placeholder('before')),
        ),
      )
      .orderBy(desc(vectors.document))
      .limit(documentsPerTurn)
      .prepare()
  }

  insert(
    transaction: WriteTransaction,
    document: number,
    tenant: string,
    embeddings: PassageEmbeddings,
  ): void {
    const packed = packVectors(embeddings.vectors)
    if (packed) this.#insert(transaction, { document, tenant, model: embeddings.model, ...packed })
  }

  /** The mean of a document's vectors. */
  meanOf(document: number): QueryEmbedding | undefined {
    const row = this.#ofDocument.get({ document })
    return row && { model: row.model, vector: meanVector(floatsOf(row.values), row.dimensions) }
  }

  /** The passages that all readers may see whose vectors of the same model are closest to the given one, closest first. */
  async nearest(
    { model, vector }: QueryEmbedding,
    { tenant, audience }: Readers,
    limit: number,
    excluded: ReadonlySet<number>,
  ): Promise<readonly Neighbour[]> {
    const unit = unitVector(vector)
    const circles = JSON.stringify(circlesOpenTo(audience))
    const space = { tenant, circles, model, dimensions: unit.length }
    const closest = new Closest(limit)
    let before = Number.MAX_SAFE_INTEGER
    let scannedBytes = 0
    while (scannedBytes < maxScannedBytes) {
      const rows = this.#olderThan.all({ ...space, before })
      for (const { document, values } of rows) {
        before = document
        scannedBytes += values.byteLength
        if (!excluded.has(document)) offerAll(closest, document, floatsOf(values), unit)
      }
      if (rows.length < documentsPerTurn) break
      await nextTurn()
    }
    return closest.list()
  }
}
