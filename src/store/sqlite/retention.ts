import { and, asc, eq, gte, inArray, isNotNull, lt, ne, notInArray, or } from 'drizzle-orm'
import { serverSubject } from '../../ledger/subject.ts'
import type { RetentionStore } from '../../orchestrator/retention.ts'
import { shownSteps, textTasks, thinned, withoutText } from '../thinned-source.ts'
import type { SqliteDatabase } from './database.ts'
import { documents } from './knowledge/schema.ts'
import { unpackAtOnce } from './packed-text.ts'
import { serverSettings } from './servers/schema.ts'
import { checkpoints, workflows } from './workflows/schema.ts'
import type { WriteTransaction } from './write-queue.ts'

/** Retention in the ledger's file. */
export function createSqliteRetention(database: SqliteDatabase): RetentionStore {
  return {
    thinOut: async (endedBeforeMs, limit) => {
      const ids = runsToThinOut(database, endedBeforeMs, limit)
      if (ids.length > 0)
        await database.write((transaction) => {
          for (const id of ids) thinOut(transaction, id)
        })
      return ids.length
    },
    memoryDays: async () =>
      database.drizzle
        .select({ server: serverSettings.server, days: serverSettings.memoryDays })
        .from(serverSettings)
        .where(isNotNull(serverSettings.memoryDays))
        .all()
        .flatMap(({ server, days }) => (days === null ? [] : [{ tenant: serverSubject(server).name, days }])),
    forgetDocuments: (rememberedBeforeMs, limit, tenant) =>
      database.write(({ drizzle }) => {
        const old = drizzle
          .select({ sequence: documents.sequence })
          .from(documents)
          .where(
            and(
              lt(documents.rememberedAtMs, rememberedBeforeMs),
              tenant === undefined ? undefined : eq(documents.tenant, tenant),
            ),
          )
          .orderBy(asc(documents.sequence))
          .limit(limit)
        return drizzle.delete(documents).where(inArray(documents.sequence, old)).run().changes
      }),
  }
}

/** Checkpoints that a run is not shown by. */
const isSpare = or(
  notInArray(checkpoints.step, shownSteps),
  and(inArray(checkpoints.task, [...textTasks]), gte(checkpoints.version, 0)),
)

function runsToThinOut({ drizzle }: SqliteDatabase, endedBeforeMs: number, limit: number): readonly string[] {
  return drizzle
    .selectDistinct({ id: checkpoints.workflow })
    .from(checkpoints)
    .innerJoin(workflows, eq(workflows.id, checkpoints.workflow))
    .where(and(isSpare, isNotNull(workflows.endedAtMs), lt(workflows.endedAtMs, endedBeforeMs)))
    .limit(limit)
    .all()
    .map(({ id }) => id)
}

function thinOut({ drizzle }: WriteTransaction, workflow: string): void {
  const ofWorkflow = eq(checkpoints.workflow, workflow)
  drizzle
    .delete(checkpoints)
    .where(and(ofWorkflow, isSpare, ne(checkpoints.task, 'acquisition')))
    .run()
  const sources = drizzle
    .select()
    .from(checkpoints)
    .where(and(ofWorkflow, eq(checkpoints.task, 'acquisition')))
    .all()
  for (const { step, content } of sources) {
    const place = and(ofWorkflow, eq(checkpoints.task, 'acquisition'), eq(checkpoints.step, step))
    const card = shownSteps.includes(step) ? withoutText(unpackAtOnce(content)) : undefined
    if (card === undefined) drizzle.delete(checkpoints).where(place).run()
    else drizzle.update(checkpoints).set({ version: thinned, content: card }).where(place).run()
  }
}
