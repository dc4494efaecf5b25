import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import {
  dearest,
  type NamedTotals,
  namedTotalsOf,
  summaryOf,
  usageSumsOf,
} from '../../../ledger/rules/named-totals.ts'
import { coverRange } from '../../../ledger/rules/range-cover.ts'
import type { Summary, SummaryFilter, TimeRange, Totals, UsageSum } from '../../../ledger/summary.ts'
import type { SqliteDatabase } from '../database.ts'
import { toEntry } from './entry-rows.ts'
import { entries, usageRollups, userRollups } from './schema.ts'

/** Sums for reports: whole UTC days and hours from the roll-ups, the ragged ends of a range from the entries. */
export class Summaries {
  readonly #database: SqliteDatabase

  constructor(database: SqliteDatabase) {
    this.#database = database
  }

  summary(range: TimeRange, filter: SummaryFilter): Summary {
    return summaryOf(this.#rows(range, filter))
  }

  usageSums(range: TimeRange, filter: SummaryFilter): readonly UsageSum[] {
    return usageSumsOf(this.#rows(range, filter))
  }

  topUsers(range: TimeRange, filter: SummaryFilter): ReadonlyMap<string, Totals> {
    const conditions = [
      ...(filter.tenant ? [eq(userRollups.tenant, filter.tenant)] : []),
      ...(filter.user ? [eq(userRollups.user, filter.user)] : []),
    ]
    const sums: [name: string, totals: Totals][] = []
    for (const { grain, ...part } of coverRange(range).rollups) {
      const rows = this.#database.drizzle
        .select({ name: userRollups.user, ...sumsOf(userRollups) })
        .from(userRollups)
        .where(
          and(
            eq(userRollups.grain, grain),
            gte(userRollups.startMs, part.fromMs),
            lt(userRollups.startMs, part.toMs),
            ...conditions,
          ),
        )
        .groupBy(userRollups.user)
        .all()
      for (const { name, ...totals } of rows) sums.push([name, totals])
    }
    for (const { user, totals } of this.#edges(range, filter)) sums.push([user, totals])
    return dearest(sums)
  }

  topTenants(range: TimeRange): ReadonlyMap<string, Totals> {
    const rows = [...this.#rollupTotals(range, {}), ...this.#edges(range, {})]
    return dearest(rows.map(({ tenant, totals }) => [tenant, totals]))
  }

  #rows(range: TimeRange, filter: SummaryFilter): readonly NamedTotals[] {
    return filter.user
      ? this.#entryTotals(range, filter)
      : [...this.#rollupTotals(range, filter), ...this.#edges(range, filter)]
  }

  #rollupTotals(range: TimeRange, { tenant }: SummaryFilter): readonly NamedTotals[] {
    const conditions = tenant ? [eq(usageRollups.tenant, tenant)] : []
    return coverRange(range).rollups.flatMap(({ grain, fromMs, toMs }) =>
      this.#database.drizzle
        .select({
          tenant: usageRollups.tenant,
          task: usageRollups.task,
          provider: usageRollups.provider,
          model: sql<string>`${usageRollups.provider} || ':' || ${usageRollups.model}`,
          operation: usageRollups.operation,
          depth: usageRollups.depth,
          ...sumsOf(usageRollups),
        })
        .from(usageRollups)
        .where(
          and(
            eq(usageRollups.grain, grain),
            gte(usageRollups.startMs, fromMs),
            lt(usageRollups.startMs, toMs),
            ...conditions,
          ),
        )
        .groupBy(
          usageRollups.tenant,
          usageRollups.task,
          usageRollups.provider,
          usageRollups.model,
          usageRollups.operation,
          usageRollups.depth,
        )
        .all()
        .map(({ tenant, task, provider, model, operation, depth, ...totals }) => ({
          tenant,
          user: '',
          task,
          provider,
          model,
          operation,
          depth,
          totals,
        })),
    )
  }

  #edges(range: TimeRange, filter: SummaryFilter): readonly NamedTotals[] {
    return coverRange(range).edges.flatMap((edge) => this.#entryTotals(edge, filter))
  }

  #entryTotals({ fromMs, toMs }: TimeRange, { tenant, user }: SummaryFilter): readonly NamedTotals[] {
    const conditions: SQL[] = [gte(entries.heldAtMs, fromMs), lt(entries.heldAtMs, toMs)]
    if (tenant) conditions.push(eq(entries.tenant, tenant))
    // The second condition lets SQLite use the partial index.
    if (user) conditions.push(eq(entries.user, user), sql`${entries.user} <> ''`)
    return this.#database.drizzle
      .select()
      .from(entries)
      .where(and(...conditions))
      .all()
      .map((row) => namedTotalsOf(toEntry(row)))
  }
}

function sumsOf(table: typeof usageRollups | typeof userRollups) {
  const count = (column: AnySQLiteColumn) => sql<number>`sum(${column})`.mapWith(Number)
  const money = (column: AnySQLiteColumn) => sql<bigint>`sum(${column})`.mapWith(BigInt)
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
