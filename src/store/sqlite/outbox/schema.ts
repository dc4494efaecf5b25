import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { DeliveryState, NoticeDetail, Outbox } from '../../../outbox/outbox-store.ts'
import { figures, whole } from '../column-types.ts'
import type { alertStates } from '../ledger/schema.ts'

/** Outbox of everything else that owners are told. */
export const notices = sqliteTable(
  'notices',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    key: text('key').notNull(),
    kind: text('kind').notNull(),
    detail: figures<NoticeDetail>('detail').notNull(),
    createdAtMs: whole('created_at_ms').notNull(),
    state: text('state').$type<(typeof alertStates)[number]>().notNull(),
    attempts: whole('attempts').notNull(),
    dueAtMs: whole('due_at_ms').notNull(),
    deliveredAtMs: whole('delivered_at_ms'),
  },
  (table) => [
    uniqueIndex('notices_once').on(table.key),
    index('notices_due').on(table.dueAtMs).where(sql`state <> 'delivered'`),
  ],
)

/** How far each alert and notice has come on each channel. */
export const alertDeliveries = sqliteTable(
  'alert_deliveries',
  {
    outbox: text('outbox').$type<Outbox>().notNull(),
    item: whole('item').notNull(),
    channel: text('channel').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    attempts: whole('attempts').notNull(),
    dueAtMs: whole('due_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.outbox, table.item, table.channel] })],
)
