import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { ClientKeyStore, StoredClientKey } from '../../../access/client-keys.ts'
import { bookedSubject } from '../../../ledger/subject.ts'
import type { SqliteDatabase } from '../database.ts'
import { clientKeys } from './schema.ts'

/** The keys of other programs in the ledger's file. */
export function createSqliteClientKeys(database: SqliteDatabase): ClientKeyStore {
  const find = database.drizzle
    .select()
    .from(clientKeys)
    .where(eq(clientKeys.id, sql.placeholder('id')))
    .prepare()
  return {
    add: ({ subject, name, revokedAtMs, ...key }) =>
      database.write(({ drizzle }) => {
        const row = { ...key, subject: subject.name, name: name ?? null, revokedAtMs: revokedAtMs ?? null }
        drizzle.insert(clientKeys).values(row).run()
      }),
    find: async (id) =>
      database.read(() => {
        const row = find.get({ id })
        return row && keyOf(row)
      }),
    list: async () =>
      database.read(() =>
        database.drizzle
          .select()
          .from(clientKeys)
          .orderBy(asc(clientKeys.createdAtMs), sql`rowid`)
          .all()
          .map((row) => {
            const { hash: _, ...key } = keyOf(row)
            return key
          }),
      ),
    revoke: (id, atMs) =>
      database.write(({ drizzle }) => {
        const isOpen = and(eq(clientKeys.id, id), isNull(clientKeys.revokedAtMs))
        return drizzle.update(clientKeys).set({ revokedAtMs: atMs }).where(isOpen).run().changes > 0
      }),
  }
}

function keyOf({ subject, name, revokedAtMs, ...row }: typeof clientKeys.$inferSelect): StoredClientKey {
  return {
    ...row,
    subject: bookedSubject(subject),
    name: name ?? undefined,
    revokedAtMs: revokedAtMs ?? undefined,
  }
}
