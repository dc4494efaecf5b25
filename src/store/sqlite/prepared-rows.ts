import type Database from 'better-sqlite3'
import { Column, getTableColumns, getTableName } from 'drizzle-orm'
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
  const writers = columns.map(([key, column]) => ({ key, write: writerOf(column) }))
  return (_transaction, row) => {
    const values = writers.map(({ key, write }) => {
      const value = (row as Readonly<Record<string, unknown>>)[key] ?? null
      return value === null || write === undefined ? value : write(value)
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
  const { statement, toRow } = prepareSelect(connection, table, `where ${condition} limit 1`)
  return (...parameters) => {
    const values = statement.get(...parameters)
    return values && toRow(values)
  }
}

/** Rows by what follows `from`, such as `where id > ? order by id limit ?`. */
export function prepareRows<Table extends SQLiteTable>(
  connection: Database.Database,
  table: Table,
  which: string,
): (...parameters: readonly unknown[]) => Table['$inferSelect'][] {
  const { statement, toRow } = prepareSelect(connection, table, which)
  return (...parameters) => statement.all(...parameters).map(toRow)
}

function prepareSelect<Table extends SQLiteTable>(
  connection: Database.Database,
  table: Table,
  which: string,
) {
  const columns = Object.entries(getTableColumns(table))
  const names = columns.map(([, { name }]) => `"${name}"`)
  const statement = connection
    .prepare<unknown[], readonly unknown[]>(
      `select ${names.join(', ')} from "${getTableName(table)}" ${which}`,
    )
    .raw()
  const readers = columns.map(([key, column]) => ({ key, read: readerOf(column) }))
  const toRow = (values: readonly unknown[]): Table['$inferSelect'] => {
    const row: Record<string, unknown> = {}
    for (let index = 0; index < readers.length; index += 1) {
      const { key, read } = readers[index] as (typeof readers)[number]
      const value = values[index]
      row[key] = value === null || read === undefined ? value : read(value)
    }
    return row
  }
  return { statement, toRow }
}

/** Undefined where the value is taken as it is. */
function readerOf(column: Column): ((value: unknown) => unknown) | undefined {
  if (column.mapFromDriverValue === Column.prototype.mapFromDriverValue) return undefined
  return (value) => column.mapFromDriverValue(value)
}

/** Undefined where the value is written as it is. */
function writerOf(column: Column): ((value: unknown) => unknown) | undefined {
  if (column.mapToDriverValue === Column.prototype.mapToDriverValue) return undefined
  return (value) => column.mapToDriverValue(value)
}
