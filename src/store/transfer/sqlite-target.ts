import type Database from 'better-sqlite3'
import type { SqliteDatabase } from '../sqlite/database.ts'
import { Words } from '../sqlite/knowledge/words.ts'
import { packAtOnce } from '../sqlite/packed-text.ts'
import type { WriteTransaction } from '../sqlite/write-queue.ts'
import { progressTable } from '../transfer-progress.ts'
import { type Row, type RowBatch, type Value, valueIn } from './row.ts'
import type { RowTarget, TableProgress } from './row-target.ts'
import { keptColumns } from './sqlite-columns.ts'
import type { ColumnKind, TransferTable } from './tables.ts'

/** A file that rows are carried into. */
export class SqliteTarget implements RowTarget {
  readonly #database: SqliteDatabase
  readonly #words: Words

  constructor(database: SqliteDatabase) {
    this.#database = database
    this.#words = new Words(database)
  }

  async progressOf({ name }: TransferTable): Promise<TableProgress> {
    const row = this.#connection
      .prepare<[string], { place: string | null; isWhole: bigint }>(
        `select place, is_whole as isWhole from ${progressTable} where table_name = ?`,
      )
      .get(name)
    return { place: row?.place ?? undefined, isWhole: row?.isWhole === 1n }
  }

  async write(table: TransferTable, { rows, place }: RowBatch): Promise<void> {
    const kept = keptColumns(table)
    const columns = kept.filter((name) => name !== undefined)
    const insert = this.#connection.prepare(
      `insert into ${table.name} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    )
    await this.#database.write((transaction) => {
      for (const row of rows) {
        const values = row.flatMap((value, index) =>
          kept[index] === undefined ? [] : [stored(table.columns[index]?.kind, value)],
        )
        const { lastInsertRowid } = insert.run(...values)
        if (table.name === 'knowledge_passages')
          this.#indexWords(transaction, BigInt(lastInsertRowid), table, row)
      }
      this.#keepProgress(table.name, place, 0)
    })
  }

  async end({ name }: TransferTable): Promise<void> {
    await this.#database.write(() => this.#keepProgress(name, null, 1))
  }

  async finish(): Promise<void> {
    await this.#database.write(() => this.#connection.exec(`drop table ${progressTable}`))
  }

  get #connection(): Database.Database {
    return this.#database.connection
  }

  #keepProgress(table: string, place: string | null, isWhole: 0 | 1): void {
    this.#connection
      .prepare(`insert or replace into ${progressTable} (table_name, place, is_whole) values (?, ?, ?)`)
      .run(table, place, isWhole)
  }

  #indexWords(transaction: WriteTransaction, sequence: bigint, table: TransferTable, row: Row): void {
    const value = (name: string) => valueIn(table, row, name)
    const document = this.#connection
      .prepare<[Value | undefined], { tenant: string; title: string; summary: string }>(
        'select tenant, title, summary from knowledge_documents where sequence = ?',
      )
      .get(value('document'))
    if (!document) throw new Error(`A passage is of no document: ${value('document')}.`)
    const summary = value('ordinal') === 0n ? document.summary : ''
    this.#words.insert(transaction, { ...document, sequence, summary, body: String(value('text')) })
  }
}

function stored(kind: ColumnKind | undefined, value: Value): bigint | string | Uint8Array | null {
  if (typeof value === 'boolean') return value ? 1n : 0n
  return kind === 'packed' && typeof value === 'string' ? packAtOnce(value) : value
}
