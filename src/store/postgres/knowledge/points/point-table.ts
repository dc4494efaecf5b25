import type { TransactionSql } from '../../connections.ts'
import type { PostgresDatabase } from '../../database.ts'
import type { Pgvector } from './pgvector.ts'

/** Of `halfvec`: https://github.com/pgvector/pgvector/tree/v0.8.6#halfvec-type (2026-11) */
export const mostDimensions = 16_000

/** Floats of one statement: some milliseconds of writing them down. */
const floatsPerInsert = 32_768
/** Digits beyond these say nothing in half a float's bits. */
const digits = 1e6

/** Vectors that may be compared with each other. */
export interface PointSpace {
  readonly tenant: string
  readonly model: string
  readonly dimensions: number
}

/** The vectors of a document, one after another. */
export interface DocumentPoints extends PointSpace {
  readonly document: number
  readonly circle: string
  readonly values: Float32Array
}

/**
 * A row for each vector, which the database compares, as 16-bit floats: at half the size they find the same neighbours, whose similarity is
 * then computed of the vectors as they are. It is made of those, and only where pgvector is, so that books can be moved without it.
 */
export class PointTable {
  readonly #schema: string

  /** Makes it where it is not there yet. */
  static async open(database: PostgresDatabase, { schema }: Pgvector): Promise<PointTable> {
    const isThere = await database.read(({ sql }) => hasPoints(sql))
    if (!isThere)
      await database.write(async ({ sql }) => {
        await sql`select pg_advisory_xact_lock(hashtextextended('autointel vector', 0))`
        if (!(await hasPoints(sql))) await sql.unsafe(definition(schema))
      })
    return new PointTable(schema)
  }

  private constructor(schema: string) {
    this.#schema = schema
  }

  async insert(sql: TransactionSql, points: DocumentPoints): Promise<void> {
    const { tenant, document, circle, model, dimensions, values } = points
    const rowsAtOnce = Math.max(1, Math.floor(floatsPerInsert / dimensions))
    const rows = values.length / dimensions
    for (let from = 0; from < rows; from += rowsAtOnce) {
      const until = Math.min(from + rowsAtOnce, rows)
      const written = Array.from({ length: until - from }, (_, index) =>
        pointLiteral(values.subarray((from + index) * dimensions, (from + index + 1) * dimensions)),
      )
      await sql.unsafe(
        `insert into knowledge_points (tenant, document, ordinal, circle, model, dimensions, point)
        select $1, $2, $3 + number - 1, $4, $5, $6, written::${this.#schema}.halfvec
        from unnest($7::text[]) with ordinality point (written, number)`,
        [
          tenant,
          document,
          from,
          circle,
          model,
          dimensions,
          `{${written.map((one) => `"${one}"`).join(',')}}`,
        ],
        { prepare: true },
      )
    }
  }

  /**
   * By what the points of a space are put in order, closest first.
   *
   * @param number of the parameter that the unit vector is, as {@link pointLiteral} writes it
   * @param isByIndex as an index of those of so many dimensions has it
   */
  distance(number: number, dimensions: number, isByIndex: boolean): string {
    const type = `${this.#schema}.halfvec`
    const point = isByIndex ? `(point::${type}(${dimensions}))` : 'point'
    return `${point} operator(${this.#schema}.<=>) $${number}::${type}(${dimensions})`
  }

  /** What an index of the points of so many dimensions is over. */
  indexed(dimensions: number): string {
    return `(point::${this.#schema}.halfvec(${dimensions})) ${this.#schema}.halfvec_cosine_ops`
  }
}

export function pointLiteral(values: Float32Array): string {
  return `[${Array.from(values, (value) => Math.round(value * digits) / digits).join(',')}]`
}

/** Not when the extension was taken away, and its type with it. */
async function hasPoints(sql: TransactionSql): Promise<boolean> {
  const [row] = await sql`
    select from pg_attribute
    where attrelid = to_regclass('knowledge_points') and attname = 'point' and not attisdropped`
  return row !== undefined
}

/** `main`: in the row, and not beside it, as long as they fit in a page. */
function definition(schema: string): string {
  return `
    drop table if exists knowledge_points;
    create table knowledge_points (
      tenant text not null,
      document bigint not null,
      ordinal integer not null,
      circle text not null,
      model text not null,
      dimensions integer not null,
      point ${schema}.halfvec not null,
      constraint knowledge_points_pk primary key (tenant, document, ordinal),
      constraint knowledge_points_document foreign key (tenant, document)
        references knowledge_documents (tenant, sequence) on delete cascade
    );
    alter table knowledge_points alter column point set storage main;
    create index knowledge_points_space on knowledge_points (tenant, model, dimensions, circle);
    update knowledge_vectors set has_points = false where has_points`
}
