import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { KeptResult, MutedTopic, OutboxStore, UnreleasedResult } from '../../../outbox/outbox-store.ts'
import type { Delivery, NewNotice, ParcelClaim } from '../../../outbox/parcel.ts'
import type { PostgresDatabase, PostgresTransaction } from '../database.ts'
import { workflows } from '../workflows/schema.ts'
import { claimDue, claimingProcesses, freeClaims, isAnythingDue, packAlerts } from './claiming.ts'
import { alertsTold, backlog } from './overview.ts'
import { endReceipt, forgetReceipt, keepReceipt } from './receipts.ts'
import { mutedTopics, parcelDeliveries, parcels, recipientLocales } from './schema.ts'

export interface PostgresOutboxOptions {
  /** This process, as the ledger has registered it. */
  readonly processId: string
  /** Which of these processes no longer live. */
  readonly deadAmong: (processes: readonly string[]) => Promise<readonly string[]>
}

/** The outbox in the ledger's database, whose transactions write alerts and the parcels of results. */
export function createPostgresOutbox(
  database: PostgresDatabase,
  { processId, deadAmong }: PostgresOutboxOptions,
): OutboxStore {
  return {
    addNotice: (notice) => database.write((transaction) => addNotice(transaction, notice)),
    hasNotice: (key) => database.read((transaction) => hasNotice(transaction, key)),
    keepReceipt: (receipt) => database.write((transaction) => keepReceipt(transaction, receipt, processId)),
    dropReceipt: (workflow) => database.write((transaction) => endReceipt(transaction, workflow, processId)),
    claim: async (request) => {
      const { atMs } = request
      const { claiming, isDue } = await database.read(async (transaction) => ({
        claiming: await claimingProcesses(transaction),
        isDue: await isAnythingDue(transaction, atMs),
      }))
      const dead = await deadAmong(claiming.filter((name) => name !== processId))
      // Most looks find nothing: they write nothing.
      if (!isDue && dead.length === 0) return []
      return database.write(async (transaction) => {
        await freeClaims(transaction, dead, atMs)
        await packAlerts(transaction, atMs)
        return claimDue(transaction, request, processId)
      })
    },
    release: (workflow, atMs) => database.write((transaction) => release(transaction, workflow, atMs)),
    unreleased: () => database.read((transaction) => unreleased(transaction)),
    noteDelivery: (parcel, delivery) =>
      database.write((transaction) => noteDelivery(transaction, parcel, delivery)),
    end: (parcel, state, atMs) => database.write((transaction) => end(transaction, parcel, state, atMs)),
    putOff: (claim, dueAtMs) => database.write((transaction) => putOff(transaction, claim, dueAtMs)),
    keptFor: (user, limit) => database.read((transaction) => keptFor(transaction, user, limit)),
    handOver: (parcel, atMs) => database.write((transaction) => handOver(transaction, parcel, atMs)),
    alerts: (request) => database.read((transaction) => alertsTold(transaction, request)),
    backlog: () => database.read((transaction) => backlog(transaction)),
    mute: (muted) => database.write((transaction) => mute(transaction, muted)),
    unmute: (topic) => database.write((transaction) => unmute(transaction, topic)),
    isMuted: (topic) => database.read((transaction) => isMuted(transaction, topic)),
    rememberLocale: (user, locale) =>
      database.write((transaction) => rememberLocale(transaction, user, locale)),
    localeOf: (user) => database.read((transaction) => localeOf(transaction, user)),
  }
}

async function addNotice(
  { drizzle }: PostgresTransaction,
  { key, kind, detail, atMs }: NewNotice,
): Promise<boolean> {
  const { count } = await drizzle
    .insert(parcels)
    .values({
      tenant: '',
      kind: 'notice',
      key,
      nonce: key,
      workflow: '',
      notice: { kind, detail },
      state: 'waiting',
      process: '',
      attempts: 0,
      dueAtMs: atMs,
      createdAtMs: atMs,
    })
    .onConflictDoNothing()
  return count > 0
}

async function hasNotice({ drizzle }: PostgresTransaction, key: string): Promise<boolean> {
  const isIt = and(eq(parcels.kind, 'notice'), eq(parcels.key, key))
  return (await drizzle.select({ id: parcels.id }).from(parcels).where(isIt)).length > 0
}

async function release({ drizzle }: PostgresTransaction, workflow: string, atMs: number): Promise<boolean> {
  const { count } = await drizzle
    .update(parcels)
    .set({ state: 'waiting', process: '', dueAtMs: atMs })
    .where(and(eq(parcels.workflow, workflow), eq(parcels.state, 'claimed'), eq(parcels.attempts, 0)))
  return count > 0
}

async function unreleased({ drizzle }: PostgresTransaction): Promise<readonly UnreleasedResult[]> {
  const isUntried = and(eq(parcels.kind, 'result'), eq(parcels.state, 'claimed'), eq(parcels.attempts, 0))
  return drizzle
    .select({ workflow: parcels.workflow, tenant: parcels.tenant })
    .from(parcels)
    .where(isUntried)
    .orderBy(asc(parcels.id))
}

async function noteDelivery(
  { drizzle }: PostgresTransaction,
  parcel: number,
  delivery: Delivery,
): Promise<void> {
  const { channel: _channel, ...outcome } = delivery
  await drizzle
    .insert(parcelDeliveries)
    .values({ ...delivery, parcel })
    .onConflictDoUpdate({ target: [parcelDeliveries.parcel, parcelDeliveries.channel], set: outcome })
}

async function end(
  { drizzle }: PostgresTransaction,
  parcel: number,
  state: 'delivered' | 'kept',
  atMs: number,
): Promise<void> {
  await drizzle
    .update(parcels)
    .set({ state, process: '', endedAtMs: atMs })
    .where(and(eq(parcels.id, parcel), inArray(parcels.state, ['waiting', 'claimed'])))
  await forgetReceipt({ drizzle }, parcel)
}

async function putOff(
  { drizzle }: PostgresTransaction,
  { id, attempts }: ParcelClaim,
  dueAtMs: number,
): Promise<void> {
  await drizzle
    .update(parcels)
    .set({ state: 'waiting', process: '', dueAtMs })
    .where(and(eq(parcels.id, id), eq(parcels.state, 'claimed'), eq(parcels.attempts, attempts)))
}

async function keptFor(
  { drizzle }: PostgresTransaction,
  user: string,
  limit: number,
): Promise<readonly KeptResult[]> {
  const isWhole = inArray(workflows.state, ['completed', 'partial'])
  const rows = await drizzle
    .select({
      parcel: parcels.id,
      workflow: parcels.workflow,
      title: workflows.title,
      endedAtMs: parcels.createdAtMs,
    })
    .from(parcels)
    .innerJoin(workflows, and(eq(workflows.tenant, parcels.tenant), eq(workflows.id, parcels.workflow)))
    .where(and(eq(parcels.state, 'kept'), eq(workflows.user, user), isWhole))
    .orderBy(desc(parcels.createdAtMs), desc(parcels.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, title: row.title ?? undefined }))
}

async function handOver({ drizzle }: PostgresTransaction, parcel: number, atMs: number): Promise<void> {
  await drizzle
    .update(parcels)
    .set({ state: 'delivered', endedAtMs: atMs })
    .where(and(eq(parcels.id, parcel), eq(parcels.state, 'kept')))
}

async function mute({ drizzle }: PostgresTransaction, muted: MutedTopic): Promise<void> {
  await drizzle.insert(mutedTopics).values(muted).onConflictDoNothing()
}

async function unmute({ drizzle }: PostgresTransaction, topic: string): Promise<void> {
  await drizzle.delete(mutedTopics).where(eq(mutedTopics.topic, topic))
}

async function isMuted({ drizzle }: PostgresTransaction, topic: string): Promise<boolean> {
  const { topic: name } = mutedTopics
  return (await drizzle.select({ name }).from(mutedTopics).where(eq(name, topic))).length > 0
}

async function rememberLocale({ drizzle }: PostgresTransaction, user: string, locale: string): Promise<void> {
  await drizzle
    .insert(recipientLocales)
    .values({ user, locale })
    .onConflictDoUpdate({ target: recipientLocales.user, set: { locale } })
}

async function localeOf({ drizzle }: PostgresTransaction, user: string): Promise<string | undefined> {
  const [row] = await drizzle
    .select({ locale: recipientLocales.locale })
    .from(recipientLocales)
    .where(eq(recipientLocales.user, user))
  return row?.locale
}
