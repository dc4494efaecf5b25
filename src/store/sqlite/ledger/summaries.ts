import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { coverRange } from '../../../ledger/rules/range-cover.ts'
import { totalsOf } from '../../../ledger/rules/totals.ts'
import {
  addTotals,
  noTotals,
  type Summary,
  type SummaryDimension,
  type SummaryFilter,
  summaryDimensions,
  type TimeRange,
  type Totals,
  type UsageSum,
} from '../../../ledger/summary.ts'
import { compareNanoUsd } from '../../../money/nano-usd.ts'
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
    const by: Record<SummaryDimension, Map<string, Totals>> = {
      task: new Map(),
      model: new Map(),
      provider: new Map(),
      operation: new Map(),
      depth: new Map(),
    }
    let total = noTotals
    for (const { totals, ...names } of this.#rows(range, filter)) {
      total = addTotals(total, totals)
      for (const dimension of summaryDimensions) addTo(by[dimension], names[dimension] || 'none', totals)
    }
    return { ...total, by }
  }

  usageSums(range: TimeRange, filter: SummaryFilter): readonly UsageSum[] {
    return this.#rows(range, filter).map(({ tenant, provider, model, operation, task, depth, totals }) => ({
      ...{ tenant, provider, model: model.slice(provider.length + 1), operation, task, depth },
      ...totals,
    }))
  }

  topUsers(range: TimeRange, filter: SummaryFilter): ReadonlyMap<string, Totals> {
    const conditions = [
      ...(filter.tenant ? [eq(userRollups.tenant, filter.tenant)] : []),
      ...(filter.user ? [eq(userRollups.user, filter.user)] : []),
    ]
    const sums = new Map<string, Totals>()
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
      for (const { name, ...totals } of rows) addTo(sums, name, totals)
    }
    for (const { user, totals } of this.#edges(range, filter)) if (user) addTo(sums, user, totals)
    return dearestFirst(sums)
  }

  topTenants(range: TimeRange): ReadonlyMap<string, Totals> {
    const sums = new Map<string, Totals>()
    for (const { tenant, totals } of [...this.#rollupTotals(range, {}), ...this.#edges(range, {})])
      addTo(sums, tenant, totals)
    return dearestFirst(sums)
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
      .map((row) => {
        const { tenant, user, task, provider, operation, depth } = row
        const model = `${provider}:${row.model}`
        return { tenant, user, task, provider, model, operation, depth, totals: totalsOf(toEntry(row)) }
      })
  }
}

interface NamedTotals {
  readonly tenant: string
  readonly user: string
  readonly task: string
  readonly provider: string
  readonly model: string
  readonly operation: string
  readonly depth: string
  readonly totals: Totals
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

function addTo(sums: Map<string, Totals>, name: string, totals: Totals): void {
  sums.set(name, addTotals(sums.get(name) ?? noTotals, totals))
}

function dearestFirst(sums: ReadonlyMap<string, Totals>): ReadonlyMap<string, Totals> {
  return new Map(
    [...sums].sort(
      ([nameA, a], [nameB, b]) => compareNanoUsd(b.costNanoUsd, a.costNanoUsd) || nameA.localeCompare(nameB),
    ),
  )
}
