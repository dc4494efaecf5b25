import { bigserial, pgTable, text } from 'drizzle-orm/pg-core'
import { whole, words } from '../column-types.ts'

/** The keys of other programs; of each the hash alone. */
export const clientKeys = pgTable('client_keys', {
  id: text('id').primaryKey(),
  sequence: bigserial('sequence', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
  subject: text('subject').notNull(),
  name: words('name'),
  createdAtMs: whole('created_at_ms').notNull(),
  revokedAtMs: whole('revoked_at_ms'),
})
