import type { Neighbour } from '../../../../knowledge/closest.ts'
import type { TransactionSql } from '../../connections.ts'
import type { PostgresDatabase } from '../../database.ts'
import { addMissingPoints } from './missing-points.ts'
import { type NearestQuery, nearestPoints } from './nearest-points.ts'
import type { Pgvector } from './pgvector.ts'
import { PointIndexes } from './point-indexes.ts'
import { type DocumentPoints, mostDimensions, type PointSpace, PointTable } from './point-table.ts'
import type { PointsOptions } from './points-options.ts'

/** The vectors as the database compares them. */
export class Points {
  readonly #database: PostgresDatabase
  readonly #table: PointTable
  readonly #indexes: PointIndexes
  readonly #options: PointsOptions
  #isClosing = false

  static async open(database: PostgresDatabase, pgvector: Pgvector, options: PointsOptions): Promise<Points> {
    return new Points(database, await PointTable.open(database, pgvector), options)
  }

  private constructor(database: PostgresDatabase, table: PointTable, options: PointsOptions) {
    this.#database = database
    this.#table = table
    this.#options = options
    this.#indexes = new PointIndexes(database, table, options)
    const added = this.#addMissing()
    database.beforeClose(() => {
      this.#isClosing = true
      return added
    })
  }

  /** Not of vectors of too many dimensions. */
  has({ dimensions }: Pick<PointSpace, 'dimensions'>): boolean {
    return dimensions <= mostDimensions
  }

  insert(sql: TransactionSql, points: DocumentPoints): Promise<void> {
    return this.#table.insert(sql, points)
  }

  /** To be called once points of the space are committed; never rejects. */
  grow(space: PointSpace): Promise<void> {
    return this.#indexes.grow(space)
  }

  async nearest(sql: TransactionSql, query: NearestQuery): Promise<readonly Neighbour[]> {
    if (!this.has(query)) return []
    return nearestPoints(sql, this.#table, query, this.#options.oneByOne)
  }

  forgetTenant(tenant: string): Promise<void> {
    return this.#indexes.drop(tenant)
  }

  /** Never rejects: what is missing yet is compared in this process. */
  async #addMissing(): Promise<void> {
    const spaces = new Map<string, PointSpace>()
    try {
      while (!this.#isClosing) {
        const added = await addMissingPoints(this.#database, this.#table)
        if (added.length === 0) break
        for (const { tenant, model, dimensions } of added)
          spaces.set(JSON.stringify([tenant, model, dimensions]), { tenant, model, dimensions })
      }
    } catch (error) {
      // The next process tries again.
      this.#options.onProblem(error)
    }
    for (const space of spaces.values()) if (!this.#isClosing) await this.grow(space)
  }
}
