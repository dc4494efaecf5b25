import { and, asc, eq } from 'drizzle-orm'
import { type ServerChoices, type ServerSettings, usualSettings } from '../../../servers/server-settings.ts'
import type { ServerSettingsStore } from '../../../servers/server-settings-store.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { serverSettings, watchedChannels } from './schema.ts'

/** The settings of servers in the ledger's file. */
export function createSqliteServerSettings(database: SqliteDatabase): ServerSettingsStore {
  return {
    of: async (server) => database.read(() => settingsOf(database, server)),
    change: (server, choices) => database.write((transaction) => change(transaction, server, choices)),
    watch: (server, { channel, mode }) =>
      database.write(({ drizzle }) => {
        drizzle
          .insert(watchedChannels)
          .values({ server, channel, mode })
          .onConflictDoUpdate({ target: [watchedChannels.server, watchedChannels.channel], set: { mode } })
          .run()
      }),
    unwatch: (server, channel) =>
      database.write(({ drizzle }) => {
        const isThis = and(eq(watchedChannels.server, server), eq(watchedChannels.channel, channel))
        return drizzle.delete(watchedChannels).where(isThis).run().changes > 0
      }),
    clear: (server) =>
      database.write(({ drizzle }) => {
        drizzle.delete(serverSettings).where(eq(serverSettings.server, server)).run()
        drizzle.delete(watchedChannels).where(eq(watchedChannels.server, server)).run()
      }),
  }
}

function settingsOf({ drizzle }: SqliteDatabase, server: string): ServerSettings {
  const row = drizzle.select().from(serverSettings).where(eq(serverSettings.server, server)).get()
  const watched = drizzle
    .select({ channel: watchedChannels.channel, mode: watchedChannels.mode })
    .from(watchedChannels)
    .where(eq(watchedChannels.server, server))
    .orderBy(asc(watchedChannels.channel))
    .all()
  if (!row) return { ...usualSettings, watched }
  const { depth, isPrivate, language, costLine, memoryDays } = row
  return {
    depth: depth ?? undefined,
    isPrivate,
    language: language ?? undefined,
    costLine,
    memoryDays: memoryDays ?? undefined,
    watched,
  }
}

function change({ drizzle }: WriteTransaction, server: string, choices: Partial<ServerChoices>): void {
  const { watched: _, ...usual } = usualSettings
  const columns = withNulls(choices)
  const set = Object.keys(columns).length > 0 ? columns : { server }
  drizzle
    .insert(serverSettings)
    .values({ server, ...withNulls({ ...usual, ...choices }) } as typeof serverSettings.$inferInsert)
    .onConflictDoUpdate({ target: serverSettings.server, set })
    .run()
}

/** What is undefined on purpose is taken back: in the file it is null. */
function withNulls(choices: Partial<ServerChoices>) {
  return Object.fromEntries(Object.entries(choices).map(([name, value]) => [name, value ?? null]))
}
