import { desc, getTableColumns } from 'drizzle-orm'
import type { AuditRecord } from '../../../ledger/ledger-store.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { auditTrail } from './schema.ts'

export function addToAuditTrail({ drizzle }: WriteTransaction, record: AuditRecord): void {
  drizzle.insert(auditTrail).values(record).run()
}

/** Newest first. */
export function readAuditTrail({ drizzle }: SqliteDatabase, limit: number): readonly AuditRecord[] {
  const { id: _id, ...columns } = getTableColumns(auditTrail)
  return drizzle.select(columns).from(auditTrail).orderBy(desc(auditTrail.id)).limit(limit).all()
}
