import type { TransactionSql } from '../connections.ts'
import type { PostgresDatabase } from '../database.ts'

const partitioned = ['entries', 'holds'] as const
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
  const wanted = monthsFrom(nowMs).flatMap((month) =>
    partitioned.map((table) => ({ ...month, table, partition: `${table}_${month.name}` })),
  )
  const missing = (sql: TransactionSql) => missingAmong(sql, wanted)
  if ((await database.read(({ sql }) => missing(sql))).length === 0) return
  await database.write(async ({ sql }) => {
    // One process after another, and nobody books meanwhile.
    await sql`select from book_lock for update`
    for (const partition of await missing(sql)) await create(sql, partition)
  })
}

function monthsFrom(nowMs: number): readonly Month[] {
  const now = new Date(nowMs)
  return Array.from({ length: monthsAhead + 1 }, (_, ahead) => {
    const [fromMs, toMs] = [ahead, ahead + 1].map((months) =>
      Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months),
    ) as [number, number]
    return { name: new Date(fromMs).toISOString().slice(0, 7).replace('-', '_'), fromMs, toMs }
  })
}

interface Partition extends Month {
  readonly table: (typeof partitioned)[number]
  readonly partition: string
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
