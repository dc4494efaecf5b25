import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { whole } from '../column-types.ts'

/** What runners elsewhere have reported to have spent, so that nothing is booked twice. */
export const outsideEvents = pgTable(
  'outside_events',
  {
    reporter: text('reporter').notNull(),
    id: text('id').notNull(),
    contentHash: text('content_hash').notNull(),
    keptAtMs: whole('kept_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.reporter, table.id] })],
)
