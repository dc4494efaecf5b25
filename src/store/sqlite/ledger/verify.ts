import { count, eq, sql } from 'drizzle-orm'
import type { PeriodCalendar } from '../../../ledger/period.ts'
import { accountKey, type Balance } from '../../../ledger/rules/accounts.ts'
import {
  balanceDifferences,
  holdDifferences,
  rollupDifferences,
  type WrongHold,
  type WrongRollup,
} from '../../../ledger/rules/differences.ts'
import type { RollupGrain } from '../../../ledger/rules/totals.ts'
import type { ZoneBook } from '../../../ledger/rules/zone-book.ts'
import type { Difference, VerifyResult } from '../../../ledger/verification.ts'
import { atOnce } from '../../../time/slices.ts'
import type { SqliteDatabase } from '../database.ts'
import { recomputeBalances } from './recompute.ts'
import { balances, entries, holds } from './schema.ts'

type Reader = Pick<SqliteDatabase, 'drizzle'>

/**
 * Recomputes every kept figure from entries and holds.
 *
 * @param damage what SQLite's own check has found in the file
 */
export function verify(
  database: Reader,
  damage: readonly string[],
  calendar: PeriodCalendar,
  zones: Pick<ZoneBook, 'spansOf'>,
): VerifyResult {
  const differences = [
    ...atOnce(
      balanceDifferences(keptBalances(database), recomputeBalances(database.drizzle, calendar, zones)),
    ),
    ...wrongRollups(database, 'usage_rollups', ['tenant', 'task', 'provider', 'model', 'operation', 'depth']),
    ...wrongRollups(database, 'user_rollups', ['tenant', 'user'], sql`user <> ''`),
    ...wrongHolds(database),
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

function keptBalances({ drizzle }: Reader): ReadonlyMap<string, Balance> {
  return new Map(
    drizzle
      .select()
      .from(balances)
      .all()
      .map((row) => [accountKey(row), row]),
  )
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

function wrongRollups(
  database: Reader,
  table: 'usage_rollups' | 'user_rollups',
  dimensions: readonly string[],
  where = sql`true`,
): readonly Difference[] {
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
  const ofGrain = (grain: RollupGrain, sizeMs: bigint) =>
    sql`select json_array(${grain}, held_at_ms / ${sizeMs} * ${sizeMs}, ${names}) as key, null as kept, json_array(${entrySums}) as recomputed
        from entries where ${where} group by held_at_ms / ${sizeMs}, ${names}`
  const wrong = database.drizzle.all<WrongRollup>(
    sql`select key, max(kept) as kept, max(recomputed) as recomputed
        from (
          select json_array(grain, start_ms, ${names}) as key, json_array(${keptSums}) as kept, null as recomputed
          from ${sql.identifier(table)}
          union all ${ofGrain('hour', 3_600_000n)}
          union all ${ofGrain('day', 86_400_000n)}
        )
        group by key
        having max(kept) is distinct from max(recomputed)`,
  )
  return rollupDifferences(table, wrong)
}

function wrongHolds(database: Reader): readonly Difference[] {
  const wrong = database.drizzle.all<WrongHold>(
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
  return holdDifferences(wrong, orphans)
}
