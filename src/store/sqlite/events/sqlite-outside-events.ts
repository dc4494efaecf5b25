import { and, eq } from 'drizzle-orm'
import type { OutsideEventStore } from '../../../llm/outside-spend.ts'
import type { SqliteDatabase } from '../database.ts'
import { outsideEvents } from './schema.ts'

/** Which events of runners elsewhere are known, in the ledger's file. */
export function createSqliteOutsideEvents(database: SqliteDatabase): OutsideEventStore {
  return {
    keep: ({ reporter, id, contentHash, atMs }) =>
      database.write(({ drizzle }) => {
        const row = { reporter, id, contentHash, keptAtMs: atMs }
        const { changes } = drizzle.insert(outsideEvents).values(row).onConflictDoNothing().run()
        if (changes > 0) return 'new'
        const isThis = and(eq(outsideEvents.reporter, reporter), eq(outsideEvents.id, id))
        const known = drizzle.select().from(outsideEvents).where(isThis).get()
        return known?.contentHash === contentHash ? 'same' : 'other'
      }),
  }
}
