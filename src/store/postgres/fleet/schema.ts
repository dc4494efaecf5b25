import { pgTable } from 'drizzle-orm/pg-core'
import { whole, wholeText } from '../column-types.ts'

/** The published prices that one process has downloaded for all: one row. */
export const keptPrices = pgTable('kept_prices', {
  id: whole('id').primaryKey(),
  content: wholeText('content').notNull(),
})
