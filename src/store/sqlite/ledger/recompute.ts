import { sql } from 'drizzle-orm'
import type { PeriodCalendar } from '../../../ledger/period.ts'
import {
  type Account,
  addBalances,
  type Balance,
  emptyBalance,
  lifetimeAccount,
  scopeAccount,
  subjectAccounts,
} from '../../../ledger/rules/accounts.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { SqliteDatabase } from '../database.ts'
import { entries, holds } from './schema.ts'
import { quarterMs } from './subject-accounts.ts'
import type { TimeZones } from './time-zones.ts'

/** Who can be asked for the rows of the file, in a write or out of it. */
type Reader = Pick<SqliteDatabase['drizzle'], 'all'>

/** All balances as the entries and pending holds say they must be, by the accounts' keys. */
export function recomputeBalances(
  reader: Reader,
  calendar: PeriodCalendar,
  timeZones: TimeZones,
): ReadonlyMap<string, Account & Balance> {
  const found = new Map<string, Account & Balance>()
  const add = (account: Account, spentNanoUsd: NanoUsd, heldNanoUsd: NanoUsd) => {
    const before = found.get(account.key) ?? emptyBalance
    found.set(account.key, { ...account, ...addBalances(before, { spentNanoUsd, heldNanoUsd }) })
  }
  const sums = [
    ...subjectSums(reader, entries).map((row) => ({ ...row, spent: row.amount, held: 0n })),
    ...subjectSums(reader, holds, sql`state = 'pending'`).map((row) => ({
      ...row,
      spent: 0n,
      held: row.amount,
    })),
  ]
  for (const { tenant, user, quarter, spent, held } of sums) {
    const atMs = Number(quarter) * quarterMs
    const accounts = subjectAccounts({ tenant, user }, atMs, calendar, (subject) =>
      timeZones.spansOf(subject),
    )
    for (const account of accounts) add(account, spent, held)
    if (spent !== 0n) add(lifetimeAccount, spent, 0n)
  }
  for (const { scope, amount } of scopeSums(reader, entries)) add(scopeAccount(scope), amount, 0n)
  for (const { scope, amount } of scopeSums(reader, holds, sql`state = 'pending'`))
    add(scopeAccount(scope), 0n, amount)
  return found
}

interface SubjectSum {
  readonly tenant: string
  readonly user: string
  readonly quarter: bigint
  readonly amount: NanoUsd
}

function subjectSums(reader: Reader, table: typeof entries | typeof holds, where = sql`true`) {
  return reader.all<SubjectSum>(
    sql`select tenant, user, held_at_ms / ${BigInt(quarterMs)} as quarter, sum(amount_nano_usd) as amount
        from ${table} where ${where} group by tenant, user, quarter`,
  )
}

function scopeSums(reader: Reader, table: typeof entries | typeof holds, where = sql`true`) {
  return reader.all<{ scope: string; amount: NanoUsd }>(
    sql`select scope.value as scope, sum(amount_nano_usd) as amount
        from ${table}, json_each(scopes) as scope where ${where} group by scope.value`,
  )
}
