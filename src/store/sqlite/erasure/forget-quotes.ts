import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, asc, eq, gt, gte, inArray, isNull, or } from 'drizzle-orm'
import { quotesOneOf, quotingTasks, withoutQuotes } from '../../quotes-of-runs.ts'
import type { SqliteDatabase } from '../database.ts'
import { packAtOnce, unpackAtOnce } from '../packed-text.ts'
import { checkpoints, workflows } from '../workflows/schema.ts'

/** Runs looked through in one turn of the event loop. */
const runsPerTurn = 50

/** Takes what runs of the same tenants have quoted from these runs out of what they have kept. */
export async function forgetQuotes(database: SqliteDatabase, ids: readonly string[]): Promise<void> {
  const { drizzle } = database
  const quoted = drizzle
    .select({ tenant: workflows.tenant, createdAtMs: workflows.createdAtMs })
    .from(workflows)
    .where(inArray(workflows.id, [...ids]))
    .all()
  for (const [tenant, runs] of Map.groupBy(quoted, (run) => run.tenant)) {
    const sinceMs = Math.min(...runs.map(({ createdAtMs }) => createdAtMs))
    for (let after = ''; ; ) {
      const some = laterRuns(drizzle, { tenant, sinceMs, after })
      await forgetQuotesIn(database, some, ids)
      if (some.length < runsPerTurn) break
      after = some.at(-1) ?? ''
      await nextTurn()
    }
  }
}

/** Runs of a tenant that were not over before, in the order of their ids. */
function laterRuns(
  drizzle: SqliteDatabase['drizzle'],
  { tenant, sinceMs, after }: { readonly tenant: string; readonly sinceMs: number; readonly after: string },
): readonly string[] {
  return drizzle
    .select({ id: workflows.id })
    .from(workflows)
    .where(
      and(
        eq(workflows.tenant, tenant),
        gt(workflows.id, after),
        isNull(workflows.forgottenAtMs),
        or(isNull(workflows.endedAtMs), gte(workflows.endedAtMs, sinceMs)),
      ),
    )
    .orderBy(asc(workflows.id))
    .limit(runsPerTurn)
    .all()
    .map(({ id }) => id)
}

async function forgetQuotesIn(
  { drizzle, write }: SqliteDatabase,
  runs: readonly string[],
  ids: readonly string[],
): Promise<void> {
  const rows = drizzle
    .select()
    .from(checkpoints)
    .where(and(inArray(checkpoints.workflow, [...runs]), inArray(checkpoints.task, [...quotingTasks])))
    .all()
  const changed = rows
    .map((row) => ({ ...row, content: unpackAtOnce(row.content) }))
    .filter(({ workflow, content }) => !ids.includes(workflow) && quotesOneOf(content, ids))
    .map((row) => ({ ...row, without: withoutQuotes(row.content, ids) }))
    .filter(({ content, without }) => content !== without)
  if (changed.length === 0) return
  await write((transaction) => {
    for (const { workflow, task, step, content, without } of changed) {
      const place = and(
        eq(checkpoints.workflow, workflow),
        eq(checkpoints.task, task),
        eq(checkpoints.step, step),
      )
      const now = transaction.drizzle
        .select({ content: checkpoints.content })
        .from(checkpoints)
        .where(place)
        .get()
      // Its run may have kept another meanwhile.
      if (now && unpackAtOnce(now.content) === content)
        transaction.drizzle
          .update(checkpoints)
          .set({ content: packAtOnce(without) })
          .where(place)
          .run()
    }
  })
}
