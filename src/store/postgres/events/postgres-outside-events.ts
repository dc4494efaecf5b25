import { and, eq } from 'drizzle-orm'
import type { OutsideEventStore } from '../../../llm/outside-spend.ts'
import type { PostgresDatabase } from '../database.ts'
import { outsideEvents } from './schema.ts'

/** Which events of runners elsewhere are known, in the ledger's database. */
export function createPostgresOutsideEvents(database: PostgresDatabase): OutsideEventStore {
  return {
    keep: ({ reporter, id, contentHash, atMs }) =>
      database.write(async ({ drizzle }) => {
        const row = { reporter, id, contentHash, keptAtMs: atMs }
        const { count } = await drizzle.insert(outsideEvents).values(row).onConflictDoNothing()
        if (count > 0) return 'new'
        const isThis = and(eq(outsideEvents.reporter, reporter), eq(outsideEvents.id, id))
        const [known] = await drizzle.select().from(outsideEvents).where(isThis)
        return known?.contentHash === contentHash ? 'same' : 'other'
      }),
  }
}
