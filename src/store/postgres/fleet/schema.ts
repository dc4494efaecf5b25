import { pgTable, text } from 'drizzle-orm/pg-core'
import type { Duty } from '../../../fleet/leadership.ts'
import { whole, wholeText } from '../column-types.ts'

/** The published prices that one process has downloaded for all: one row. */
export const keptPrices = pgTable('kept_prices', {
  id: whole('id').primaryKey(),
  content: wholeText('content').notNull(),
})

/** Which process does what is done once for all that work on the database. */
export const dutyHolders = pgTable('duty_holders', {
  duty: text('duty').$type<Duty>().primaryKey(),
  process: text('process').notNull(),
})
