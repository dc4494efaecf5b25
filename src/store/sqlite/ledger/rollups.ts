import { sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Entry } from '../../../ledger/entry.ts'
import type { Totals } from '../../../ledger/summary.ts'
import type { SqliteDatabase } from '../database.ts'
import { type RollupGrain, rollupGrains, usageRollups, userRollups } from './schema.ts'

export const grainMs: Record<RollupGrain, number> = { hour: 3_600_000, day: 86_400_000 }

/** What one entry adds to every sum it is part of. */
export function totalsOf(entry: Entry): Totals {
  const { usage, amountNanoUsd, provenance } = entry
  const sign = amountNanoUsd < 0n || entry.kind === 'reversal' ? -1 : 1
  const tokens = (count: number | undefined) => sign * (count ?? 0)
  return {
    costNanoUsd: amountNanoUsd,
    estimatedNanoUsd: provenance === 'estimated' ? amountNanoUsd : 0n,
    unresolvedNanoUsd: provenance === 'unresolved' ? amountNanoUsd : 0n,
    calls: entry.calls,
    failedCalls: entry.failedCalls,
    freeRequests: entry.freeRequests,
    inputTokens: tokens(usage.inputTokens?.total),
    outputTokens: tokens(usage.outputTokens?.total),
    cacheReadTokens: tokens(usage.inputTokens?.cacheRead),
    cacheWriteTokens: tokens(usage.inputTokens?.cacheWrite),
    reasoningTokens: tokens(usage.outputTokens?.reasoning),
  }
}

const sumColumns = [
  'amountNanoUsd',
  'estimatedNanoUsd',
  'unresolvedNanoUsd',
  'calls',
  'failedCalls',
  'freeRequests',
  'inputTokens',
  'outputTokens',
  'cacheReadTokens',
  'cacheWriteTokens',
  'reasoningTokens',
] as const
type SumColumn = (typeof sumColumns)[number]

/** Adds each posted entry to its UTC hour and UTC day. */
export class Rollups {
  readonly #addUsage
  readonly #addUser

  constructor({ drizzle }: SqliteDatabase) {
    this.#addUsage = drizzle
      .insert(usageRollups)
      .values({
        grain: sql.placeholder('grain'),
        startMs: sql.placeholder('startMs'),
        tenant: sql.placeholder('tenant'),
        task: sql.placeholder('task'),
        provider: sql.placeholder('provider'),
        model: sql.placeholder('model'),
        operation: sql.placeholder('operation'),
        depth: sql.placeholder('depth'),
        ...sumPlaceholders(),
      })
      .onConflictDoUpdate({
        target: [
          usageRollups.grain,
          usageRollups.tenant,
          usageRollups.startMs,
          usageRollups.task,
          usageRollups.provider,
          usageRollups.model,
          usageRollups.operation,
          usageRollups.depth,
        ],
        set: additions(usageRollups),
      })
      .prepare()
    this.#addUser = drizzle
      .insert(userRollups)
      .values({
        grain: sql.placeholder('grain'),
        startMs: sql.placeholder('startMs'),
        tenant: sql.placeholder('tenant'),
        user: sql.placeholder('user'),
        ...sumPlaceholders(),
      })
      .onConflictDoUpdate({
        target: [userRollups.grain, userRollups.tenant, userRollups.startMs, userRollups.user],
        set: additions(userRollups),
      })
      .prepare()
  }

  add(entry: Entry): void {
    const { costNanoUsd, ...counts } = totalsOf(entry)
    const { tenant, provider, model, operation, task = '', depth = '', user = '' } = entry
    for (const grain of rollupGrains) {
      const startMs = entry.heldAtMs - (entry.heldAtMs % grainMs[grain])
      const row = { grain, startMs, tenant, amountNanoUsd: costNanoUsd, ...counts }
      this.#addUsage.run({ ...row, task, provider, model, operation, depth })
      if (user) this.#addUser.run({ ...row, user })
    }
  }
}

function sumPlaceholders() {
  return Object.fromEntries(sumColumns.map((column) => [column, sql.placeholder(column)])) as Record<
    SumColumn,
    ReturnType<typeof sql.placeholder>
  >
}

function additions(table: Record<SumColumn, AnySQLiteColumn>) {
  return Object.fromEntries(
    sumColumns.map((column) => [
      column,
      sql`${table[column]} + excluded.${sql.identifier(table[column].name)}`,
    ]),
  )
}
