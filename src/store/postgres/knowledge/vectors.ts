import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, desc, eq, inArray, lt } from 'drizzle-orm'
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
import type { PostgresDatabase, PostgresTransaction } from '../database.ts'
import { documents, vectors } from './schema.ts'

/** The vectors, compared in plain JavaScript: any server will do, with or without pgvector. */
export class Vectors {
  readonly #database: PostgresDatabase

  constructor(database: PostgresDatabase) {
    this.#database = database
  }

  async insert(
    { drizzle }: PostgresTransaction,
    document: number,
    tenant: string,
    { model, vectors: all }: PassageEmbeddings,
  ): Promise<void> {
    const packed = packVectors(all)
    if (packed) await drizzle.insert(vectors).values({ document, tenant, model, ...packed })
  }

  async meanOf(document: number): Promise<QueryEmbedding | undefined> {
    const [row] = await this.#database.read(({ drizzle }) =>
      drizzle.select().from(vectors).where(eq(vectors.document, document)),
    )
    return row && { model: row.model, vector: meanVector(floatsOf(row.values), row.dimensions) }
  }

  async nearest(
    { model, vector }: QueryEmbedding,
    { tenant, audience }: Readers,
    limit: number,
    excluded: ReadonlySet<number>,
  ): Promise<readonly Neighbour[]> {
    const unit = unitVector(vector)
    const closest = new Closest(limit)
    const isInSpace = and(
      eq(vectors.tenant, tenant),
      inArray(documents.circle, [...circlesOpenTo(audience)]),
      eq(vectors.model, model),
      eq(vectors.dimensions, unit.length),
    )
    await this.#database.read(async ({ drizzle }) => {
      let before = Number.MAX_SAFE_INTEGER
      let scannedBytes = 0
      while (scannedBytes < maxScannedBytes) {
        const rows = await drizzle
          .select({ document: vectors.document, values: vectors.values })
          .from(vectors)
          .innerJoin(
            documents,
            and(eq(documents.tenant, vectors.tenant), eq(documents.sequence, vectors.document)),
          )
          .where(and(isInSpace, lt(vectors.document, before)))
          .orderBy(desc(vectors.document))
          .limit(documentsPerTurn)
        for (const { document, values } of rows) {
          before = document
          scannedBytes += values.byteLength
          if (!excluded.has(document)) offerAll(closest, document, floatsOf(values), unit)
        }
        if (rows.length < documentsPerTurn) break
        await nextTurn()
      }
    })
    return closest.list()
  }
}
