import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { type NamedTotals, namedTotalsOf } from '../../../ledger/rules/named-totals.ts'
import { coverRange } from '../../../ledger/rules/range-cover.ts'
import type { SummaryFilter, TimeRange, Totals } from '../../../ledger/summary.ts'
import type { PostgresTransaction } from '../database.ts'
import { toEntry } from './entry-rows.ts'
import { entries, usageRollups, userRollups } from './schema.ts'

type NamedSum = readonly [name: string, totals: Totals]

/** Sums for reports: whole UTC days and hours from the roll-ups, the ragged ends of a range from the entries. */
export async function usageTotals(
  transaction: PostgresTransaction,
  range: TimeRange,
  filter: SummaryFilter,
): Promise<readonly NamedTotals[]> {
  if (filter.user) return entryTotals(transaction, range, filter)
  const [rolledUp, edges] = await Promise.all([
    rollupTotals(transaction, range, filter),
    edgeTotals(transaction, range, filter),
  ])
  return [...rolledUp, ...edges]
}

export async function tenantTotals(
  transaction: PostgresTransaction,
  range: TimeRange,
): Promise<readonly NamedSum[]> {
  const rows = await usageTotals(transaction, range, {})
  return rows.map(({ tenant, totals }) => [tenant, totals] as const)
}

export async function userTotals(
  transaction: PostgresTransaction,
  range: TimeRange,
  filter: SummaryFilter,
): Promise<readonly NamedSum[]> {
  const { tenant, user } = filter
  const parts = coverRange(range).rollups.map(({ grain, fromMs, toMs }) =>
    transaction.drizzle
      .select({ name: userRollups.user, ...sumsOf(userRollups) })
      .from(userRollups)
      .where(
        and(
          eq(userRollups.grain, grain),
          gte(userRollups.startMs, fromMs),
          lt(userRollups.startMs, toMs),
          tenant ? eq(userRollups.tenant, tenant) : undefined,
          user ? eq(userRollups.user, user) : undefined,
        ),
      )
      .groupBy(userRollups.user),
  )
  const rows = (await Promise.all(parts)).flat()
  const edges = await edgeTotals(transaction, range, filter)
  return [
    ...rows.map(({ name, ...totals }) => [name, totals] as const),
    ...edges.map(({ user, totals }) => [user, totals] as const),
  ]
}

async function rollupTotals(
  { drizzle }: PostgresTransaction,
  range: TimeRange,
  { tenant }: SummaryFilter,
): Promise<readonly NamedTotals[]> {
  const { provider, model, task, operation, depth } = usageRollups
  const names = { tenant: usageRollups.tenant, task, provider, model, operation, depth }
  const parts = coverRange(range).rollups.map(({ grain, fromMs, toMs }) =>
    drizzle
      .select({ ...names, ...sumsOf(usageRollups) })
      .from(usageRollups)
      .where(
        and(
          eq(usageRollups.grain, grain),
          gte(usageRollups.startMs, fromMs),
          lt(usageRollups.startMs, toMs),
          tenant ? eq(usageRollups.tenant, tenant) : undefined,
        ),
      )
      .groupBy(...Object.values(names)),
  )
  const rows = (await Promise.all(parts)).flat()
  return rows.map(({ tenant, task, provider, model, operation, depth, ...totals }) => ({
    ...{ tenant, user: '', task, provider, model: `${provider}:${model}`, operation, depth },
    totals,
  }))
}

async function edgeTotals(
  transaction: PostgresTransaction,
  range: TimeRange,
  filter: SummaryFilter,
): Promise<readonly NamedTotals[]> {
  const edges = coverRange(range).edges.map((edge) => entryTotals(transaction, edge, filter))
  return (await Promise.all(edges)).flat()
}

async function entryTotals(
  { drizzle }: PostgresTransaction,
  { fromMs, toMs }: TimeRange,
  { tenant, user }: SummaryFilter,
): Promise<readonly NamedTotals[]> {
  const rows = await drizzle
    .select()
    .from(entries)
    .where(
      and(
        gte(entries.heldAtMs, fromMs),
        lt(entries.heldAtMs, toMs),
        tenant ? eq(entries.tenant, tenant) : undefined,
        // The second condition lets Postgres use the partial index.
        user ? and(eq(entries.user, user), sql`${entries.user} <> ''`) : undefined,
      ),
    )
  return rows.map((row) => namedTotalsOf(toEntry(row)))
}

function sumsOf(table: typeof usageRollups | typeof userRollups) {
  const count = (column: AnyPgColumn) => sql<number>`sum(${column})`.mapWith(Number)
  const money = (column: AnyPgColumn) => sql<bigint>`sum(${column})`.mapWith(BigInt)
  return {
    costNanoUsd: money(table.amountNanoUsd),
    estimatedNanoUsd: money(table.estimatedNanoUsd),
    unresolvedNanoUsd: money(table.unresolvedNanoUsd),
    calls: count(table.calls),
    failedCalls: count(table.failedCalls),
    freeRequests: count(table.freeRequests),
    inputTokens: count(table.inputTokens),
    outputTokens: count(table.outputTokens),
    cacheReadTokens: count(table.cacheReadTokens),
    cacheWriteTokens: count(table.cacheWriteTokens),
    reasoningTokens: count(table.reasoningTokens),
  } satisfies Record<keyof Totals, SQL>
}
