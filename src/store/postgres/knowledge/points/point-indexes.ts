import { fingerprint } from '../../../../text/fingerprint.ts'
import type { PostgresDatabase } from '../../database.ts'
import type { Session } from '../../session.ts'
import type { PointSpace, PointTable } from './point-table.ts'
import type { PointsOptions } from './points-options.ts'

/** Of an index: https://github.com/pgvector/pgvector/tree/v0.8.6#halfvec-type (2026-11) */
const mostDimensions = 4_000

const ofBuilding = ['set statement_timeout = 0', "set maintenance_work_mem = '256MB'"]

/** An index for each tenant whose points are many: what it passes over is what some readers may not see, and never other tenants'. */
export class PointIndexes {
  readonly #database: PostgresDatabase
  readonly #table: PointTable
  readonly #options: PointsOptions
  readonly #building = new Map<string, Promise<void>>()
  readonly #sessions = new Set<Session>()
  #isClosed = false

  constructor(database: PostgresDatabase, table: PointTable, options: PointsOptions) {
    this.#database = database
    this.#table = table
    this.#options = options
    database.beforeClose(async () => {
      this.#isClosed = true
      await Promise.all([...this.#sessions].map((session) => session.close()))
      await Promise.all(this.#building.values())
    })
  }

  /** Makes the index of a space that has grown enough. Never rejects: without it points are compared one by one. */
  grow(space: PointSpace): Promise<void> {
    const name = indexNameOf(space)
    const underWay = this.#building.get(name)
    if (underWay || this.#isClosed || space.dimensions > mostDimensions) return underWay ?? Promise.resolve()
    const building = this.#build(name, space)
      .catch((error: unknown) => {
        if (!this.#isClosed) this.#options.onProblem(error)
      })
      .finally(() => this.#building.delete(name))
    this.#building.set(name, building)
    return building
  }

  /** Those of a tenant that has nothing any more. */
  async drop(tenant: string): Promise<void> {
    const rows = await this.#database.read(
      ({ sql }) => sql<{ name: string }[]>`
        select quote_ident(relname) as name
        from pg_index join pg_class on pg_class.oid = indexrelid
        where indrelid = to_regclass('knowledge_points')
          and strpos(pg_get_expr(indpred, indrelid), '(tenant = ' || quote_literal(${tenant}) || '::text)') > 0`,
    )
    for (const { name } of rows)
      await this.#database.write(({ sql }) => sql.unsafe(`drop index if exists ${name}`))
  }

  async #build(name: string, space: PointSpace): Promise<void> {
    if (!(await this.#isWanting(name, space)) || this.#isClosed) return
    const session = this.#database.openSession()
    this.#sessions.add(session)
    try {
      for (const setting of ofBuilding) await session.orLost(session.sql.unsafe(setting))
      const [lock] = await session.orLost(
        session.sql<{ isOurs: boolean }[]>`
          select pg_try_advisory_lock(hashtextextended(${name}, 0)) as "isOurs"`,
      )
      if (!lock?.isOurs) return
      // One whose maker has died says nothing.
      await session.orLost(session.sql.unsafe(`drop index concurrently if exists ${name}`))
      const [row] = await session.orLost(
        session.sql<{ text: string }[]>`select ${this.#definition(session, name, space)} as text`,
      )
      if (row) await session.orLost(session.sql.unsafe(row.text))
    } finally {
      this.#sessions.delete(session)
      await session.close()
    }
  }

  #isWanting(name: string, { tenant, model, dimensions }: PointSpace): Promise<boolean> {
    return this.#database.read(async ({ sql }) => {
      const [index] = await sql`select from pg_index where indexrelid = to_regclass(${name}) and indisvalid`
      if (index) return false
      const [row] = await sql<{ points: bigint }[]>`
        select count(*) as points from (
          select from knowledge_points
          where tenant = ${tenant} and model = ${model} and dimensions = ${dimensions}
          limit ${this.#options.oneByOne + 1}
        ) known`
      return Number(row?.points) > this.#options.oneByOne
    })
  }

  /** The server writes what is in it as its literals. */
  #definition({ sql }: Session, name: string, { tenant, model, dimensions }: PointSpace) {
    const form = `create index concurrently ${name} on knowledge_points using hnsw (${this.#table.indexed(dimensions)}) where tenant = %L and model = %L and dimensions = ${dimensions}`
    return sql`format(${form}, ${tenant}::text, ${model}::text)`
  }
}

export function indexNameOf({ tenant, model, dimensions }: PointSpace): string {
  return `knowledge_points_near_${fingerprint([tenant, model, dimensions]).slice(0, 16)}`
}
