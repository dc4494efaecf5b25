import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, ne, or, type SQL } from 'drizzle-orm'
import type { Depth } from '../../../ledger/attribution.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import { unfinishedStates, type Workflow, type WorkflowState } from '../../../orchestrator/workflow.ts'
import type {
  CheckpointPlace,
  Interruptions,
  StoredCheckpoint,
  WorkflowFilter,
  WorkflowStore,
} from '../../../orchestrator/workflow-store.ts'
import { toWorkflow } from '../../workflow-row.ts'
import type { PostgresDatabase } from '../database.ts'
import { nobody } from './keep-checkpoint.ts'
import { checkpoints, workflows } from './schema.ts'

export interface PostgresWorkflowStoreOptions {
  /** This process, as the ledger has registered it. */
  readonly processId: string
  /** Which of these processes no longer live. */
  readonly deadAmong: (processes: readonly string[]) => Promise<readonly string[]>
}

/** Of what is forgotten there is the bill alone. */
export const isRemembered = isNull(workflows.forgottenAtMs)
export const isUnfinished = inArray(workflows.state, [...unfinishedStates])

/** What the store of workflows is asked and changes nothing by. */
export class WorkflowReads {
  protected readonly database: PostgresDatabase
  protected readonly options: PostgresWorkflowStoreOptions

  constructor(database: PostgresDatabase, options: PostgresWorkflowStoreOptions) {
    this.database = database
    this.options = options
  }

  find(id: string): Promise<Workflow | undefined> {
    return this.database.read(async ({ drizzle }) => {
      const [row] = await drizzle
        .select()
        .from(workflows)
        .where(and(eq(workflows.id, id), isRemembered))
      return row && toWorkflow(row)
    })
  }

  async orphans(): Promise<readonly Workflow[]> {
    return this.#oldestFirst(await this.isOrphan())
  }

  inStates(states: readonly WorkflowState[]): Promise<readonly Workflow[]> {
    return this.#oldestFirst(inArray(workflows.state, [...states]))
  }

  recent({
    limit,
    offset = 0,
    sinceMs,
    ...filter
  }: Parameters<WorkflowStore['recent']>[0]): Promise<readonly Workflow[]> {
    const since = sinceMs === undefined ? undefined : gte(workflows.createdAtMs, sinceMs)
    return this.database.read(async ({ drizzle }) => {
      const rows = await drizzle
        .select()
        .from(workflows)
        .where(and(isRemembered, since, matching(filter)))
        .orderBy(desc(workflows.createdAtMs), desc(workflows.sequence))
        .limit(limit)
        .offset(offset)
      return rows.map(toWorkflow)
    })
  }

  async interruptions(ids: readonly string[]): Promise<Interruptions> {
    const rows = await this.database.read(({ drizzle }) => {
      const isOthers = or(ne(workflows.process, this.options.processId), isNotNull(workflows.forgottenAtMs))
      return drizzle
        .select({
          id: workflows.id,
          process: workflows.process,
          forgottenAtMs: workflows.forgottenAtMs,
        })
        .from(workflows)
        .where(and(inArray(workflows.id, [...ids]), or(isOthers, isNotNull(workflows.cancelAskedAtMs))))
    })
    const { lost = [], toCancel = [] } = Object.groupBy(rows, ({ process, forgottenAtMs }) =>
      process !== this.options.processId || forgottenAtMs !== null ? 'lost' : 'toCancel',
    )
    return { lost: lost.map((row) => row.id), toCancel: toCancel.map((row) => row.id) }
  }

  checkpoint({ workflow, task, step }: CheckpointPlace): Promise<StoredCheckpoint | undefined> {
    return this.database.read(async ({ drizzle }) => {
      const [row] = await drizzle
        .select({ version: checkpoints.version, content: checkpoints.content })
        .from(checkpoints)
        .where(
          and(eq(checkpoints.workflow, workflow), eq(checkpoints.task, task), eq(checkpoints.step, step)),
        )
      return row
    })
  }

  recentCosts(depth: Depth, limit: number): Promise<readonly NanoUsd[]> {
    const isCompleted = and(eq(workflows.depth, depth), eq(workflows.state, 'completed'))
    return this.database.read(async ({ drizzle }) => {
      const rows = await drizzle
        .select({ cost: workflows.costNanoUsd })
        .from(workflows)
        .where(and(isCompleted, isNotNull(workflows.costNanoUsd)))
        .orderBy(desc(workflows.endedAtMs))
        .limit(limit)
      return rows.map(({ cost }) => cost ?? 0n)
    })
  }

  countRuns({
    sinceMs,
    state,
    ...filter
  }: WorkflowFilter & {
    readonly sinceMs: number
    readonly state?: WorkflowState | undefined
  }): Promise<number> {
    const inState = state === undefined ? undefined : eq(workflows.state, state)
    return this.database.read(async ({ drizzle }) =>
      Number(
        await drizzle.$count(workflows, and(gte(workflows.createdAtMs, sinceMs), inState, matching(filter))),
      ),
    )
  }

  #oldestFirst(condition: SQL | undefined): Promise<readonly Workflow[]> {
    return this.database.read(async ({ drizzle }) => {
      const rows = await drizzle
        .select()
        .from(workflows)
        .where(and(isRemembered, condition))
        .orderBy(asc(workflows.createdAtMs), asc(workflows.sequence))
      return rows.map(toWorkflow)
    })
  }

  protected async isOrphan(): Promise<SQL | undefined> {
    return and(isUnfinished, inArray(workflows.process, await this.freeProcesses()))
  }

  /** Whose workflows are anybody's. Another process may have taken over what this one was too silent to be thought alive for. */
  protected async freeProcesses(): Promise<string[]> {
    const { processId, deadAmong } = this.options
    const rows = await this.database.read(({ drizzle }) =>
      drizzle.selectDistinct({ process: workflows.process }).from(workflows).where(isUnfinished),
    )
    const others = rows.map(({ process }) => process).filter((name) => name !== nobody && name !== processId)
    return [nobody, ...(await deadAmong(others))]
  }
}

function matching({ tenant, user }: WorkflowFilter): SQL | undefined {
  return and(
    tenant === undefined ? undefined : eq(workflows.tenant, tenant),
    user === undefined ? undefined : eq(workflows.user, user),
  )
}
