import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Depth } from '../../../ledger/attribution.ts'
import type { CostLine, WatchMode } from '../../../servers/server-settings.ts'
import { flag, whole } from '../column-types.ts'

/** What the managers of servers have chosen. */
export const serverSettings = sqliteTable('server_settings', {
  server: text('server').primaryKey(),
  depth: text('depth').$type<Depth>(),
  isPrivate: flag('is_private').notNull(),
  language: text('language'),
  costLine: text('cost_line').$type<CostLine>().notNull(),
  memoryDays: whole('memory_days'),
})

export const watchedChannels = sqliteTable(
  'watched_channels',
  {
    server: text('server').notNull(),
    channel: text('channel').notNull(),
    mode: text('mode').$type<WatchMode>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.server, table.channel] })],
)
