import { and, asc, eq, gt, gte, inArray, isNull, or } from 'drizzle-orm'
import { quotesOneOf, quotingTasks, withoutQuotes } from '../../quotes-of-runs.ts'
import type { PostgresDatabase } from '../database.ts'
import { checkpoints, workflows } from '../workflows/schema.ts'

/** Runs looked through in one transaction. */
const runsPerTurn = 50

/** Takes what runs of the same tenants have quoted from these runs out of what they have kept. */
export async function forgetQuotes(database: PostgresDatabase, ids: readonly string[]): Promise<void> {
  const quoted = await database.read(({ drizzle }) =>
    drizzle
      .select({ tenant: workflows.tenant, createdAtMs: workflows.createdAtMs })
      .from(workflows)
      .where(inArray(workflows.id, [...ids])),
  )
  for (const [tenant, runs] of Map.groupBy(quoted, (run) => run.tenant)) {
    const sinceMs = Math.min(...runs.map(({ createdAtMs }) => createdAtMs))
    for (let after = ''; ; ) {
      const some = await laterRuns(database, { tenant, sinceMs, after })
      await forgetQuotesIn(database, tenant, some, ids)
      if (some.length < runsPerTurn) break
      after = some.at(-1) ?? ''
    }
  }
}

/** Runs of a tenant that were not over before, in the order of their ids. */
async function laterRuns(
  database: PostgresDatabase,
  { tenant, sinceMs, after }: { readonly tenant: string; readonly sinceMs: number; readonly after: string },
): Promise<readonly string[]> {
  const wasNotOver = or(isNull(workflows.endedAtMs), gte(workflows.endedAtMs, sinceMs))
  const isLater = and(eq(workflows.tenant, tenant), gt(workflows.id, after))
  const rows = await database.read(({ drizzle }) =>
    drizzle
      .select({ id: workflows.id })
      .from(workflows)
      .where(and(isLater, isNull(workflows.forgottenAtMs), wasNotOver))
      .orderBy(asc(workflows.id))
      .limit(runsPerTurn),
  )
  return rows.map(({ id }) => id)
}

async function forgetQuotesIn(
  database: PostgresDatabase,
  tenant: string,
  runs: readonly string[],
  ids: readonly string[],
): Promise<void> {
  const others = runs.filter((run) => !ids.includes(run))
  if (others.length === 0) return
  const isQuoting = and(
    eq(checkpoints.tenant, tenant),
    inArray(checkpoints.workflow, others),
    inArray(checkpoints.task, [...quotingTasks]),
  )
  await database.write(async ({ drizzle }) => {
    // Their runs keep nothing else in their places meanwhile.
    const rows = await drizzle.select().from(checkpoints).where(isQuoting).for('update')
    for (const { workflow, task, step, content } of rows) {
      if (!quotesOneOf(content, ids)) continue
      const without = withoutQuotes(content, ids)
      if (without === content) continue
      await drizzle
        .update(checkpoints)
        .set({ content: without })
        .where(
          and(
            eq(checkpoints.tenant, tenant),
            eq(checkpoints.workflow, workflow),
            eq(checkpoints.task, task),
            eq(checkpoints.step, step),
          ),
        )
    }
  })
}
