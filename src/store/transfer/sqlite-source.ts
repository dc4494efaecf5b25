import type Database from 'better-sqlite3'
import { sketchOf } from '../../knowledge/text-sketch.ts'
import { storedSketch } from '../knowledge/stored-sketch.ts'
import { unpackAtOnce } from '../sqlite/packed-text.ts'
import { type Row, type RowBatch, type RowSource, type Value, valueIn } from './row.ts'
import { foundColumns } from './sqlite-columns.ts'
import { type ColumnKind, type TransferTable, transferTables } from './tables.ts'

type Stored = bigint | string | Buffer | null

/** The books of a file, which is only read. */
export class SqliteSource implements RowSource {
  readonly tables = transferTables
  readonly #connection: Database.Database

  /** @param connection reads integers as bigint, and is in a transaction when others may write */
  constructor(connection: Database.Database) {
    this.#connection = connection
  }

  *rows(table: TransferTable, behind = '0'): Generator<RowBatch> {
    const columns = ['rowid', ...foundColumns(table)].join(', ')
    const statement = this.#connection.prepare<[bigint, number], Stored[]>(
      `select ${columns} from ${table.name} where rowid > ? order by rowid limit ?`,
    )
    statement.raw()
    for (let place = BigInt(behind); ; ) {
      const found = statement.all(place, table.rowsAtOnce)
      if (found.length === 0) return
      place = found.at(-1)?.[0] as bigint
      yield { rows: found.map(([, ...values]) => this.#toRow(table, values)), place: `${place}` }
    }
  }

  #toRow(table: TransferTable, values: readonly Stored[]): Row {
    const row = table.columns.map(({ kind }, index) => toValue(kind, values[index] ?? null))
    return table.name === 'knowledge_documents' ? this.#sketched(table, row) : row
  }

  /** A document of an older version has no sketch until it is needed. */
  #sketched(table: TransferTable, row: Row): Row {
    if (valueIn(table, row, 'sketch') !== null) return row
    const texts = this.#connection
      .prepare<[Value | undefined], string>(
        'select text from knowledge_passages where document = ? order by ordinal',
      )
      .pluck()
      .all(valueIn(table, row, 'sequence'))
    const at = table.columns.findIndex(({ name }) => name === 'sketch')
    return row.with(at, storedSketch(sketchOf(texts.join('\n'))))
  }
}

function toValue(kind: ColumnKind, stored: Stored): Value {
  if (stored === null) return null
  switch (kind) {
    case 'flag':
      return stored !== 0n
    case 'packed':
      return unpackAtOnce(stored as string | Buffer)
    case 'text':
      // What no database but this one keeps in a text.
      return String(stored).replaceAll('\0', '\uFFFD')
    case 'whole':
    case 'bytes':
      return stored
    default:
      return kind satisfies never
  }
}
