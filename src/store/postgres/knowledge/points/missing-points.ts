import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { floatsOf } from '../../../knowledge/packed-vectors.ts'
import type { PostgresDatabase, PostgresTransaction } from '../../database.ts'
import { documents, vectors } from '../schema.ts'
import { type DocumentPoints, mostDimensions, type PointTable } from './point-table.ts'

/** Of one transaction. */
const documentsAtOnce = 16

/**
 * Adds the points of some documents that were stored without, by whoever had no pgvector, or moved here.
 *
 * @returns what was added; nothing once none is missing, or others are at it
 */
export function addMissingPoints(
  database: PostgresDatabase,
  table: PointTable,
): Promise<readonly DocumentPoints[]> {
  return database.write(async (transaction) => {
    const missing = await someMissing(transaction)
    for (const points of missing) {
      await table.insert(transaction.sql, points)
      await transaction.drizzle
        .update(vectors)
        .set({ hasPoints: true })
        .where(and(eq(vectors.tenant, points.tenant), eq(vectors.document, points.document)))
    }
    return missing
  })
}

async function someMissing({ drizzle }: PostgresTransaction): Promise<readonly DocumentPoints[]> {
  const { tenant, document, model, dimensions, values } = vectors
  const rows = await drizzle
    .select({ tenant, document, model, dimensions, values, circle: documents.circle })
    .from(vectors)
    .innerJoin(documents, and(eq(documents.tenant, tenant), eq(documents.sequence, document)))
    .where(and(sql`not ${vectors.hasPoints}`, lte(dimensions, mostDimensions)))
    .orderBy(asc(tenant), asc(document))
    .limit(documentsAtOnce)
    .for('update', { of: vectors, skipLocked: true })
  return rows.map((row) => ({ ...row, values: floatsOf(row.values) }))
}
