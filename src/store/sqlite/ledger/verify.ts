import { count, eq, sql } from 'drizzle-orm'
import type { PeriodCalendar } from '../../../ledger/period.ts'
import { accountKey } from '../../../ledger/rules/accounts.ts'
import type { Difference, VerifyResult } from '../../../ledger/verification.ts'
import type { SqliteDatabase } from '../database.ts'
import { recomputeBalances } from './recompute.ts'
import { balances, entries, holds } from './schema.ts'
import type { TimeZones } from './time-zones.ts'

/**
 * Recomputes every kept figure from entries and holds.
 *
 * @param damage what SQLite's own check has found in the file
 */
export function verify(
  database: SqliteDatabase,
  damage: readonly string[],
  calendar: PeriodCalendar,
  timeZones: TimeZones,
): VerifyResult {
  const differences = [
    ...balanceDifferences(database, calendar, timeZones),
    ...rollupDifferences(database, 'usage_rollups', [
      'tenant',
      'task',
      'provider',
      'model',
      'operation',
      'depth',
    ]),
    ...rollupDifferences(database, 'user_rollups', ['tenant', 'user'], sql`user <> ''`),
    ...holdDifferences(database),
  ]
  const { drizzle } = database
  const entryCount = drizzle.select({ count: count() }).from(entries).get()?.count ?? 0
  const pendingCount =
    drizzle.select({ count: count() }).from(holds).where(eq(holds.state, 'pending')).get()?.count ?? 0
  return {
    ok: differences.length === 0 && damage.length === 0,
    entries: Number(entryCount),
    holdsPending: Number(pendingCount),
    differences,
    damage,
  }
}

function balanceDifferences(
  database: SqliteDatabase,
  calendar: PeriodCalendar,
  timeZones: TimeZones,
): Difference[] {
  const recomputed = recomputeBalances(database.drizzle, calendar, timeZones)
  const kept = new Map(
    database.drizzle
      .select()
      .from(balances)
      .all()
      .map((row) => [accountKey(row), row]),
  )
  const differences: Difference[] = []
  for (const key of new Set([...recomputed.keys(), ...kept.keys()])) {
    // A period that reaches back is kept from its first call on, and is read from the entries until then.
    if (!kept.has(key) && recomputed.get(key)?.reachesBack) continue
    for (const column of ['spentNanoUsd', 'heldNanoUsd'] as const) {
      const keptAmount = kept.get(key)?.[column] ?? 0n
      const amount = recomputed.get(key)?.[column] ?? 0n
      if (keptAmount !== amount)
        differences.push({ what: `balance ${key} ${column}`, kept: `${keptAmount}`, recomputed: `${amount}` })
    }
  }
  return differences
}

/** The sums that a roll-up row keeps, as SQL over the entries it rolls up. */
const rolledUp = {
  amount_nano_usd: sql`amount_nano_usd`,
  estimated_nano_usd: sql`iif(provenance = 'estimated', amount_nano_usd, 0)`,
  unresolved_nano_usd: sql`iif(provenance = 'unresolved', amount_nano_usd, 0)`,
  calls: sql`calls`,
  failed_calls: sql`failed_calls`,
  free_requests: sql`free_requests`,
  input_tokens: tokens('$.inputTokens.total'),
  output_tokens: tokens('$.outputTokens.total'),
  cache_read_tokens: tokens('$.inputTokens.cacheRead'),
  cache_write_tokens: tokens('$.inputTokens.cacheWrite'),
  reasoning_tokens: tokens('$.outputTokens.reasoning'),
} as const

function tokens(path: string) {
  return sql`iif(kind = 'reversal', -1, 1) * coalesce(json_extract(usage, ${path}), 0)`
}

interface RollupRow {
  readonly key: string
  readonly sums: string
}

function rollupDifferences(
  database: SqliteDatabase,
  table: 'usage_rollups' | 'user_rollups',
  dimensions: readonly string[],
  where = sql`true`,
): Difference[] {
  const names = sql.join(
    dimensions.map((name) => sql.identifier(name)),
    sql`, `,
  )
  const columns = Object.entries(rolledUp)
  const keptSums = sql.join(
    columns.map(([name]) => sql.identifier(name)),
    sql`, `,
  )
  const entrySums = sql.join(
    columns.map(([, expression]) => sql`sum(${expression})`),
    sql`, `,
  )
  const recomputed = (['hour', 'day'] as const).flatMap((grain) => {
    const sizeMs = grain === 'hour' ? 3_600_000n : 86_400_000n
    return database.drizzle.all<RollupRow>(
      sql`select json_array(${grain}, held_at_ms / ${sizeMs} * ${sizeMs}, ${names}) as key, json_array(${entrySums}) as sums
          from entries where ${where} group by held_at_ms / ${sizeMs}, ${names}`,
    )
  })
  const kept = new Map(
    database.drizzle
      .all<RollupRow>(
        sql`select json_array(grain, start_ms, ${names}) as key, json_array(${keptSums}) as sums
            from ${sql.identifier(table)}`,
      )
      .map(({ key, sums }) => [key, sums]),
  )
  const found = new Map(recomputed.map(({ key, sums }) => [key, sums]))
  return [...new Set([...kept.keys(), ...found.keys()])].flatMap((key) => {
    const [keptSum, sum] = [kept.get(key) ?? 'nothing', found.get(key) ?? 'nothing']
    return keptSum === sum ? [] : [{ what: `${table} ${key}`, kept: keptSum, recomputed: sum }]
  })
}

/** Every hold left the charges that its state calls for: none while pending, one once settled or expired, at most an unbilled one when voided. */
function holdDifferences(database: SqliteDatabase): Difference[] {
  const rows = database.drizzle.all<{ id: string; state: string; charges: bigint; amount: bigint }>(
    sql`select holds.id, holds.state, count(entries.sequence) as charges,
               coalesce(sum(entries.amount_nano_usd), 0) as amount
        from holds left join entries on entries.hold_id = holds.id and entries.kind = 'charge'
        group by holds.id
        having (holds.state = 'pending' and charges <> 0)
            or (holds.state in ('settled', 'expired') and charges <> 1)
            or (holds.state = 'expired' and amount <> holds.amount_nano_usd)
            or (holds.state = 'voided' and (charges > 1 or amount <> 0))`,
  )
  const orphans = database.drizzle.all<{ id: string; hold: string }>(
    sql`select id, hold_id as hold from entries
        where hold_id is not null and not exists (select 1 from holds where holds.id = entries.hold_id)`,
  )
  return [
    ...rows.map(({ id, state, charges, amount }) => ({
      what: `hold ${id}, ${state}`,
      kept: `${charges} charges of ${amount}`,
      recomputed: chargesOf(state),
    })),
    ...orphans.map(({ id, hold }) => ({
      what: `entry ${id}`,
      kept: `hold ${hold}`,
      recomputed: 'nothing',
    })),
  ]
}

function chargesOf(state: string): string {
  if (state === 'pending') return '0 charges'
  return state === 'voided' ? '0 or 1 charges of 0' : '1 charge'
}
