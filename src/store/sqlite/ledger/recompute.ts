import { sql } from 'drizzle-orm'
import type { PeriodCalendar } from '../../../ledger/period.ts'
import type { Account, Balance } from '../../../ledger/rules/accounts.ts'
import {
  type PlainSums,
  type QuarterSum,
  recomputedBalances,
  type ScopeSum,
} from '../../../ledger/rules/recomputed-balances.ts'
import { quarterMs } from '../../../ledger/rules/subject-accounts.ts'
import type { ZoneBook } from '../../../ledger/rules/zone-book.ts'
import { atOnce } from '../../../time/slices.ts'
import type { SqliteDatabase } from '../database.ts'
import { entries, holds } from './schema.ts'

/** Who can be asked for the rows of the file, in a write or out of it. */
type Reader = Pick<SqliteDatabase['drizzle'], 'all'>

/** All balances as the entries and pending holds say they must be, by the accounts' keys. */
export function recomputeBalances(
  reader: Reader,
  calendar: PeriodCalendar,
  zones: Pick<ZoneBook, 'spansOf'>,
): ReadonlyMap<string, Account & Balance> {
  const sums = { entries: sumsOf(reader, entries), holds: sumsOf(reader, holds, sql`state = 'pending'`) }
  return atOnce(recomputedBalances(sums, calendar, zones))
}

function sumsOf(reader: Reader, table: typeof entries | typeof holds, where = sql`true`): PlainSums {
  return {
    quarters: reader.all<QuarterSum>(
      sql`select tenant, user, held_at_ms / ${BigInt(quarterMs)} as quarter, sum(amount_nano_usd) as amount
          from ${table} where ${where} group by tenant, user, quarter`,
    ),
    scopes: reader.all<ScopeSum>(
      sql`select scope.value as scope, sum(amount_nano_usd) as amount
          from ${table}, json_each(scopes) as scope where ${where} group by scope.value`,
    ),
  }
}
