import { createHash } from 'node:crypto'
import type { ColumnKind, TransferTable } from './tables.ts'

export type Value = bigint | boolean | string | Uint8Array | null
/** The values of a row in the order of its table's columns. */
export type Row = readonly Value[]

/** Rows that follow one another, and the place of the last of them, to go on behind. */
export interface RowBatch {
  readonly rows: readonly Row[]
  readonly place: string
}

/** Whole books as they were at one moment. */
export interface RowSource {
  /** What there is of it, in the order in which it can be written; of tables of other versions, with the columns that they have. */
  readonly tables: readonly TransferTable[]
  /** All rows of a table, behind a place when one is given; the order is always the same. */
  rows(table: TransferTable, behind?: string): AsyncIterable<RowBatch> | Iterable<RowBatch>
}

export function valueIn({ columns }: TransferTable, row: Row, name: string): Value | undefined {
  return row[columns.findIndex((column) => column.name === name)]
}

type JsonValue = string | boolean | null

/** As JSON has it: whole numbers as decimals in strings, bytes as base64. */
export function rowToJson(row: Row): readonly JsonValue[] {
  return row.map((value) => {
    if (typeof value === 'bigint') return `${value}`
    return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
  })
}

export function rowFromJson(values: readonly JsonValue[], kinds: readonly ColumnKind[]): Row {
  return values.map((value, index) => {
    if (typeof value !== 'string') return value
    if (kinds[index] === 'whole') return BigInt(value)
    return kinds[index] === 'bytes' ? Buffer.from(value, 'base64') : value
  })
}

/** Whether two tables have the same rows, in whatever order: the sum of the rows' hashes. */
export class RowDigest {
  #rows = 0
  #sum = 0n

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      const hash = createHash('sha256')
        .update(JSON.stringify(rowToJson(row)))
        .digest('hex')
      this.#sum += BigInt(`0x${hash.slice(0, 32)}`)
      this.#rows += 1
    }
  }

  get rows(): number {
    return this.#rows
  }

  equals(other: RowDigest): boolean {
    return this.#rows === other.#rows && this.#sum === other.#sum
  }
}

export async function digestOf(source: RowSource, table: TransferTable): Promise<RowDigest> {
  const digest = new RowDigest()
  for await (const { rows } of source.rows(table)) digest.add(rows)
  return digest
}
