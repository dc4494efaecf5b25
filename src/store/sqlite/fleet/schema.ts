import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Duty } from '../../../fleet/leadership.ts'

/** Which process does what is done once for all that work on the file. */
export const dutyHolders = sqliteTable('duty_holders', {
  duty: text('duty').$type<Duty>().primaryKey(),
  process: text('process').notNull(),
})
