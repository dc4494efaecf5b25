import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { DeliveryState, Notice, ParcelContent, ParcelState } from '../../../outbox/parcel.ts'
import type { Rhythm } from '../../../outbox/report-schedule.ts'
import { figures, whole } from '../column-types.ts'

/** What must reach somebody. The crossings that an alert tells of are in `alerts`, the result of a run is with its workflow. */
export const parcels = sqliteTable(
  'parcels',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: text('kind').$type<ParcelContent['kind']>().notNull(),
    /** What it brings: of one key there is one parcel. */
    key: text('key').notNull(),
    nonce: text('nonce').notNull(),
    /** Of the result; '' for other kinds. */
    workflow: text('workflow').notNull(),
    notice: figures<Notice | null>('notice'),
    state: text('state').$type<ParcelState>().notNull(),
    /** The process that has claimed it, or '' while nobody has. */
    process: text('process').notNull(),
    attempts: whole('attempts').notNull(),
    /** The next attempt of a waiting one, the end of the claim of a claimed one. */
    dueAtMs: whole('due_at_ms').notNull(),
    createdAtMs: whole('created_at_ms').notNull(),
    endedAtMs: whole('ended_at_ms'),
  },
  (table) => [
    uniqueIndex('parcels_once').on(table.key),
    index('parcels_due').on(table.dueAtMs).where(sql`state in ('waiting', 'claimed')`),
    index('parcels_claimed').on(table.process).where(sql`state = 'claimed'`),
    index('parcels_kept').on(table.workflow).where(sql`state = 'kept'`),
    index('parcels_workflow').on(table.workflow).where(sql`workflow <> ''`),
  ],
)

/** The languages of those who are written to without having asked. */
export const recipientLocales = sqliteTable('recipient_locales', {
  user: text('user').primaryKey(),
  locale: text('locale').notNull(),
})

/** What the owners do not want to be told of. */
export const mutedTopics = sqliteTable('muted_topics', {
  topic: text('topic').primaryKey(),
  by: text('by').notNull(),
  atMs: whole('at_ms').notNull(),
})

/** Reports that are posted again and again. */
export const reportSchedules = sqliteTable(
  'report_schedules',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    subject: text('subject').notNull(),
    rhythm: text('rhythm').$type<Rhythm>().notNull(),
    /** '' for the owners. */
    channel: text('channel').notNull(),
    locale: text('locale').notNull(),
    by: text('by').notNull(),
    dueAtMs: whole('due_at_ms').notNull(),
  },
  (table) => [
    uniqueIndex('report_schedules_place').on(table.subject, table.channel),
    index('report_schedules_due').on(table.dueAtMs),
  ],
)

/** How far each parcel has come on each channel. */
export const parcelDeliveries = sqliteTable(
  'parcel_deliveries',
  {
    parcel: whole('parcel').notNull(),
    channel: text('channel').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    attempts: whole('attempts').notNull(),
    dueAtMs: whole('due_at_ms').notNull(),
    reason: text('reason').notNull(),
  },
  (table) => [primaryKey({ columns: [table.parcel, table.channel] })],
)
