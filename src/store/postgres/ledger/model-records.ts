import { and, desc, eq, gte, sql } from 'drizzle-orm'
import type { CallDescription } from '../../../ledger/attribution.ts'
import type { Entry } from '../../../ledger/entry.ts'
import { type ModelRecord, overagesKept } from '../../../ledger/model-record.ts'
import { type OutputKind, outputsLookedAt } from '../../../ledger/usual-output.ts'
import type { PostgresTransaction } from '../database.ts'
import { toEntry } from './entry-rows.ts'
import { entries, holds, usageRollups } from './schema.ts'

/** What the entries say of models. The conditions are written out, not bound, so that Postgres can use the partial indexes. */
export async function modelRecord(
  { drizzle }: PostgresTransaction,
  { provider, model }: Pick<CallDescription, 'provider' | 'model'>,
): Promise<ModelRecord> {
  const [cost, overages] = await Promise.all([
    drizzle
      .select({ one: sql`1` })
      .from(usageRollups)
      .where(
        and(eq(usageRollups.provider, provider), eq(usageRollups.model, model), sql`${usageRollups.hasCost}`),
      )
      .limit(1),
    drizzle
      .select({
        atMs: entries.bookedAtMs,
        heldNanoUsd: holds.amountNanoUsd,
        amountNanoUsd: entries.amountNanoUsd,
      })
      .from(entries)
      .innerJoin(holds, and(eq(holds.id, entries.holdId), eq(holds.heldAtMs, entries.heldAtMs)))
      .where(
        and(
          eq(entries.provider, provider),
          eq(entries.model, model),
          sql`${entries.overage} and ${entries.kind} <> 'reversal'`,
        ),
      )
      .orderBy(desc(entries.sequence))
      .limit(overagesKept),
  ])
  return { everCost: cost.length > 0, overages }
}

/** The output tokens of the latest calls of a kind, newest first. */
export async function outputsOf(
  { drizzle }: PostgresTransaction,
  { provider, model, operation, task }: OutputKind,
): Promise<readonly number[]> {
  const outputTokens = sql`(${entries.usage}::jsonb #>> '{outputTokens,total}')`
  const rows = await drizzle
    .select({ tokens: sql<number>`${outputTokens}`.mapWith(Number) })
    .from(entries)
    .where(
      and(
        eq(entries.provider, provider),
        eq(entries.model, model),
        eq(entries.operation, operation),
        eq(entries.task, task),
        sql`${entries.kind} = 'charge' and ${entries.provenance} in ('reported', 'computed') and ${outputTokens} is not null`,
      ),
    )
    .orderBy(desc(entries.sequence))
    .limit(outputsLookedAt)
  return rows.map(({ tokens }) => tokens)
}

export async function cautionedEntries(
  { drizzle }: PostgresTransaction,
  sinceMs: number,
  limit: number,
): Promise<readonly Entry[]> {
  const rows = await drizzle
    .select()
    .from(entries)
    .where(and(gte(entries.bookedAtMs, sinceMs), sql`${entries.cautions} <> '[]'`))
    .orderBy(desc(entries.bookedAtMs), desc(entries.sequence))
    .limit(limit)
  return rows.map(toEntry)
}
