import { and, asc, eq, isNull } from 'drizzle-orm'
import type { ClientKeyStore, StoredClientKey } from '../../../access/client-keys.ts'
import { bookedSubject } from '../../../ledger/subject.ts'
import type { PostgresDatabase } from '../database.ts'
import { clientKeys } from './schema.ts'

/** The keys of other programs in the ledger's database. */
export function createPostgresClientKeys(database: PostgresDatabase): ClientKeyStore {
  return {
    add: ({ subject, name, revokedAtMs, ...key }) =>
      database.write(async ({ drizzle }) => {
        const row = { ...key, subject: subject.name, name: name ?? null, revokedAtMs: revokedAtMs ?? null }
        await drizzle.insert(clientKeys).values(row)
      }),
    find: (id) =>
      database.read(async ({ drizzle }) => {
        const [row] = await drizzle.select().from(clientKeys).where(eq(clientKeys.id, id))
        return row && keyOf(row)
      }),
    list: () =>
      database.read(async ({ drizzle }) => {
        const rows = await drizzle
          .select()
          .from(clientKeys)
          .orderBy(asc(clientKeys.createdAtMs), asc(clientKeys.sequence))
        return rows.map((row) => {
          const { hash: _, ...key } = keyOf(row)
          return key
        })
      }),
    revoke: (id, atMs) =>
      database.write(async ({ drizzle }) => {
        const isOpen = and(eq(clientKeys.id, id), isNull(clientKeys.revokedAtMs))
        const { count } = await drizzle.update(clientKeys).set({ revokedAtMs: atMs }).where(isOpen)
        return count > 0
      }),
  }
}

function keyOf({
  subject,
  name,
  revokedAtMs,
  sequence: _,
  ...row
}: typeof clientKeys.$inferSelect): StoredClientKey {
  return {
    ...row,
    subject: bookedSubject(subject),
    name: name ?? undefined,
    revokedAtMs: revokedAtMs ?? undefined,
  }
}
