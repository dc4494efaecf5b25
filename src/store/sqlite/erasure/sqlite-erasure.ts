import { and, asc, eq, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { ErasureStore, Forgettable } from '../../../orchestrator/erasure-store.ts'
import { unfinishedStates } from '../../../orchestrator/workflow.ts'
import type { SqliteDatabase } from '../database.ts'
import { documents } from '../knowledge/schema.ts'
import { addToAuditTrail } from '../ledger/audit-trail.ts'
import { replaceResults } from '../outbox/result-parcels.ts'
import { recipientLocales } from '../outbox/schema.ts'
import { checkpoints, leftServers, workflows } from '../workflows/schema.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { forgetQuotes } from './forget-quotes.ts'
import { overwriteForgotten } from './overwrite.ts'

/** Forgets in the ledger's file. */
export function createSqliteErasure(database: SqliteDatabase): ErasureStore {
  const { drizzle } = database
  return {
    count: async (what) =>
      database.read(() => {
        const rows = drizzle
          .select({ state: workflows.state })
          .from(workflows)
          .where(whose(database, what))
          .all()
        const unfinished = rows.filter(({ state }) => unfinishedStates.some((one) => one === state))
        return { runs: rows.length, unfinished: unfinished.length }
      }),
    wasForgotten: async (workflow) => {
      const isForgotten = and(eq(workflows.id, workflow), isNotNull(workflows.forgottenAtMs))
      return drizzle.select({ id: workflows.id }).from(workflows).where(isForgotten).get() !== undefined
    },
    forgetSome: async (what, { limit, atMs }) => {
      const ids = await database.write((transaction) =>
        forgetDocuments(transaction, whose(database, what), limit),
      )
      if (what.kind !== 'tenant') await forgetQuotes(database, ids)
      await database.write((transaction) => forgetRuns(transaction, ids, atMs))
      return ids
    },
    forgetUser: (user) =>
      database.write((transaction) => {
        transaction.drizzle.delete(recipientLocales).where(eq(recipientLocales.user, user)).run()
      }),
    overwrite: () => overwriteForgotten(database),
    noteLeave: (leave) =>
      database.write((transaction) => {
        transaction.drizzle.insert(leftServers).values(leave).onConflictDoNothing().run()
      }),
    noteReturn: async (tenants) => {
      const isKnown = (tenant: string) => eq(leftServers.tenant, tenant)
      const back = tenants.filter((tenant) => drizzle.select().from(leftServers).where(isKnown(tenant)).get())
      if (back.length === 0) return false
      await database.write((transaction) => {
        transaction.drizzle.delete(leftServers).where(inArray(leftServers.tenant, back)).run()
      })
      return true
    },
    leavesUntil: async (atMs) =>
      drizzle
        .select({ tenant: leftServers.tenant })
        .from(leftServers)
        .where(lte(leftServers.leftAtMs, atMs))
        .orderBy(asc(leftServers.leftAtMs))
        .all()
        .map(({ tenant }) => tenant),
    endLeave: (tenant, atMs) => database.write((transaction) => endLeave(transaction, tenant, atMs)),
    tenantsWithWords: async () =>
      drizzle
        .selectDistinct({ tenant: workflows.tenant })
        .from(workflows)
        .all()
        .map(({ tenant }) => tenant)
        .filter((tenant) => hasWords(drizzle, tenant)),
  }
}

function hasWords(drizzle: SqliteDatabase['drizzle'], tenant: string): boolean {
  const isRemembered = and(eq(workflows.tenant, tenant), isNull(workflows.forgottenAtMs))
  return drizzle.select({ id: workflows.id }).from(workflows).where(isRemembered).limit(1).get() !== undefined
}

/** Those of them that are not forgotten yet. */
function whose({ drizzle }: SqliteDatabase, what: Forgettable): SQL | undefined {
  switch (what.kind) {
    case 'run':
      return and(isNull(workflows.forgottenAtMs), inArray(workflows.id, builtOn(drizzle, what.workflow)))
    case 'user':
      return and(isNull(workflows.forgottenAtMs), eq(workflows.user, what.user))
    case 'tenant':
      return and(isNull(workflows.forgottenAtMs), eq(workflows.tenant, what.tenant))
    default:
      return what satisfies never
  }
}

/** A run, and what its member has built on it: that has the same text. */
function builtOn(drizzle: SqliteDatabase['drizzle'], workflow: string): string[] {
  const run = drizzle.select({ user: workflows.user }).from(workflows).where(eq(workflows.id, workflow)).get()
  const ids = [workflow]
  for (const id of ids) {
    const next = drizzle
      .select({ id: workflows.id })
      .from(workflows)
      .where(and(eq(workflows.basedOn, id), eq(workflows.user, run?.user ?? '')))
      .all()
    ids.push(...next.map((row) => row.id).filter((found) => !ids.includes(found)))
  }
  return ids
}

/** From then on nobody finds them to quote from. */
function forgetDocuments(
  { drizzle }: WriteTransaction,
  which: SQL | undefined,
  limit: number,
): readonly string[] {
  const ids = drizzle
    .select({ id: workflows.id })
    .from(workflows)
    .where(which)
    .limit(limit)
    .all()
    .map(({ id }) => id)
  drizzle.delete(documents).where(inArray(documents.workflow, ids)).run()
  return ids
}

function forgetRuns(transaction: WriteTransaction, runs: readonly string[], atMs: number): void {
  const { drizzle } = transaction
  const ids = [...runs]
  drizzle.delete(checkpoints).where(inArray(checkpoints.workflow, ids)).run()
  // One that was under way may have been remembered meanwhile.
  drizzle.delete(documents).where(inArray(documents.workflow, ids)).run()
  for (const id of ids) replaceResults(transaction, id)
  drizzle
    .update(workflows)
    .set({
      ...{ location: '', locationIdentity: '', attachment: null, title: null, failure: null },
      ...{ replyTo: null, basedOn: null },
      // Whoever has it finds that it is theirs no longer.
      ...{ process: '', cancelAskedAtMs: null, forgottenAtMs: atMs },
      state: sql`case when ${inArray(workflows.state, [...unfinishedStates])} then 'cancelled' else ${workflows.state} end`,
      endedAtMs: sql`coalesce(${workflows.endedAtMs}, ${BigInt(atMs)})`,
    })
    .where(inArray(workflows.id, ids))
    .run()
}

function endLeave(transaction: WriteTransaction, tenant: string, atMs: number): boolean {
  const { drizzle } = transaction
  const { changes } = drizzle.delete(leftServers).where(eq(leftServers.tenant, tenant)).run()
  const isOurs = changes > 0
  if (isOurs)
    addToAuditTrail(transaction, { atMs, by: 'bot', action: 'server.forgotten', subject: tenant, detail: {} })
  return isOurs
}
