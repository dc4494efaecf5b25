import { and, asc, desc, eq, gte, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Refusal } from '../../../ledger/limit-state.ts'
import type { Workflow } from '../../../orchestrator/workflow.ts'
import { readFailure } from '../../../orchestrator/workflow-failure.ts'
import type { WorkflowStore } from '../../../orchestrator/workflow-store.ts'
import type { SqliteDatabase } from '../database.ts'
import { keepCheckpoint } from './keep-checkpoint.ts'
import { checkpoints, workflows } from './schema.ts'

export interface SqliteWorkflowStoreOptions {
  /** This process, as the ledger has registered it. */
  readonly processId: string
  /** Which of these processes no longer live. */
  readonly deadAmong: (processes: readonly string[]) => readonly string[]
}

const unfinished = ['queued', 'running'] as const

/** Workflows and checkpoints, in the ledger's file. */
export function createSqliteWorkflowStore(
  database: SqliteDatabase,
  { processId, deadAmong }: SqliteWorkflowStoreOptions,
): WorkflowStore {
  const { drizzle } = database

  const deadProcesses = () => {
    const rows = drizzle
      .selectDistinct({ process: workflows.process })
      .from(workflows)
      .where(inArray(workflows.state, unfinished))
      .all()
    const named = rows.map(({ process }) => process)
    return ['', ...deadAmong(named.filter((name) => name !== '' && name !== processId))]
  }
  const isOrphan = () =>
    and(inArray(workflows.state, unfinished), inArray(workflows.process, deadProcesses()))

  return {
    create: (id, request, atMs) =>
      database.write(() => {
        drizzle
          .insert(workflows)
          .values({
            ...request,
            id,
            state: 'queued',
            process: processId,
            user: request.user ?? '',
            channel: request.channel ?? '',
            createdAtMs: atMs,
          })
          .run()
      }),
    find: async (id) => {
      const row = drizzle.select().from(workflows).where(eq(workflows.id, id)).get()
      return row && toWorkflow(row)
    },
    claim: (id, maxCostNanoUsd) =>
      database.write(() => {
        const ended = inArray(workflows.state, ['partial', 'refused', 'failed', 'cancelled'])
        const { changes } = drizzle
          .update(workflows)
          .set({
            state: 'queued',
            process: processId,
            ...(maxCostNanoUsd !== undefined && { maxCostNanoUsd }),
          })
          .where(and(eq(workflows.id, id), or(ended, isOrphan())))
          .run()
        return Number(changes) === 1
      }),
    setReplyTo: (id, replyTo) =>
      database.write(() => {
        drizzle.update(workflows).set({ replyTo }).where(eq(workflows.id, id)).run()
      }),
    orphans: async () =>
      drizzle
        .select()
        .from(workflows)
        .where(isOrphan())
        .orderBy(asc(workflows.createdAtMs))
        .all()
        .map(toWorkflow),
    inStates: async (states) =>
      drizzle
        .select()
        .from(workflows)
        .where(inArray(workflows.state, [...states]))
        .orderBy(asc(workflows.createdAtMs))
        .all()
        .map(toWorkflow),
    recent: async ({ tenant, user, limit }) =>
      drizzle
        .select()
        .from(workflows)
        .where(
          and(
            tenant === undefined ? undefined : eq(workflows.tenant, tenant),
            user === undefined ? undefined : eq(workflows.user, user),
          ),
        )
        .orderBy(desc(workflows.createdAtMs), desc(sql`rowid`))
        .limit(limit)
        .all()
        .map(toWorkflow),
    begin: (id) =>
      database.write(() => {
        drizzle.update(workflows).set({ state: 'running' }).where(eq(workflows.id, id)).run()
      }),
    end: (id, end) =>
      database.write(() => {
        drizzle
          .update(workflows)
          .set({
            state: end.state,
            process: '',
            endedAtMs: end.atMs,
            costNanoUsd: end.costNanoUsd,
            ...(end.title !== undefined && { title: end.title }),
            refusal: end.refusal ? refusalToJson(end.refusal) : null,
            failure: end.failure ?? null,
          })
          .where(eq(workflows.id, id))
          .run()
      }),
    putBack: (id) =>
      database.write(() => {
        drizzle.update(workflows).set({ state: 'queued', process: '' }).where(eq(workflows.id, id)).run()
      }),
    checkpoint: async ({ workflow, task, step }) =>
      drizzle
        .select({ version: checkpoints.version, content: checkpoints.content })
        .from(checkpoints)
        .where(
          and(eq(checkpoints.workflow, workflow), eq(checkpoints.task, task), eq(checkpoints.step, step)),
        )
        .get(),
    keep: (line) => database.write(() => keepCheckpoint(database, line)),
    recentCosts: async (depth, limit) =>
      drizzle
        .select({ cost: workflows.costNanoUsd })
        .from(workflows)
        .where(
          and(eq(workflows.depth, depth), eq(workflows.state, 'completed'), isNotNull(workflows.costNanoUsd)),
        )
        .orderBy(desc(workflows.endedAtMs))
        .limit(limit)
        .all()
        .map(({ cost }) => cost ?? 0n),
    countRuns: async ({ tenant, user, sinceMs }) => {
      const runs = await drizzle.$count(
        workflows,
        and(
          gte(workflows.createdAtMs, sinceMs),
          tenant === undefined ? undefined : eq(workflows.tenant, tenant),
          user === undefined ? undefined : eq(workflows.user, user),
        ),
      )
      // The driver hands counts over as bigint, whatever their type says.
      return Number(runs)
    },
  }
}

function toWorkflow(row: typeof workflows.$inferSelect): Workflow {
  return {
    ...row,
    user: row.user || undefined,
    channel: row.channel || undefined,
    maxCostNanoUsd: row.maxCostNanoUsd ?? undefined,
    basedOn: row.basedOn ?? undefined,
    replyTo: row.replyTo ?? undefined,
    endedAtMs: row.endedAtMs ?? undefined,
    costNanoUsd: row.costNanoUsd ?? undefined,
    title: row.title ?? undefined,
    refusal: row.refusal ? refusalFromJson(row.refusal) : undefined,
    failure: row.failure ? readFailure(row.failure) : undefined,
  }
}

const amounts = ['limitNanoUsd', 'spentNanoUsd', 'heldNanoUsd', 'requestedNanoUsd'] as const

function refusalToJson(refusal: Refusal): Readonly<Record<string, unknown>> {
  return { ...refusal, ...Object.fromEntries(amounts.map((name) => [name, refusal[name].toString()])) }
}

function refusalFromJson(stored: Readonly<Record<string, unknown>>): Refusal {
  return {
    ...stored,
    ...Object.fromEntries(amounts.map((name) => [name, BigInt(String(stored[name]))])),
  } as unknown as Refusal
}
