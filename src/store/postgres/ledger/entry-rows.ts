import type { Entry } from '../../../ledger/entry.ts'
import type { Hold } from '../../../ledger/hold.ts'
import type { StoredHold } from '../../../ledger/rules/decision.ts'
import { attributionOf, attributionRow } from '../../attribution-columns.ts'
import { RowSet } from '../row-set.ts'
import { entries, holds } from './schema.ts'

export const entryRows = new RowSet(entries)
export const holdRows = new RowSet(holds)

export function toEntry(row: typeof entries.$inferSelect): Entry {
  const { sequence: _sequence, ...columns } = row
  return {
    ...columns,
    corrects: row.corrects ?? undefined,
    holdId: row.holdId ?? undefined,
    servedModel: row.servedModel || undefined,
    ...attributionOf(row),
  }
}

export function toEntryRow(entry: Entry): typeof entries.$inferInsert {
  return { ...entry, ...attributionRow(entry), servedModel: entry.servedModel ?? '' }
}

export function toHold(row: typeof holds.$inferSelect): Hold {
  const { process: _process, requestedNanoUsd: _requested, endedAtMs: _ended, ...columns } = row
  return { ...columns, ...attributionOf(row) }
}

export function toStoredHold(row: typeof holds.$inferSelect): StoredHold {
  return { ...toHold(row), requestedNanoUsd: row.requestedNanoUsd }
}
