import type Database from 'better-sqlite3'
import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { WriteTransaction } from './write-queue.ts'

/**
 * Statements of the paths that every call takes, prepared once from the tables of the schema. They read and write
 * whole rows with the columns' own mapping, in a fraction of the time that a query builder takes for one.
 */

/** Inserts a row; returns whether it was inserted. `orElse` is what follows, such as `on conflict do nothing`. */
export function prepareInsert<Table extends SQLiteTable>(
  connection: Database.Database,
  table: Table,
  orElse = '',
): (transaction: WriteTransaction, row: Table['$inferInsert']) => boolean {
  const columns = Object.entries(getTableColumns(table))
  const names = columns.map(([, { name }]) => `"${name}"`)
  const places = columns.map(() => '?')
  const statement = connection.prepare(
    `insert into "${getTableName(table)}" (${names.join(', ')}) values (${places.join(', ')}) ${orElse}`,
  )
  return (_transaction, row) => {
    const values = columns.map(([key, column]) => {
      const value = (row as Readonly<Record<string, unknown>>)[key]
      return value === undefined || value === null ? null : column.mapToDriverValue(value)
    })
    return statement.run(...values).changes > 0
  }
}

/** The first row for which a condition holds, such as `id = ?`. */
export function prepareFind<Table extends SQLiteTable>(
  connection: Database.Database,
  table: Table,
  condition: string,
): (...parameters: readonly unknown[]) => Table['$inferSelect'] | undefined {
  const columns = Object.entries(getTableColumns(table))
  const names = columns.map(([, { name }]) => `"${name}"`)
  const statement = connection
    .prepare<unknown[], readonly unknown[]>(
      `select ${names.join(', ')} from "${getTableName(table)}" where ${condition} limit 1`,
    )
    .raw()
  return (...parameters) => {
    const values = statement.get(...parameters)
    if (!values) return undefined
    return Object.fromEntries(
      columns.map(([key, column], index) => [
        key,
        values[index] === null ? null : column.mapFromDriverValue(values[index]),
      ]),
    )
  }
}
