import { fromWholeText } from '../postgres/column-types.ts'
import type { TransactionSql } from '../postgres/connections.ts'
import { type Row, type RowBatch, type RowSource, type Value, valueIn } from './row.ts'
import { type ColumnKind, type TransferTable, transferTables } from './tables.ts'

/** The books of a database as one transaction sees them. */
export class PostgresSource implements RowSource {
  readonly tables = transferTables
  readonly #sql: TransactionSql

  /** @param sql of a transaction that sees one state, whatever others commit meanwhile */
  constructor(sql: TransactionSql) {
    this.#sql = sql
  }

  async *rows(table: TransferTable, behind?: string): AsyncGenerator<RowBatch> {
    const key = table.key.map(quoted).join(', ')
    const columns = table.columns.map(({ name }) => quoted(name)).join(', ')
    const keyTypes = table.key.map((name) => typeOf(table, name))
    const after = keyTypes.map((type, index) => `$${index + 1}::${type}`).join(', ')
    let place: readonly string[] | undefined = behind === undefined ? undefined : JSON.parse(behind)
    for (;;) {
      const where = place ? `where (${key}) > (${after})` : ''
      const found = await this.#sql
        .unsafe(
          `select ${columns} from ${quoted(table.name)} ${where} order by ${key} limit ${table.rowsAtOnce}`,
          [...(place ?? [])],
          { prepare: true },
        )
        .values()
      if (found.length === 0) return
      const rows = found.map((values) => toRow(table, values as readonly Stored[]))
      place = keyOf(table, rows.at(-1) ?? [])
      yield { rows, place: JSON.stringify(place) }
    }
  }
}

type Stored = bigint | boolean | string | Uint8Array | null

function toRow({ columns }: TransferTable, values: readonly Stored[]): Row {
  return columns.map(({ kind }, index) => toValue(kind, values[index] ?? null))
}

function toValue(kind: ColumnKind, stored: Stored): Value {
  return kind === 'packed' && typeof stored === 'string' ? fromWholeText(stored) : stored
}

function keyOf(table: TransferTable, row: Row): readonly string[] {
  return table.key.map((name) => String(valueIn(table, row, name)))
}

function typeOf({ columns }: TransferTable, name: string): 'bigint' | 'text' {
  return columns.find((column) => column.name === name)?.kind === 'whole' ? 'bigint' : 'text'
}

function quoted(name: string): string {
  return `"${name}"`
}
