import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { circleOf, circlesOpenTo } from '../../../brief/audience.ts'
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
import type { NearestQuery } from './points/nearest-points.ts'
import type { Points } from './points/points.ts'
import { documents, vectors } from './schema.ts'

/** The vectors, compared by the database where it has pgvector, and else, or where it has no points of them, in plain JavaScript. */
export class Vectors {
  readonly #database: PostgresDatabase
  readonly #points: Points | undefined

  constructor(database: PostgresDatabase, points: Points | undefined) {
    this.#database = database
    this.#points = points
  }

  async insert(
    { sql, drizzle }: PostgresTransaction,
    document: number,
    { tenant, audience }: Readers,
    { model, vectors: all }: PassageEmbeddings,
  ): Promise<void> {
    const packed = packVectors(all)
    if (!packed) return
    const points = this.#points?.has(packed) ? this.#points : undefined
    const own = { document, tenant, model, ...packed }
    await drizzle.insert(vectors).values({ ...own, hasPoints: points !== undefined })
    await points?.insert(sql, { ...own, circle: circleOf(audience), values: floatsOf(packed.values) })
  }

  /** To be called once vectors of a document are committed. */
  committed(tenant: string, { model, vectors: [first] }: PassageEmbeddings): void {
    if (first) void this.#points?.grow({ tenant, model, dimensions: first.length })
  }

  async forgetTenant(tenant: string): Promise<void> {
    await this.#points?.forgetTenant(tenant)
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
    const circles = circlesOpenTo(audience)
    const query = { tenant, model, dimensions: unit.length, unit, circles, excluded, limit }
    const closest = new Closest(limit)
    // In one transaction: points may come to be where there were none.
    await this.#database.read(async (transaction) => {
      const byDatabase = (await this.#points?.nearest(transaction.sql, query)) ?? []
      for (const neighbour of byDatabase) closest.offer(neighbour)
      await offerScanned(transaction, closest, query, this.#points !== undefined)
    })
    return closest.list()
  }
}

/** Compares the newest vectors in this process: of those without points, or of all. */
async function offerScanned(
  { drizzle }: PostgresTransaction,
  closest: Closest,
  { tenant, model, unit, circles, excluded }: NearestQuery,
  isWithoutPoints: boolean,
): Promise<void> {
  const isInSpace = and(
    eq(vectors.tenant, tenant),
    inArray(documents.circle, [...circles]),
    eq(vectors.model, model),
    eq(vectors.dimensions, unit.length),
    isWithoutPoints ? sql`not ${vectors.hasPoints}` : undefined,
  )
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
    if (rows.length < documentsPerTurn) return
    await nextTurn()
  }
}
