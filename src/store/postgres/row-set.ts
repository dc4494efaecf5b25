import { type Column, getTableColumns, getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { arrayLiteral } from './array-literal.ts'
import type { Statement, TransactionSql } from './connections.ts'

/**
 * The rows of a table a set at a time, with the columns' own mapping: for the paths that every call takes. A statement's text is the same
 * whatever the number of rows, so that the server plans it once a connection.
 */
export class RowSet<Table extends PgTable> {
  readonly #name: string
  readonly #columns: readonly (readonly [key: string, column: Column])[]
  readonly #selected: string
  readonly #inserted: readonly (readonly [key: string, column: Column])[]

  constructor(table: Table) {
    this.#name = `"${getTableName(table)}"`
    this.#columns = Object.entries(getTableColumns(table))
    this.#selected = namesOf(this.#columns)
    this.#inserted = this.#columns.filter(
      ([, column]) => column.getSQLType() !== 'bigserial' && !column.generated,
    )
  }

  /**
   * No statement, where there are no rows.
   *
   * @param orElse what follows, such as `on conflict do nothing`
   */
  insert(sql: TransactionSql, rows: readonly Table['$inferInsert'][], orElse = ''): readonly Statement[] {
    if (rows.length === 0) return []
    const values = sideBySide(this.#inserted.map(([, column]) => [column.name, column.getSQLType()]))
    const statement = sql.unsafe(
      `insert into ${this.#name} (${namesOf(this.#inserted)}) ${values} ${orElse}`,
      this.#inserted.map(([key, column]) => arrayOf(column, key, rows)),
      { prepare: true },
    )
    return [statement]
  }

  /** @param which what follows the name of the table, such as `where id = any($1)` */
  async select(
    sql: TransactionSql,
    which: string,
    parameters: readonly (readonly (string | null)[] | string)[],
  ): Promise<Table['$inferSelect'][]> {
    const rows = await sql
      .unsafe(`select ${this.#selected} from ${this.#name} ${which}`, parameters as never[], {
        prepare: true,
      })
      .values()
    return rows.map((values) => {
      const row: Record<string, unknown> = {}
      for (const [index, [key, column]] of this.#columns.entries()) {
        const value = values[index]
        row[key] = value === null ? null : column.mapFromDriverValue(value)
      }
      return row
    })
  }

  /** For `insert`: where the key is there already, adds to every column that is not of it. */
  addingTo(keys: readonly string[]): string {
    const sums = this.#inserted.map(([, { name }]) => name).filter((name) => !keys.includes(name))
    const additions = sums.map((name) => `"${name}" = ${this.#name}."${name}" + excluded."${name}"`)
    return `on conflict (${keys.map((name) => `"${name}"`).join(', ')}) do update set ${additions.join(', ')}`
  }
}

/**
 * Rows of parameters that are an array a column, all of one length. The server makes each row when it is asked for; of `from unnest($1, $2)` it
 * keeps every column by itself first.
 */
export function sideBySide(columns: readonly (readonly [name: string, type: string])[]): string {
  const values = columns.map(([name, type], index) => `unnest($${index + 1}::${type}[]) as "${name}"`)
  return `select ${values.join(', ')}`
}

function namesOf(columns: readonly (readonly [key: string, column: Column])[]): string {
  return columns.map(([, { name }]) => `"${name}"`).join(', ')
}

function arrayOf(column: Column, key: string, rows: readonly object[]): string {
  const isText = column.getSQLType() === 'text'
  const values = rows.map((row) => {
    const value: unknown = Reflect.get(row, key)
    if (value === undefined || value === null) return null
    const sent = column.mapToDriverValue(value)
    return isText ? String(sent) : (sent as number | bigint)
  })
  return arrayLiteral(values)
}
