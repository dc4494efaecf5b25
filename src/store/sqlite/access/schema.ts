import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { whole } from '../column-types.ts'

/** Keys that other programs spend with; of the secret the hash alone. */
export const clientKeys = sqliteTable('client_keys', {
  id: text('id').primaryKey(),
  name: text('name'),
  subject: text('subject').notNull(),
  hash: text('hash').notNull(),
  createdAtMs: whole('created_at_ms').notNull(),
  revokedAtMs: whole('revoked_at_ms'),
})
