import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { KeptResult, MutedTopic, OutboxStore, UnreleasedResult } from '../../../outbox/outbox-store.ts'
import type { Delivery, NewNotice, ParcelClaim } from '../../../outbox/parcel.ts'
import type { SqliteDatabase } from '../database.ts'
import { workflows } from '../workflows/schema.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { claimDue, claimingProcesses, freeClaims, isAnythingDue, packAlerts } from './claiming.ts'
import { alertsTold, backlog } from './overview.ts'
import { endReceipt, forgetReceipt, keepReceipt } from './receipts.ts'
import { isResultOf } from './result-parcels.ts'
import { mutedTopics, parcelDeliveries, parcels, recipientLocales } from './schema.ts'

export interface SqliteOutboxOptions {
  /** This process, as the ledger has registered it. */
  readonly processId: string
  /** Which of these processes no longer live. */
  readonly deadAmong: (processes: readonly string[]) => readonly string[]
}

/** The outbox in the ledger's file, whose transactions write alerts and the parcels of results. */
export function createSqliteOutbox(
  database: SqliteDatabase,
  { processId, deadAmong }: SqliteOutboxOptions,
): OutboxStore {
  const deadProcesses = () => deadAmong(claimingProcesses(database).filter((name) => name !== processId))
  return {
    addNotice: (notice) => database.write((transaction) => addNotice(transaction, notice)),
    hasNotice: async (key) => database.read(() => hasNotice(database, key)),
    keepReceipt: (receipt) => database.write((transaction) => keepReceipt(transaction, receipt, processId)),
    dropReceipt: (workflow) => database.write((transaction) => endReceipt(transaction, workflow, processId)),
    claim: async (request) => {
      const { atMs } = request
      // Most looks find nothing: they do not take the file's write lock.
      const isDue = database.read(() => isAnythingDue(database, atMs) || deadProcesses().length > 0)
      if (!isDue) return []
      return database.write((transaction) => {
        freeClaims(transaction, deadProcesses(), atMs)
        packAlerts(transaction, atMs)
        return claimDue(transaction, request, processId)
      })
    },
    release: (workflow, atMs) => database.write((transaction) => release(transaction, workflow, atMs)),
    unreleased: async () => database.read(() => unreleased(database)),
    noteDelivery: (parcel, delivery) =>
      database.write((transaction) => noteDelivery(transaction, parcel, delivery)),
    end: (parcel, state, atMs) => database.write((transaction) => end(transaction, parcel, state, atMs)),
    putOff: (claim, dueAtMs) => database.write((transaction) => putOff(transaction, claim, dueAtMs)),
    keptFor: async (user, limit) => database.read(() => keptFor(database, user, limit)),
    handOver: (parcel, atMs) => database.write((transaction) => handOver(transaction, parcel, atMs)),
    alerts: async (request) => database.read(() => alertsTold(database, request)),
    backlog: async () => database.read(() => backlog(database)),
    mute: (muted) => database.write((transaction) => mute(transaction, muted)),
    unmute: (topic) => database.write((transaction) => unmute(transaction, topic)),
    isMuted: async (topic) => database.read(() => isMuted(database, topic)),
    rememberLocale: (user, locale) =>
      database.write((transaction) => rememberLocale(transaction, user, locale)),
    localeOf: async (user) => database.read(() => localeOf(database, user)),
  }
}

function addNotice({ drizzle }: WriteTransaction, { key, kind, detail, atMs }: NewNotice): boolean {
  const { changes } = drizzle
    .insert(parcels)
    .values({
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
    .run()
  return changes > 0
}

function hasNotice({ drizzle }: SqliteDatabase, key: string): boolean {
  const isIt = and(eq(parcels.kind, 'notice'), eq(parcels.key, key))
  return drizzle.select({ id: parcels.id }).from(parcels).where(isIt).get() !== undefined
}

function release({ drizzle }: WriteTransaction, workflow: string, atMs: number): boolean {
  const { changes } = drizzle
    .update(parcels)
    .set({ state: 'waiting', process: '', dueAtMs: atMs })
    .where(and(isResultOf(workflow), eq(parcels.state, 'claimed'), eq(parcels.attempts, 0)))
    .run()
  return changes > 0
}

function unreleased({ drizzle }: SqliteDatabase): readonly UnreleasedResult[] {
  const isUntried = and(eq(parcels.kind, 'result'), eq(parcels.state, 'claimed'), eq(parcels.attempts, 0))
  return drizzle
    .select({ workflow: workflows.id, tenant: workflows.tenant })
    .from(parcels)
    .innerJoin(workflows, eq(workflows.id, parcels.workflow))
    .where(isUntried)
    .orderBy(asc(parcels.id))
    .all()
}

function noteDelivery({ drizzle }: WriteTransaction, parcel: number, delivery: Delivery): void {
  const { channel: _channel, ...outcome } = delivery
  drizzle
    .insert(parcelDeliveries)
    .values({ ...delivery, parcel })
    .onConflictDoUpdate({ target: [parcelDeliveries.parcel, parcelDeliveries.channel], set: outcome })
    .run()
}

function end(transaction: WriteTransaction, parcel: number, state: 'delivered' | 'kept', atMs: number): void {
  transaction.drizzle
    .update(parcels)
    .set({ state, process: '', endedAtMs: atMs })
    .where(and(eq(parcels.id, parcel), inArray(parcels.state, ['waiting', 'claimed'])))
    .run()
  forgetReceipt(transaction, parcel)
}

function putOff({ drizzle }: WriteTransaction, { id, attempts }: ParcelClaim, dueAtMs: number): void {
  drizzle
    .update(parcels)
    .set({ state: 'waiting', process: '', dueAtMs })
    .where(and(eq(parcels.id, id), eq(parcels.state, 'claimed'), eq(parcels.attempts, attempts)))
    .run()
}

/** Written so that SQLite can use the partial index. */
const isKept = sql`${parcels.state} = 'kept'`

function keptFor({ drizzle }: SqliteDatabase, user: string, limit: number): readonly KeptResult[] {
  return drizzle
    .select({
      parcel: parcels.id,
      workflow: parcels.workflow,
      title: workflows.title,
      endedAtMs: parcels.createdAtMs,
    })
    .from(parcels)
    .innerJoin(workflows, eq(workflows.id, parcels.workflow))
    .where(and(isKept, eq(workflows.user, user), inArray(workflows.state, ['completed', 'partial'])))
    .orderBy(desc(parcels.createdAtMs), desc(parcels.id))
    .limit(limit)
    .all()
    .map((row) => ({ ...row, parcel: Number(row.parcel), title: row.title ?? undefined }))
}

function handOver({ drizzle }: WriteTransaction, parcel: number, atMs: number): void {
  drizzle
    .update(parcels)
    .set({ state: 'delivered', endedAtMs: atMs })
    .where(and(eq(parcels.id, parcel), eq(parcels.state, 'kept')))
    .run()
}

function mute({ drizzle }: WriteTransaction, muted: MutedTopic): void {
  drizzle.insert(mutedTopics).values(muted).onConflictDoNothing().run()
}

function unmute({ drizzle }: WriteTransaction, topic: string): void {
  drizzle.delete(mutedTopics).where(eq(mutedTopics.topic, topic)).run()
}

function isMuted({ drizzle }: SqliteDatabase, topic: string): boolean {
  const { topic: name } = mutedTopics
  return drizzle.select({ name }).from(mutedTopics).where(eq(name, topic)).get() !== undefined
}

function rememberLocale({ drizzle }: WriteTransaction, user: string, locale: string): void {
  drizzle
    .insert(recipientLocales)
    .values({ user, locale })
    .onConflictDoUpdate({ target: recipientLocales.user, set: { locale } })
    .run()
}

function localeOf({ drizzle }: SqliteDatabase, user: string): string | undefined {
  const { locale } = recipientLocales
  return drizzle.select({ locale }).from(recipientLocales).where(eq(recipientLocales.user, user)).get()
    ?.locale
}
