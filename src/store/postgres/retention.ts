import { and, asc, eq, gte, inArray, isNotNull, lt, ne, notInArray, or } from 'drizzle-orm'
import { serverSubject } from '../../ledger/subject.ts'
import type { RetentionStore } from '../../orchestrator/retention.ts'
import { shownSteps, textTasks, thinned, withoutText } from '../thinned-source.ts'
import type { PostgresDatabase, PostgresTransaction } from './database.ts'
import { documents } from './knowledge/schema.ts'
import { serverSettings } from './servers/schema.ts'
import { checkpoints, workflows } from './workflows/schema.ts'

/** Retention in the ledger's database. */
export function createPostgresRetention(database: PostgresDatabase): RetentionStore {
  return {
    thinOut: async (endedBeforeMs, limit) => {
      const ids = await database.read((transaction) => runsToThinOut(transaction, endedBeforeMs, limit))
      if (ids.length > 0)
        await database.write(async (transaction) => {
          for (const id of ids) await thinOut(transaction, id)
        })
      return ids.length
    },
    memoryDays: async () => {
      const rows = await database.read(({ drizzle }) =>
        drizzle
          .select({ server: serverSettings.server, days: serverSettings.memoryDays })
          .from(serverSettings)
          .where(isNotNull(serverSettings.memoryDays)),
      )
      return rows.flatMap(({ server, days }) =>
        days === null ? [] : [{ tenant: serverSubject(server).name, days }],
      )
    },
    forgetDocuments: (rememberedBeforeMs, limit, tenant) =>
      database.write(async ({ drizzle }) => {
        const isOld = lt(documents.rememberedAtMs, rememberedBeforeMs)
        const old = drizzle
          .select({ sequence: documents.sequence })
          .from(documents)
          .where(and(isOld, tenant === undefined ? undefined : eq(documents.tenant, tenant)))
          .orderBy(asc(documents.sequence))
          .limit(limit)
        const { count } = await drizzle.delete(documents).where(inArray(documents.sequence, old))
        return count
      }),
  }
}

/** Checkpoints that a run is not shown by. */
const isSpare = or(
  notInArray(checkpoints.step, shownSteps),
  and(inArray(checkpoints.task, [...textTasks]), gte(checkpoints.version, 0)),
)

async function runsToThinOut(
  { drizzle }: PostgresTransaction,
  endedBeforeMs: number,
  limit: number,
): Promise<readonly string[]> {
  const rows = await drizzle
    .selectDistinct({ id: checkpoints.workflow })
    .from(checkpoints)
    .innerJoin(
      workflows,
      and(eq(workflows.tenant, checkpoints.tenant), eq(workflows.id, checkpoints.workflow)),
    )
    .where(and(isSpare, isNotNull(workflows.endedAtMs), lt(workflows.endedAtMs, endedBeforeMs)))
    .limit(limit)
  return rows.map(({ id }) => id)
}

async function thinOut({ drizzle }: PostgresTransaction, workflow: string): Promise<void> {
  const ofWorkflow = eq(checkpoints.workflow, workflow)
  await drizzle.delete(checkpoints).where(and(ofWorkflow, isSpare, ne(checkpoints.task, 'acquisition')))
  const sources = await drizzle
    .select()
    .from(checkpoints)
    .where(and(ofWorkflow, eq(checkpoints.task, 'acquisition')))
  for (const { step, content } of sources) {
    const place = and(ofWorkflow, eq(checkpoints.task, 'acquisition'), eq(checkpoints.step, step))
    const card = shownSteps.includes(step) ? withoutText(content) : undefined
    if (card === undefined) await drizzle.delete(checkpoints).where(place)
    else await drizzle.update(checkpoints).set({ version: thinned, content: card }).where(place)
  }
}
