import { and, asc, eq, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { ErasureStore, Forgettable } from '../../../orchestrator/erasure-store.ts'
import { unfinishedStates } from '../../../orchestrator/workflow.ts'
import type { PostgresDatabase, PostgresTransaction } from '../database.ts'
import { documents } from '../knowledge/schema.ts'
import { auditTrail } from '../ledger/schema.ts'
import { replaceResults } from '../outbox/result-parcels.ts'
import { recipientLocales } from '../outbox/schema.ts'
import { checkpoints, leftServers, workflows } from '../workflows/schema.ts'
import { forgetQuotes } from './forget-quotes.ts'

/** Where words of runs have been. */
const tablesWithWords = [
  'workflows',
  'checkpoints',
  'knowledge_documents',
  'knowledge_passages',
  'knowledge_entities',
  'knowledge_vectors',
  'knowledge_points',
]

/** Forgets in the ledger's database. */
export function createPostgresErasure(database: PostgresDatabase): ErasureStore {
  return {
    count: (what) => database.read((transaction) => count(transaction, what)),
    wasForgotten: (workflow) =>
      database.read(async ({ drizzle }) => {
        const isForgotten = and(eq(workflows.id, workflow), isNotNull(workflows.forgottenAtMs))
        return Number(await drizzle.$count(workflows, isForgotten)) > 0
      }),
    forgetSome: async (what, { limit, atMs }) => {
      const ids = await database.write((transaction) => forgetDocuments(transaction, what, limit))
      if (what.kind !== 'tenant') await forgetQuotes(database, ids)
      await database.write((transaction) => forgetRuns(transaction, ids, atMs))
      return ids
    },
    forgetUser: (user) =>
      database.write(async ({ drizzle }) => {
        await drizzle.delete(recipientLocales).where(eq(recipientLocales.user, user))
      }),
    overwrite: async () => database.vacuum(await thoseThatAreThere(database)),
    noteLeave: (leave) =>
      database.write(async ({ drizzle }) => {
        await drizzle.insert(leftServers).values(leave).onConflictDoNothing()
      }),
    noteReturn: async (tenants) =>
      tenants.length > 0 &&
      database.write(async ({ drizzle }) => {
        const back = inArray(leftServers.tenant, [...tenants])
        const { count } = await drizzle.delete(leftServers).where(back)
        return count > 0
      }),
    leavesUntil: (atMs) =>
      database.read(async ({ drizzle }) => {
        const rows = await drizzle
          .select({ tenant: leftServers.tenant })
          .from(leftServers)
          .where(lte(leftServers.leftAtMs, atMs))
          .orderBy(asc(leftServers.leftAtMs))
        return rows.map(({ tenant }) => tenant)
      }),
    endLeave: (tenant, atMs) => database.write((transaction) => endLeave(transaction, tenant, atMs)),
    tenantsWithWords: () =>
      database.read(async ({ drizzle }) => {
        const rows = await drizzle
          .selectDistinct({ tenant: workflows.tenant })
          .from(workflows)
          .where(isNull(workflows.forgottenAtMs))
        return rows.map(({ tenant }) => tenant)
      }),
  }
}

/** The points are not, where nothing has made any. */
async function thoseThatAreThere(database: PostgresDatabase): Promise<readonly string[]> {
  const rows = await database.read(
    ({ sql: query }) => query<{ name: string }[]>`
      select name from unnest(${tablesWithWords}::text[]) name where to_regclass(name) is not null`,
  )
  return rows.map(({ name }) => name)
}

async function count(transaction: PostgresTransaction, what: Forgettable) {
  const rows = await transaction.drizzle
    .select({ state: workflows.state })
    .from(workflows)
    .where(await whose(transaction, what))
  const unfinished = rows.filter(({ state }) => unfinishedStates.some((one) => one === state))
  return { runs: rows.length, unfinished: unfinished.length }
}

/** Those of them that are not forgotten yet. */
async function whose(transaction: PostgresTransaction, what: Forgettable): Promise<SQL | undefined> {
  const isRemembered = isNull(workflows.forgottenAtMs)
  switch (what.kind) {
    case 'run':
      return and(isRemembered, inArray(workflows.id, await builtOn(transaction, what.workflow)))
    case 'user':
      return and(isRemembered, eq(workflows.user, what.user))
    case 'tenant':
      return and(isRemembered, eq(workflows.tenant, what.tenant))
    default:
      return what satisfies never
  }
}

/** A run, and what its member has built on it: that has the same text. */
async function builtOn({ sql: query }: PostgresTransaction, workflow: string): Promise<string[]> {
  const rows = await query<{ id: string }[]>`
    with recursive built (id, member) as (
      select id, "user" from workflows where id = ${workflow}
      union
      select later.id, built.member
      from workflows later
      join built on later.based_on = built.id and later."user" = built.member
    )
    select id from built`
  return [workflow, ...rows.map(({ id }) => id)]
}

/** From then on nobody finds them to quote from. */
async function forgetDocuments(
  transaction: PostgresTransaction,
  what: Forgettable,
  limit: number,
): Promise<readonly string[]> {
  const { drizzle } = transaction
  const rows = await drizzle
    .select({ id: workflows.id })
    .from(workflows)
    .where(await whose(transaction, what))
    .limit(limit)
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await drizzle.delete(documents).where(inArray(documents.workflow, ids))
  return ids
}

async function forgetRuns(
  transaction: PostgresTransaction,
  runs: readonly string[],
  atMs: number,
): Promise<void> {
  if (runs.length === 0) return
  const { drizzle } = transaction
  const ids = [...runs]
  // First of all: whoever remembers or keeps something of one of them has done so by then, and nobody does any more.
  await drizzle
    .update(workflows)
    .set({
      ...{ location: '', locationIdentity: '', attachment: null, title: null, failure: null },
      ...{ replyTo: null, basedOn: null },
      // Whoever has it finds that it is theirs no longer.
      ...{ process: '', cancelAskedAtMs: null, forgottenAtMs: atMs },
      state: sql`case when ${inArray(workflows.state, [...unfinishedStates])} then 'cancelled' else ${workflows.state} end`,
      endedAtMs: sql`coalesce(${workflows.endedAtMs}, ${atMs}::bigint)`,
    })
    .where(inArray(workflows.id, ids))
  await drizzle.delete(checkpoints).where(inArray(checkpoints.workflow, ids))
  await drizzle.delete(documents).where(inArray(documents.workflow, ids))
  await replaceResults(transaction, ids)
}

async function endLeave({ drizzle }: PostgresTransaction, tenant: string, atMs: number): Promise<boolean> {
  const { count } = await drizzle.delete(leftServers).where(eq(leftServers.tenant, tenant))
  const isOurs = count > 0
  if (isOurs)
    await drizzle
      .insert(auditTrail)
      .values({ atMs, by: 'bot', action: 'server.forgotten', subject: tenant, detail: {} })
  return isOurs
}
