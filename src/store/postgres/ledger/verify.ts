import { count, eq, sql } from 'drizzle-orm'
import type { PeriodCalendar } from '../../../ledger/period.ts'
import { type Account, accountKey, type Balance } from '../../../ledger/rules/accounts.ts'
import {
  balanceDifferences,
  holdDifferences,
  rollupDifferences,
  type WrongHold,
  type WrongRollup,
} from '../../../ledger/rules/differences.ts'
import {
  type PlainSums,
  type QuarterSum,
  recomputedBalances,
  type ScopeSum,
} from '../../../ledger/rules/recomputed-balances.ts'
import { quarterMs } from '../../../ledger/rules/subject-accounts.ts'
import type { RollupGrain } from '../../../ledger/rules/totals.ts'
import type { ZoneBook } from '../../../ledger/rules/zone-book.ts'
import type { Difference, VerifyResult } from '../../../ledger/verification.ts'
import { inTurns } from '../../../time/slices.ts'
import type { TransactionSql } from '../connections.ts'
import type { PostgresTransaction } from '../database.ts'
import { entries, holds } from './schema.ts'

/** Recomputes every kept figure from entries and holds. */
export async function verify(
  { sql: query, drizzle }: PostgresTransaction,
  calendar: PeriodCalendar,
  zones: ZoneBook,
  now: () => number,
): Promise<VerifyResult> {
  const sums = { entries: await sumsOf(query, 'entries'), holds: await sumsOf(query, 'holds', pending) }
  const recomputed = await inTurns(recomputedBalances(sums, calendar, zones), now)
  const differences = [
    ...(await inTurns(balanceDifferences(await keptBalances(query), recomputed), now)),
    ...(await wrongRollups(query, 'usage_rollups', 'tenant, task, provider, model, operation, depth')),
    ...(await wrongRollups(query, 'user_rollups', 'tenant, "user"', `where "user" <> ''`)),
    ...(await wrongHolds(query)),
  ]
  const [entryCount] = await drizzle.select({ count: count() }).from(entries)
  const [pendingCount] = await drizzle
    .select({ count: count() })
    .from(holds)
    .where(eq(holds.state, sql`'pending'`))
  return {
    ok: differences.length === 0,
    entries: entryCount?.count ?? 0,
    holdsPending: pendingCount?.count ?? 0,
    differences,
    damage: [],
  }
}

/** How many rows are read before others have their turn. */
const rowsAtOnce = 1_000

async function keptBalances(query: TransactionSql): Promise<ReadonlyMap<string, Balance>> {
  const rows = query<(Balance & { account: string; period: Account['period']; startMs: bigint })[]>`
    select account, period, start_ms as "startMs", spent_nano_usd as "spentNanoUsd", held_nano_usd as "heldNanoUsd"
    from balances`
  const kept = new Map<string, Balance>()
  for await (const page of rows.cursor(rowsAtOnce))
    for (const { startMs, ...row } of page) kept.set(accountKey({ ...row, startMs: Number(startMs) }), row)
  return kept
}

const pending = `where state = 'pending'`

async function sumsOf(query: TransactionSql, table: 'entries' | 'holds', where = ''): Promise<PlainSums> {
  const quarters = query.unsafe<(Omit<QuarterSum, 'amount'> & Sum)[]>(
    `select tenant, "user", held_at_ms / ${quarterMs} as quarter, sum(amount_nano_usd) as amount
     from ${table} ${where} group by 1, 2, 3`,
  )
  const scopes = query.unsafe<(Omit<ScopeSum, 'amount'> & Sum)[]>(
    `select scope, sum(amount_nano_usd) as amount
     from ${table} cross join jsonb_array_elements_text(scopes::jsonb) as scope ${where} group by 1`,
  )
  return {
    quarters: await summedRows(quarters.cursor(rowsAtOnce)),
    scopes: await summedRows(scopes.cursor(rowsAtOnce)),
  }
}

/** As the server sums bigints up. */
interface Sum {
  readonly amount: string
}

async function summedRows<Row extends Sum>(pages: AsyncIterable<readonly Row[]>) {
  const rows: (Omit<Row, 'amount'> & { readonly amount: bigint })[] = []
  for await (const page of pages) for (const row of page) rows.push({ ...row, amount: BigInt(row.amount) })
  return rows
}

/** The sums that a roll-up row keeps, as SQL over the entries that it rolls up. */
const rolledUp = {
  amount_nano_usd: 'amount_nano_usd',
  estimated_nano_usd: `case when provenance = 'estimated' then amount_nano_usd else 0 end`,
  unresolved_nano_usd: `case when provenance = 'unresolved' then amount_nano_usd else 0 end`,
  calls: 'calls',
  failed_calls: 'failed_calls',
  free_requests: 'free_requests',
  input_tokens: tokens('inputTokens,total'),
  output_tokens: tokens('outputTokens,total'),
  cache_read_tokens: tokens('inputTokens,cacheRead'),
  cache_write_tokens: tokens('inputTokens,cacheWrite'),
  reasoning_tokens: tokens('outputTokens,reasoning'),
} as const

function tokens(path: string): string {
  return `case when kind = 'reversal' then -1 else 1 end * coalesce((usage::jsonb #>> '{${path}}')::bigint, 0)`
}

/** @param names the columns of the key besides grain and time */
async function wrongRollups(
  query: TransactionSql,
  table: 'usage_rollups' | 'user_rollups',
  names: string,
  where = '',
): Promise<readonly Difference[]> {
  const columns = Object.keys(rolledUp).join(', ')
  const sums = Object.values(rolledUp)
    .map((expression) => `sum(${expression})`)
    .join(', ')
  const ofGrain = (grain: RollupGrain, sizeMs: number) => {
    const start = `held_at_ms / ${sizeMs} * ${sizeMs}`
    return `select jsonb_build_array('${grain}', ${start}, ${names})::text as key, null as kept, jsonb_build_array(${sums})::text as recomputed
      from entries ${where} group by ${start}, ${names}`
  }
  const wrong = await query.unsafe<WrongRollup[]>(
    `select key, max(kept) as kept, max(recomputed) as recomputed
     from (
       select jsonb_build_array(grain, start_ms, ${names})::text as key,
         jsonb_build_array(${columns})::text as kept, null as recomputed
       from ${table}
       union all (${ofGrain('hour', 3_600_000)})
       union all (${ofGrain('day', 86_400_000)})
     ) as both_sides
     group by key
     having max(kept) is distinct from max(recomputed)`,
  )
  return rollupDifferences(table, wrong)
}

async function wrongHolds(query: TransactionSql): Promise<readonly Difference[]> {
  const wrong = await query<(Omit<WrongHold, 'amount'> & { amount: string })[]>`
    select holds.id, holds.state, count(entries.sequence) as charges,
           coalesce(sum(entries.amount_nano_usd), 0) as amount
    from holds left join entries on entries.hold_id = holds.id and entries.kind = 'charge'
    group by holds.id, holds.state, holds.amount_nano_usd
    having (holds.state = 'pending' and count(entries.sequence) <> 0)
        or (holds.state in ('settled', 'expired') and count(entries.sequence) <> 1)
        or (holds.state = 'expired' and sum(entries.amount_nano_usd) <> holds.amount_nano_usd)
        or (holds.state = 'voided'
          and (count(entries.sequence) > 1 or coalesce(sum(entries.amount_nano_usd), 0) <> 0))`
  const orphans = await query<{ id: string; hold: string }[]>`
    select id, hold_id as hold from entries
    where hold_id is not null and not exists (select 1 from holds where holds.id = entries.hold_id)`
  return holdDifferences(
    wrong.map((row) => ({ ...row, amount: BigInt(row.amount) })),
    orphans,
  )
}
