import { mostSetBackMs } from '../../../ledger/rules/steady-time.ts'
import { arrayLiteral } from '../array-literal.ts'
import type { Statement, TransactionSql } from '../connections.ts'
import { sideBySide } from '../row-set.ts'
import { nobody } from '../workflows/keep-checkpoint.ts'
import type { BelievedBalance, BelievedRows } from './believed-rows.ts'

/** Fails where the condition does not hold, and with it the whole transaction, of which more is under way already. */
const holdsTrue = (condition: string, from = '') => `select 1 / (${condition})::int ${from}`

/** All that is read is found by an index. Of tables that have grown since they were last looked at the planner thinks otherwise. */
export const byIndexes =
  "select set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)"
const sameLimits = holdsTrue('limit_changes = $1', 'from book_lock where "only" for no key update')
const noHolds = holdsTrue('count(*) = 0', 'from holds where id = any($1)')
const noEntries = holdsTrue('count(*) = 0', 'from entries where id = any($1)')
const allPending = holdsTrue('count(*) = $2', `from holds where id = any($1) and state = 'pending'`)
const noneLost = `
  with kept as materialized (
    select id, case when process = '${nobody}' then null else claim end as runs_under
    from workflows where id = any($1) order by id for share
  )
  ${holdsTrue('count(*) = 0')} from kept join unnest($1::text[], $2::bigint[]) as asked (id, claim) using (id)
  where runs_under is null or runs_under is distinct from asked.claim`
const noneLater = `
  ${holdsTrue('not exists (select from entries where held_at_ms > $1 and held_at_ms <= $2)')}`
/** Of `balanceArrays`. */
export const balanceColumns = [
  ['account', 'text'],
  ['period', 'text'],
  ['start_ms', 'bigint'],
  ['spent', 'bigint'],
  ['held', 'bigint'],
] as const
const sameBalances = `
  ${holdsTrue('count(*) = 0')}
  from (${sideBySide(balanceColumns)}) as seen
  left join balances using (account, period, start_ms)
  where coalesce(spent_nano_usd, 0) <> spent or coalesce(held_nano_usd, 0) <> held`

/**
 * Locks the books, and fails unless all that a batch was decided on is so. Sent along with what the batch writes, before it.
 *
 * @param ended holds that the batch ends, which is checked where it does so
 * @param seen what the batch was decided on and leaves as it is
 */
export function expectRows(
  sql: TransactionSql,
  version: number,
  rows: BelievedRows,
  ended: ReadonlySet<string>,
  seen: readonly BelievedBalance[],
): readonly Statement[] {
  const ask = (statement: string, parameters: readonly (string | number)[]) =>
    sql.unsafe(statement, parameters as never[], { prepare: true })
  const pending = [...rows.pendingHolds].filter((id) => !ended.has(id))
  const claims = [...rows.runsUnder.values()]
  const firstMs = rows.moments.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const lastMs = rows.moments.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  return [
    sql.unsafe(byIndexes, [], { prepare: true }),
    ask(sameLimits, [version]),
    ...(rows.absentHolds.size > 0 ? [ask(noHolds, [arrayLiteral([...rows.absentHolds])])] : []),
    ...(rows.absentEntries.size > 0 ? [ask(noEntries, [arrayLiteral([...rows.absentEntries])])] : []),
    ...(pending.length > 0 ? [ask(allPending, [arrayLiteral(pending), pending.length])] : []),
    ...(claims.length > 0
      ? [
          ask(noneLost, [
            arrayLiteral(claims.map(({ workflow }) => workflow)),
            arrayLiteral(claims.map(({ claim }) => claim)),
          ]),
        ]
      : []),
    ...(rows.moments.length > 0 ? [ask(noneLater, [firstMs, lastMs + mostSetBackMs])] : []),
    ...(seen.length > 0 ? [ask(sameBalances, balanceArrays(seen))] : []),
  ]
}

/** Of accounts, periods, starts, spent and held. */
export function balanceArrays(balances: readonly BelievedBalance[]): readonly string[] {
  return [
    arrayLiteral(balances.map(({ account }) => account.account)),
    arrayLiteral(balances.map(({ account }) => account.period)),
    arrayLiteral(balances.map(({ account }) => account.startMs)),
    arrayLiteral(balances.map(({ balance }) => balance?.spentNanoUsd ?? 0n)),
    arrayLiteral(balances.map(({ balance }) => balance?.heldNanoUsd ?? 0n)),
  ]
}
