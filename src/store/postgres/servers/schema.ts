import { boolean, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Depth } from '../../../ledger/attribution.ts'
import type { CostLine, WatchMode } from '../../../servers/server-settings.ts'
import { whole } from '../column-types.ts'

/** What the managers of servers have chosen; null where it is as usual. */
export const serverSettings = pgTable('server_settings', {
  server: text('server').primaryKey(),
  depth: text('depth').$type<Depth>(),
  isPrivate: boolean('is_private').notNull(),
  language: text('language'),
  costLine: text('cost_line').$type<CostLine>().notNull(),
  memoryDays: whole('memory_days'),
})

export const watchedChannels = pgTable(
  'watched_channels',
  {
    server: text('server').notNull(),
    channel: text('channel').notNull(),
    mode: text('mode').$type<WatchMode>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.server, table.channel] })],
)
