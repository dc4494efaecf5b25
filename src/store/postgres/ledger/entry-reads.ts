import { and, desc, eq, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Entry } from '../../../ledger/entry.ts'
import type { EntryPage, EntryPageRequest } from '../../../ledger/entry-page.ts'
import type { NamedCall } from '../../../ledger/ledger-store.ts'
import type { TimeRange } from '../../../ledger/summary.ts'
import type { PostgresTransaction } from '../database.ts'
import { entryRows, toEntry } from './entry-rows.ts'
import { entries, providerCalls } from './schema.ts'

export async function entriesOf(
  { drizzle }: PostgresTransaction,
  workflow: string,
): Promise<readonly Entry[]> {
  const rows = await drizzle
    .select()
    .from(entries)
    // The second condition lets Postgres use the partial index.
    .where(and(eq(entries.workflow, workflow), sql`${entries.workflow} <> ''`))
    .orderBy(entries.sequence)
  return rows.map(toEntry)
}

/** The planner reads the rows of a page in their order, also where it does not know yet how many there are behind them. */
const inOrder = "select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)"

/** By when they were held, then as they were booked. */
export async function entriesIn(
  { sql: query }: PostgresTransaction,
  { fromMs, toMs }: TimeRange,
  { limit, after, tenant, user }: EntryPageRequest,
): Promise<EntryPage> {
  const { heldAtMs, sequence } = after ?? { heldAtMs: fromMs, sequence: 0 }
  const narrowed = [
    // The second condition lets Postgres use the partial index.
    ...(user ? [[`"user" = $5 and "user" <> ''`, user] as const] : []),
    ...(tenant ? [[`tenant = $${user ? 6 : 5}`, tenant] as const] : []),
  ]
  const conditions = [
    '(held_at_ms, sequence) > ($1::bigint, $2::bigint)',
    'held_at_ms < $3::bigint',
    ...narrowed.map(([condition]) => condition),
  ]
  const [, rows] = await Promise.all([
    query.unsafe(inOrder).execute(),
    entryRows.select(
      query,
      `where ${conditions.join(' and ')} order by held_at_ms, sequence limit $4::bigint`,
      [...[heldAtMs, sequence, toMs, limit].map(String), ...narrowed.map(([, value]) => value)],
    ),
  ])
  const last = rows.length < limit ? undefined : rows.at(-1)
  return {
    entries: rows.map(toEntry),
    end: last && { heldAtMs: last.heldAtMs, sequence: last.sequence },
  }
}

/** Those that stand as unresolved, newest first. */
export async function unresolvedEntries(
  { drizzle }: PostgresTransaction,
  limit: number,
): Promise<readonly Entry[]> {
  const later = alias(entries, 'later')
  const replacement = drizzle
    .select({ one: sql`1` })
    .from(later)
    .where(and(eq(later.corrects, entries.id), eq(later.kind, 'replacement')))
  const rows = await drizzle
    .select()
    .from(entries)
    // Written out, not bound, so that Postgres can use the partial index.
    .where(
      and(
        sql`${entries.provenance} = 'unresolved' and ${entries.kind} <> 'reversal'`,
        notExists(replacement),
      ),
    )
    .orderBy(desc(entries.heldAtMs), desc(entries.sequence))
    .limit(limit)
  return rows.map(toEntry)
}

export async function namedCall(
  { drizzle }: PostgresTransaction,
  entryId: string,
): Promise<NamedCall | undefined> {
  const [row] = await drizzle
    .select({ entry: entries, name: providerCalls.name })
    .from(entries)
    .leftJoin(providerCalls, eq(providerCalls.holdId, entries.holdId))
    .where(eq(entries.id, entryId))
    .limit(1)
  return row && { entry: toEntry(row.entry), name: row.name ?? undefined }
}
