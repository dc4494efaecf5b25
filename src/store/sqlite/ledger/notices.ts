import { asc, inArray } from 'drizzle-orm'
import type { ClaimAlertsRequest } from '../../../ledger/alert.ts'
import type { NewNotice, Notice } from '../../../ledger/outbox.ts'
import type { SqliteDatabase } from '../database.ts'
import { claimDue, deliveriesOf } from './outbox.ts'
import { notices } from './schema.ts'

/** False when the key was there already. Inside a write. */
export function addNotice({ drizzle }: SqliteDatabase, { atMs, ...notice }: NewNotice): boolean {
  const { changes } = drizzle
    .insert(notices)
    .values({ ...notice, createdAtMs: atMs, dueAtMs: atMs, state: 'pending', attempts: 0 })
    .onConflictDoNothing()
    .run()
  return changes > 0
}

/** Inside a write. */
export function claimNotices(database: SqliteDatabase, request: ClaimAlertsRequest): readonly Notice[] {
  const ids = claimDue(database, notices, request)
  if (ids.length === 0) return []
  const deliveries = deliveriesOf(database, 'notice', ids)
  return database.drizzle
    .select()
    .from(notices)
    .where(inArray(notices.id, [...ids]))
    .orderBy(asc(notices.id))
    .all()
    .map(({ id, kind, detail, createdAtMs, attempts }) => ({
      id: Number(id),
      kind,
      detail,
      createdAtMs,
      attempts,
      deliveries: deliveries.get(Number(id)) ?? [],
    }))
}
