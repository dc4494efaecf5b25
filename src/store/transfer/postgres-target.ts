import { arrayLiteral } from '../postgres/array-literal.ts'
import { toWholeText } from '../postgres/column-types.ts'
import type { TransactionSql } from '../postgres/connections.ts'
import type { PostgresDatabase } from '../postgres/database.ts'
import { wordVector } from '../postgres/knowledge/word-index.ts'
import { prepareMonthsOf } from '../postgres/ledger/partitions.ts'
import { progressTable } from '../transfer-progress.ts'
import { type Row, type RowBatch, type Value, valueIn } from './row.ts'
import type { RowTarget, TableProgress } from './row-target.ts'
import type { ColumnKind, TransferTable } from './tables.ts'

const types: Readonly<Record<ColumnKind, string>> = {
  whole: 'bigint',
  flag: 'boolean',
  text: 'text',
  packed: 'text',
  bytes: 'bytea',
}

/** A database that rows are carried into. */
export class PostgresTarget implements RowTarget {
  readonly #database: PostgresDatabase

  constructor(database: PostgresDatabase) {
    this.#database = database
  }

  async progressOf({ name }: TransferTable): Promise<TableProgress> {
    const [row] = await this.#database.read(
      ({ sql }) => sql<{ place: string | null; isWhole: boolean }[]>`
        select place, is_whole as "isWhole" from ${sql(progressTable)} where table_name = ${name}`,
    )
    return { place: row?.place ?? undefined, isWhole: row?.isWhole === true }
  }

  async write(table: TransferTable, { rows, place }: RowBatch): Promise<void> {
    if (table.name === 'entries' || table.name === 'holds') {
      const moments = rows.map((row) => Number(valueIn(table, row, 'held_at_ms')))
      await prepareMonthsOf(this.#database, table.name, moments)
    }
    await this.#database.write(async ({ sql }) => {
      await insert(sql, table, rows, await derivedColumns(sql, table, rows))
      await keepProgress(sql, table.name, place, false)
    })
  }

  async end({ name }: TransferTable): Promise<void> {
    await this.#database.write(({ sql }) => keepProgress(sql, name, null, true))
  }

  async finish(): Promise<void> {
    await this.#database.write(async ({ sql }) => {
      const sequences = await sql<{ table: string; column: string; sequence: string }[]>`
        select table_name as "table", column_name as "column",
          pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence
        from information_schema.columns
        where table_schema = current_schema() and column_default like 'nextval(%'
          and pg_get_serial_sequence(quote_ident(table_name), column_name) is not null`
      for (const { table, column, sequence } of sequences)
        await sql`
          select setval(${sequence}, (select coalesce(max(${sql(column)}), 0) + 1 from ${sql(table)}), false)`
      await sql`drop table ${sql(progressTable)}`
    })
  }
}

interface DerivedColumn {
  readonly name: string
  readonly type: string
  readonly values: readonly string[]
}

/** What Postgres keeps besides what is carried: the words by which passages are found. */
async function derivedColumns(
  sql: TransactionSql,
  table: TransferTable,
  rows: readonly Row[],
): Promise<readonly DerivedColumn[]> {
  if (table.name !== 'knowledge_passages') return []
  const numbers = new Set(rows.map((row) => String(valueIn(table, row, 'document'))))
  const found = await sql<{ sequence: bigint; title: string; summary: string }[]>`
    select sequence, title, summary from knowledge_documents where sequence = any(${[...numbers]}::bigint[])`
  const documents = new Map(found.map(({ sequence, ...words }) => [sequence, words]))
  const values = rows.map((row) => {
    const { title, summary } = documents.get(valueIn(table, row, 'document') as bigint) ?? {
      title: '',
      summary: '',
    }
    const isFirst = valueIn(table, row, 'ordinal') === 0n
    return wordVector({
      tenant: String(valueIn(table, row, 'tenant')),
      title,
      summary: isFirst ? summary : '',
      body: String(valueIn(table, row, 'text')),
    })
  })
  return [{ name: 'words', type: 'tsvector', values }]
}

async function insert(
  sql: TransactionSql,
  { name, columns }: TransferTable,
  rows: readonly Row[],
  derived: readonly DerivedColumn[],
): Promise<void> {
  const all = [
    ...columns.map((column, index) => ({
      name: column.name,
      type: types[column.kind],
      values: rows.map((row) => sent(column.kind, row[index] ?? null)),
    })),
    ...derived,
  ]
  const names = all.map((column) => `"${column.name}"`).join(', ')
  const places = all.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')
  await sql.unsafe(
    `insert into "${name}" (${names}) select * from unnest(${places})`,
    all.map(({ values }) => arrayLiteral(values)),
    { prepare: true },
  )
}

function sent(kind: ColumnKind, value: Value): string | bigint | null {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  if (typeof value === 'boolean') return String(value)
  return kind === 'packed' && typeof value === 'string' ? toWholeText(value) : value
}

async function keepProgress(
  sql: TransactionSql,
  table: string,
  place: string | null,
  isWhole: boolean,
): Promise<void> {
  await sql`
    insert into ${sql(progressTable)} (table_name, place, is_whole) values (${table}, ${place}, ${isWhole})
    on conflict (table_name) do update set place = excluded.place, is_whole = excluded.is_whole`
}
