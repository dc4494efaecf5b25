import type { Account, Balance } from '../../../ledger/rules/accounts.ts'
import type { RollupKey } from '../../../ledger/rules/totals.ts'
import type { Totals } from '../../../ledger/summary.ts'
import { attributionRow } from '../../attribution-columns.ts'
import { arrayLiteral } from '../array-literal.ts'
import type { Statement, TransactionSql } from '../connections.ts'
import type { PostgresTransaction } from '../database.ts'
import { RowSet, sideBySide } from '../row-set.ts'
import { keepCheckpoint } from '../workflows/keep-checkpoint.ts'
import type { BatchBooks, EndedHold } from './batch-books.ts'
import { entryRows, holdRows, toEntryRow } from './entry-rows.ts'
import {
  alerts,
  auditTrail,
  balances,
  milestones,
  providerCalls,
  usageRollups,
  userRollups,
} from './schema.ts'

const balanceRows = new RowSet(balances)
const usageRows = new RowSet(usageRollups)
const userRows = new RowSet(userRollups)
const alertRows = new RowSet(alerts)
const milestoneRows = new RowSet(milestones)
const auditRows = new RowSet(auditTrail)
const callRows = new RowSet(providerCalls)

const addingToBalances = balanceRows.addingTo(['account', 'period', 'start_ms'])
const addingToUsage = usageRows.addingTo(
  'tenant grain start_ms task provider model operation depth'.split(' '),
)
const addingToUsers = userRows.addingTo('tenant grain start_ms user'.split(' '))

export interface BalanceSum {
  readonly key: Account
  readonly sum: Balance
}

const endedColumns = [
  ['tenant', 'text'],
  ['id', 'text'],
  ['held_at_ms', 'bigint'],
  ['state', 'text'],
  ['at_ms', 'bigint'],
] as const

/** Fails unless all of them were pending. */
const endPendingHolds = `
  with done as (
    update holds set state = ended.state, ended_at_ms = ended.at_ms
    from (${sideBySide(endedColumns)}) as ended
    where holds.tenant = ended.tenant and holds.id = ended.id and holds.held_at_ms = ended.held_at_ms
      and holds.state = 'pending'
    returning 1
  )
  select 1 / (count(*) = $6)::int from done`

/**
 * Writes what a batch has changed, set by set, in one round trip. Whoever does so has the lock of the books.
 *
 * @param process which holds the new holds
 */
export async function writeBatch(
  { sql }: PostgresTransaction,
  books: BatchBooks,
  process: string,
): Promise<void> {
  await Promise.all([...writeAllButBalances(sql, books, process), ...addToBalances(sql, books.balanceSums())])
}

/** Whatever the accounts have. */
export function addToBalances(sql: TransactionSql, sums: readonly BalanceSum[]): readonly Statement[] {
  return balanceRows.insert(sql, sums.map(toBalanceRow), addingToBalances)
}

/** To accounts that have no row; fails where one has. */
export function beginBalances(sql: TransactionSql, sums: readonly BalanceSum[]): readonly Statement[] {
  return balanceRows.insert(sql, sums.map(toBalanceRow))
}

export function writeAllButBalances(
  sql: TransactionSql,
  books: BatchBooks,
  process: string,
): readonly Statement[] {
  const endedAtMs = new Map(books.ended.map(({ id, atMs }) => [id, atMs]))
  const newHolds = books.newHoldRows().map((hold) => ({
    ...hold,
    ...attributionRow(hold),
    process,
    endedAtMs: endedAtMs.get(hold.id) ?? null,
  }))
  const rollups = books.rollupSums()
  return [
    ...holdRows.insert(sql, newHolds),
    ...endHolds(
      sql,
      books.ended.filter(({ id }) => !books.newHolds.has(id)),
    ),
    ...entryRows.insert(sql, books.newEntries.map(toEntryRow)),
    ...usageRows.insert(sql, rollups.flatMap(toUsageRow).toSorted(byTenant), addingToUsage),
    ...userRows.insert(sql, rollups.flatMap(toUserRow).toSorted(byTenant), addingToUsers),
    ...alertRows.insert(
      sql,
      books.alerts.map((alert) => ({ ...alert, subject: alert.subject.name })),
      'on conflict do nothing',
    ),
    ...milestoneRows.insert(
      sql,
      books.milestones.map(({ dollars, atMs }) => ({ dollars: Number(dollars), atMs })),
    ),
    ...auditRows.insert(sql, books.audits),
    ...callRows.insert(sql, books.callNames, 'on conflict do nothing'),
    ...books.kept.map((line) => keepCheckpoint(sql, line)),
  ]
}

function endHolds(sql: TransactionSql, ended: readonly EndedHold[]): readonly Statement[] {
  if (ended.length === 0) return []
  const parameters = [
    arrayLiteral(ended.map(({ hold }) => hold.tenant)),
    arrayLiteral(ended.map(({ id }) => id)),
    arrayLiteral(ended.map(({ hold }) => hold.heldAtMs)),
    arrayLiteral(ended.map(({ state }) => state)),
    arrayLiteral(ended.map(({ atMs }) => atMs)),
    ended.length,
  ]
  return [sql.unsafe(endPendingHolds, parameters as never[], { prepare: true })]
}

function toBalanceRow({ key, sum }: BalanceSum) {
  const { account, period, startMs } = key
  return { account, period, startMs, ...sum }
}

interface RollupSum {
  readonly key: RollupKey
  readonly sum: Totals
}

function toUsageRow({ key, sum: { costNanoUsd, ...counts } }: RollupSum) {
  return key.of === 'usage' ? [{ ...key, amountNanoUsd: costNanoUsd, ...counts }] : []
}

function toUserRow({ key, sum: { costNanoUsd, ...counts } }: RollupSum) {
  return key.of === 'user' ? [{ ...key, amountNanoUsd: costNanoUsd, ...counts }] : []
}

function byTenant(a: { readonly tenant: string }, b: { readonly tenant: string }): number {
  if (a.tenant === b.tenant) return 0
  return a.tenant < b.tenant ? -1 : 1
}
