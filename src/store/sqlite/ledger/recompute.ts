import { sql } from 'drizzle-orm'
import { type PeriodCalendar, periods } from '../../../ledger/period.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { SqliteDatabase } from '../database.ts'
import { type Account, scopeAccount, subjectAccounts } from './accounts.ts'
import type { Balance, BalanceKey } from './balances.ts'
import { lifetimeAccount } from './posting.ts'
import { balances, entries, holds } from './schema.ts'
import type { TimeZones } from './time-zones.ts'

/** Every time zone's hours begin on a UTC quarter of an hour, so that sums per quarter can be put into any zone's periods. */
const quarterMs = 900_000

export type BalanceMap = Map<string, BalanceKey & Balance>

export function balanceKey({
  account,
  period,
  startMs,
}: Record<'account' | 'period', string> & { startMs: number }): string {
  return `${account} ${period} ${startMs}`
}

/** All balances as the entries and pending holds say they must be. */
export function recomputeBalances(
  database: SqliteDatabase,
  calendar: PeriodCalendar,
  timeZones: TimeZones,
): BalanceMap {
  const found: BalanceMap = new Map()
  const add = ({ account, period, startMs }: BalanceKey, spentNanoUsd: NanoUsd, heldNanoUsd: NanoUsd) => {
    const key = balanceKey({ account, period, startMs })
    const before = found.get(key)
    found.set(key, {
      account,
      period,
      startMs,
      spentNanoUsd: (before?.spentNanoUsd ?? 0n) + spentNanoUsd,
      heldNanoUsd: (before?.heldNanoUsd ?? 0n) + heldNanoUsd,
    })
  }
  const sums = [
    ...subjectSums(database, entries).map((row) => ({ ...row, spent: row.amount, held: 0n })),
    ...subjectSums(database, holds, sql`state = 'pending'`).map((row) => ({
      ...row,
      spent: 0n,
      held: row.amount,
    })),
  ]
  for (const { tenant, user, quarter, spent, held } of sums) {
    const atMs = Number(quarter) * quarterMs
    const accounts: readonly Account[] = subjectAccounts({ tenant, user }, atMs, calendar, (name) =>
      timeZones.of(name),
    )
    for (const account of accounts) add(account, spent, held)
    if (spent !== 0n) add(lifetimeAccount, spent, 0n)
  }
  for (const { scope, amount } of scopeSums(database, entries)) add(scopeAccount(scope), amount, 0n)
  for (const { scope, amount } of scopeSums(database, holds, sql`state = 'pending'`))
    add(scopeAccount(scope), 0n, amount)
  return found
}

/** Writes the subjects' balances anew; needed when a time zone moves their periods. Inside a write. */
export function rebuildBalances(
  database: SqliteDatabase,
  calendar: PeriodCalendar,
  timeZones: TimeZones,
): void {
  const { drizzle } = database
  drizzle
    .delete(balances)
    .where(sql`${balances.period} in ${[...periods]}`)
    .run()
  for (const row of recomputeBalances(database, calendar, timeZones).values()) {
    if (periods.some((period) => period === row.period)) drizzle.insert(balances).values(row).run()
  }
}

interface SubjectSum {
  readonly tenant: string
  readonly user: string
  readonly quarter: bigint
  readonly amount: NanoUsd
}

function subjectSums(database: SqliteDatabase, table: typeof entries | typeof holds, where = sql`true`) {
  return database.drizzle.all<SubjectSum>(
    sql`select tenant, user, held_at_ms / ${BigInt(quarterMs)} as quarter, sum(amount_nano_usd) as amount
        from ${table} where ${where} group by tenant, user, quarter`,
  )
}

function scopeSums(database: SqliteDatabase, table: typeof entries | typeof holds, where = sql`true`) {
  return database.drizzle.all<{ scope: string; amount: NanoUsd }>(
    sql`select scope.value as scope, sum(amount_nano_usd) as amount
        from ${table}, json_each(scopes) as scope where ${where} group by scope.value`,
  )
}
