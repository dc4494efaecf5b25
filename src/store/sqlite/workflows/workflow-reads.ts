import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Depth } from '../../../ledger/attribution.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import { inTurn } from '../../../orchestrator/in-turn.ts'
import { unfinishedStates, type Workflow, type WorkflowState } from '../../../orchestrator/workflow.ts'
import type {
  CheckpointPlace,
  Interruptions,
  StoredCheckpoint,
  WorkflowFilter,
  WorkflowStore,
} from '../../../orchestrator/workflow-store.ts'
import { toWorkflow } from '../../workflow-row.ts'
import type { SqliteDatabase } from '../database.ts'
import { unpack } from '../packed-text.ts'
import { nobody } from './keep-checkpoint.ts'
import { checkpoints, workflows } from './schema.ts'

export interface SqliteWorkflowStoreOptions {
  /** This process, as the ledger has registered it. */
  readonly processId: string
  /** Which of these processes no longer live. */
  readonly deadAmong: (processes: readonly string[]) => readonly string[]
}

/** Of what is forgotten there is the bill alone. */
export const isRemembered = isNull(workflows.forgottenAtMs)

/** What the store of workflows is asked and changes nothing by. */
export class WorkflowReads {
  protected readonly database: SqliteDatabase
  protected readonly options: SqliteWorkflowStoreOptions

  constructor(database: SqliteDatabase, options: SqliteWorkflowStoreOptions) {
    this.database = database
    this.options = options
  }

  async find(id: string): Promise<Workflow | undefined> {
    const row = this.database.drizzle
      .select()
      .from(workflows)
      .where(and(eq(workflows.id, id), isRemembered))
      .get()
    return row && toWorkflow(row)
  }

  async orphans(): Promise<readonly Workflow[]> {
    return this.#oldestFirst(this.isOrphan())
  }

  async inStates(states: readonly WorkflowState[]): Promise<readonly Workflow[]> {
    return this.#oldestFirst(inArray(workflows.state, [...states]))
  }

  async recent({
    limit,
    offset = 0,
    sinceMs,
    ...filter
  }: Parameters<WorkflowStore['recent']>[0]): Promise<readonly Workflow[]> {
    const rows = this.database.drizzle
      .select()
      .from(workflows)
      .where(
        and(
          isRemembered,
          sinceMs === undefined ? undefined : gte(workflows.createdAtMs, sinceMs),
          matching(filter),
        ),
      )
      .orderBy(desc(workflows.createdAtMs), desc(sql`rowid`))
      .limit(limit)
      .offset(offset)
      .all()
    return rows.map(toWorkflow)
  }

  async interruptions(ids: readonly string[]): Promise<Interruptions> {
    const { processId } = this.options
    const among = inArray(workflows.id, [...ids])
    const isOthers = or(ne(workflows.process, processId), isNotNull(workflows.forgottenAtMs))
    const rows = this.database.drizzle
      .select({ id: workflows.id, cancelAskedAtMs: workflows.cancelAskedAtMs, isLost: sql`${isOthers}` })
      .from(workflows)
      .where(and(among, or(isOthers, isNotNull(workflows.cancelAskedAtMs))))
      .all()
    const { lost = [], toCancel = [] } = Object.groupBy(rows, ({ isLost }) => (isLost ? 'lost' : 'toCancel'))
    return { lost: lost.map((row) => row.id), toCancel: toCancel.map((row) => row.id) }
  }

  async checkpoint({ workflow, task, step }: CheckpointPlace): Promise<StoredCheckpoint | undefined> {
    const row = this.database.drizzle
      .select({ version: checkpoints.version, content: checkpoints.content })
      .from(checkpoints)
      .where(and(eq(checkpoints.workflow, workflow), eq(checkpoints.task, task), eq(checkpoints.step, step)))
      .get()
    return row && { ...row, content: await unpack(row.content) }
  }

  async recentCosts(depth: Depth, limit: number): Promise<readonly NanoUsd[]> {
    const rows = this.database.drizzle
      .select({ cost: workflows.costNanoUsd })
      .from(workflows)
      .where(
        and(eq(workflows.depth, depth), eq(workflows.state, 'completed'), isNotNull(workflows.costNanoUsd)),
      )
      .orderBy(desc(workflows.endedAtMs))
      .limit(limit)
      .all()
    return rows.map(({ cost }) => cost ?? 0n)
  }

  async countRuns({
    sinceMs,
    state,
    ...filter
  }: WorkflowFilter & {
    readonly sinceMs: number
    readonly state?: WorkflowState | undefined
  }): Promise<number> {
    const runs = await this.database.drizzle.$count(
      workflows,
      and(
        gte(workflows.createdAtMs, sinceMs),
        state === undefined ? undefined : eq(workflows.state, state),
        matching(filter),
      ),
    )
    // The driver hands counts over as bigint, whatever their type says.
    return Number(runs)
  }

  #oldestFirst(condition: SQL | undefined): readonly Workflow[] {
    const rows = this.database.drizzle
      .select()
      .from(workflows)
      .where(and(isRemembered, condition))
      .orderBy(asc(workflows.createdAtMs), asc(sql`rowid`))
      .all()
    return rows.map(toWorkflow)
  }

  /** Those that nobody runs, in the order in which they are to be run; at most so many of them. */
  protected waitingInTurn(limit: number): readonly string[] {
    const { id, tenant, user, state } = workflows
    const isUnfinished = inArray(state, [...unfinishedStates])
    const isFree = this.isOrphan() ?? sql`false`
    const rows = this.database.drizzle
      .select({ id, tenant, user, state, isFree: sql<bigint>`${isFree}` })
      .from(workflows)
      .where(and(isRemembered, isUnfinished))
      .orderBy(asc(workflows.createdAtMs), asc(sql`rowid`))
      .all()
    const waiting = rows.filter((row) => row.isFree === 1n)
    const running = rows.filter((row) => row.isFree !== 1n && row.state === 'running')
    return inTurn(waiting, running)
      .slice(0, limit)
      .map((row) => row.id)
  }

  /** Another process may have taken over what this one was too silent to be thought alive for. */
  protected isOrphan(): SQL | undefined {
    const { processId, deadAmong } = this.options
    const rows = this.database.drizzle
      .selectDistinct({ process: workflows.process })
      .from(workflows)
      .where(inArray(workflows.state, [...unfinishedStates]))
      .all()
    const others = rows.map(({ process }) => process).filter((name) => name !== nobody && name !== processId)
    return and(
      inArray(workflows.state, [...unfinishedStates]),
      inArray(workflows.process, [nobody, ...deadAmong(others)]),
    )
  }
}

function matching({ tenant, user }: WorkflowFilter): SQL | undefined {
  return and(
    tenant === undefined ? undefined : eq(workflows.tenant, tenant),
    user === undefined ? undefined : eq(workflows.user, user),
  )
}
