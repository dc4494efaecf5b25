import { pgTable, text } from 'drizzle-orm/pg-core'
import { whole } from './column-types.ts'

/**
 * The latest commit of each session, so that one whose connection was lost at its commit is found to have gone through or not. The numbers
 * of Postgres' own transactions do not tell: after a crash the server gives those that it had not written down yet to others.
 */
export const commitMarks = pgTable('commit_marks', {
  session: text('session').primaryKey(),
  number: whole('number').notNull(),
  markedAtMs: whole('marked_at_ms').notNull(),
})
