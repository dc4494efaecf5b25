import { and, asc, eq } from 'drizzle-orm'
import { type ServerChoices, type ServerSettings, usualSettings } from '../../../servers/server-settings.ts'
import type { ServerSettingsStore } from '../../../servers/server-settings-store.ts'
import type { PostgresDatabase, PostgresTransaction } from '../database.ts'
import { serverSettings, watchedChannels } from './schema.ts'

/** The settings of servers, in the ledger's database. */
export function createPostgresServerSettings(database: PostgresDatabase): ServerSettingsStore {
  return {
    of: (server) => database.read((transaction) => settingsOf(transaction, server)),
    change: (server, choices) => database.write((transaction) => change(transaction, server, choices)),
    watch: (server, { channel, mode }) =>
      database.write(async ({ drizzle }) => {
        await drizzle
          .insert(watchedChannels)
          .values({ server, channel, mode })
          .onConflictDoUpdate({ target: [watchedChannels.server, watchedChannels.channel], set: { mode } })
      }),
    unwatch: (server, channel) =>
      database.write(async ({ drizzle }) => {
        const isThis = and(eq(watchedChannels.server, server), eq(watchedChannels.channel, channel))
        const { count } = await drizzle.delete(watchedChannels).where(isThis)
        return count > 0
      }),
    clear: (server) =>
      database.write(async ({ drizzle }) => {
        await drizzle.delete(serverSettings).where(eq(serverSettings.server, server))
        await drizzle.delete(watchedChannels).where(eq(watchedChannels.server, server))
      }),
  }
}

async function settingsOf({ drizzle }: PostgresTransaction, server: string): Promise<ServerSettings> {
  const [row] = await drizzle.select().from(serverSettings).where(eq(serverSettings.server, server))
  const watched = await drizzle
    .select({ channel: watchedChannels.channel, mode: watchedChannels.mode })
    .from(watchedChannels)
    .where(eq(watchedChannels.server, server))
    .orderBy(asc(watchedChannels.channel))
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

async function change(
  { drizzle }: PostgresTransaction,
  server: string,
  choices: Partial<ServerChoices>,
): Promise<void> {
  const { watched: _, ...usual } = usualSettings
  const columns = withNulls(choices)
  const set = Object.keys(columns).length > 0 ? columns : { server }
  await drizzle
    .insert(serverSettings)
    .values({ server, ...withNulls({ ...usual, ...choices }) } as typeof serverSettings.$inferInsert)
    .onConflictDoUpdate({ target: serverSettings.server, set })
}

/** What is undefined on purpose is taken back: in the table it is null. */
function withNulls(choices: Partial<ServerChoices>) {
  return Object.fromEntries(Object.entries(choices).map(([name, value]) => [name, value ?? null]))
}
