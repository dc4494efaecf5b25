import type { TransactionSql } from '../connections.ts'
import type { PostgresDatabase } from '../database.ts'

const partitioned = ['entries', 'holds'] as const
type Partitioned = (typeof partitioned)[number]
/** This month and the two after it. */
const monthsAhead = 2

interface Month {
  /** Such as `2026_11`. */
  readonly name: string
  readonly fromMs: number
  readonly toMs: number
}

/**
 * Sees to it that the months to come have their partitions. Rows of months that have none lie in the partition of all other months; a month
 * of which there are rows there is left to it.
 */
export async function preparePartitions(database: PostgresDatabase, nowMs: number): Promise<void> {
  const ahead = Array.from({ length: monthsAhead + 1 }, (_, months) => monthOf(nowMs, months))
  await prepare(
    database,
    partitioned.flatMap((table) => ahead.map((month) => partitionOf(table, month))),
  )
}

/** The same for the months of these moments, of rows that are written later than they were held. */
export async function prepareMonthsOf(
  database: PostgresDatabase,
  table: Partitioned,
  moments: readonly number[],
): Promise<void> {
  const months = new Map(moments.map((atMs) => monthOf(atMs)).map((month) => [month.name, month]))
  await prepare(
    database,
    [...months.values()].map((month) => partitionOf(table, month)),
  )
}

async function prepare(database: PostgresDatabase, wanted: readonly Partition[]): Promise<void> {
  const missing = (sql: TransactionSql) => missingAmong(sql, wanted)
  if ((await database.read(({ sql }) => missing(sql))).length === 0) return
  await database.write(async ({ sql }) => {
    // One process after another, and nobody books meanwhile.
    await sql`select from book_lock for update`
    for (const partition of await missing(sql)) await create(sql, partition)
  })
}

/** @param later so many months after it */
function monthOf(atMs: number, later = 0): Month {
  const at = new Date(atMs)
  const [fromMs, toMs] = [later, later + 1].map((months) =>
    Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months),
  ) as [number, number]
  return { name: new Date(fromMs).toISOString().slice(0, 7).replace('-', '_'), fromMs, toMs }
}

interface Partition extends Month {
  readonly table: Partitioned
  readonly partition: string
}

function partitionOf(table: Partitioned, month: Month): Partition {
  return { ...month, table, partition: `${table}_${month.name}` }
}

async function missingAmong(
  sql: TransactionSql,
  wanted: readonly Partition[],
): Promise<readonly Partition[]> {
  const rows = await sql<{ name: string }[]>`
    select name from unnest(${wanted.map(({ partition }) => partition)}::text[]) as name
    where not exists (
      select from pg_class where relname = name and relnamespace = current_schema()::regnamespace
    )`
  const names = new Set(rows.map(({ name }) => name))
  return wanted.filter(({ partition }) => names.has(partition))
}

async function create(sql: TransactionSql, { table, partition, fromMs, toMs }: Partition): Promise<void> {
  const [row] = await sql`
    select from ${sql(`${table}_of_other_months`)} where held_at_ms >= ${fromMs} and held_at_ms < ${toMs} limit 1`
  if (row) return
  await sql.unsafe(`create table ${partition} partition of ${table} for values from (${fromMs}) to (${toMs})`)
}
