import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Depth } from '../../../ledger/attribution.ts'
import type { JournalLine, WorkflowClaim } from '../../../ledger/journal.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import {
  unfinishedStates,
  type Workflow,
  type WorkflowRequest,
  type WorkflowState,
} from '../../../orchestrator/workflow.ts'
import type {
  CheckpointPlace,
  Interruptions,
  StoredCheckpoint,
  WorkflowEnd,
  WorkflowFilter,
  WorkflowStore,
} from '../../../orchestrator/workflow-store.ts'
import type { SqliteDatabase } from '../database.ts'
import { postResult, replaceResults } from '../outbox/result-parcels.ts'
import { pack, unpack } from '../packed-text.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { keepCheckpoint, nobody } from './keep-checkpoint.ts'
import { checkpoints, workflows } from './schema.ts'
import { toColumns, toWorkflow } from './workflow-row.ts'

export interface SqliteWorkflowStoreOptions {
  /** This process, as the ledger has registered it. */
  readonly processId: string
  /** Which of these processes no longer live. */
  readonly deadAmong: (processes: readonly string[]) => readonly string[]
}

const resumable = ['partial', 'refused', 'failed', 'cancelled'] as const
/** The number of the claim of whoever stores a workflow. */
const firstClaim = 1
/** Of what is forgotten there is the bill alone. */
const isRemembered = isNull(workflows.forgottenAtMs)

/** Workflows and checkpoints, in the ledger's file. */
export class SqliteWorkflowStore implements WorkflowStore {
  readonly #database: SqliteDatabase
  readonly #options: SqliteWorkflowStoreOptions

  constructor(database: SqliteDatabase, options: SqliteWorkflowStoreOptions) {
    this.#database = database
    this.#options = options
  }

  create(id: string, request: WorkflowRequest, atMs: number): Promise<WorkflowClaim> {
    const { processId } = this.#options
    return this.#database.write(({ drizzle }) => {
      const columns = {
        ...toColumns(request),
        id,
        state: 'queued',
        process: processId,
        claim: firstClaim,
        createdAtMs: atMs,
      } as const
      drizzle.insert(workflows).values(columns).run()
      return { workflow: id, claim: firstClaim }
    })
  }

  async find(id: string): Promise<Workflow | undefined> {
    const row = this.#database.drizzle
      .select()
      .from(workflows)
      .where(and(eq(workflows.id, id), isRemembered))
      .get()
    return row && toWorkflow(row)
  }

  claim(id: string, maxCostNanoUsd?: NanoUsd): Promise<WorkflowClaim | undefined> {
    const ceiling = maxCostNanoUsd === undefined ? {} : { maxCostNanoUsd }
    return this.#database.write((transaction) => {
      const isFree = or(inArray(workflows.state, resumable), this.#isOrphan())
      const taken = transaction.drizzle
        .update(workflows)
        .set({
          state: 'queued',
          process: this.#options.processId,
          claim: sql`${workflows.claim} + 1`,
          ...ceiling,
        })
        .where(and(eq(workflows.id, id), isRemembered, isFree))
        .returning({ workflow: workflows.id, claim: workflows.claim })
        .get()
      if (taken) replaceResults(transaction, id)
      return taken
    })
  }

  setReplyTo(id: string, replyTo: Readonly<Record<string, string>>): Promise<void> {
    return this.#database.write((transaction) => {
      updateWorkflows(transaction, { replyTo }, eq(workflows.id, id))
    })
  }

  async orphans(): Promise<readonly Workflow[]> {
    return this.#oldestFirst(this.#isOrphan())
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
    const rows = this.#database.drizzle
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

  askToCancel(id: string, atMs: number): Promise<boolean> {
    return this.#database.write((transaction) => {
      const isUnfinished = inArray(workflows.state, [...unfinishedStates])
      const asked = { cancelAskedAtMs: atMs }
      return updateWorkflows(transaction, asked, and(eq(workflows.id, id), isRemembered, isUnfinished)) === 1
    })
  }

  async interruptions(ids: readonly string[]): Promise<Interruptions> {
    const { processId } = this.#options
    const among = inArray(workflows.id, [...ids])
    const isOthers = or(ne(workflows.process, processId), isNotNull(workflows.forgottenAtMs))
    const rows = this.#database.drizzle
      .select({ id: workflows.id, cancelAskedAtMs: workflows.cancelAskedAtMs, isLost: sql`${isOthers}` })
      .from(workflows)
      .where(and(among, or(isOthers, isNotNull(workflows.cancelAskedAtMs))))
      .all()
    const { lost = [], toCancel = [] } = Object.groupBy(rows, ({ isLost }) => (isLost ? 'lost' : 'toCancel'))
    return { lost: lost.map((row) => row.id), toCancel: toCancel.map((row) => row.id) }
  }

  begin(claim: WorkflowClaim): Promise<boolean> {
    return this.#database.write(
      (transaction) => updateWorkflows(transaction, { state: 'running' }, isRunUnder(claim)) === 1,
    )
  }

  end(
    claim: WorkflowClaim,
    { state, atMs, costNanoUsd, title, refusal, failure }: WorkflowEnd,
  ): Promise<boolean> {
    const ended = {
      ...{ state, costNanoUsd, process: nobody, endedAtMs: atMs, cancelAskedAtMs: null },
      ...(title !== undefined && { title }),
      refusal: refusal ?? null,
      failure: failure ?? null,
    }
    const { processId } = this.#options
    return this.#database.write((transaction) => {
      const { workflow } = claim
      const isOurs = updateWorkflows(transaction, ended, isRunUnder(claim)) === 1
      if (isOurs && this.#isAnswered(workflow)) postResult(transaction, { workflow, atMs, processId })
      return isOurs
    })
  }

  putBack(claim: WorkflowClaim): Promise<boolean> {
    return this.#database.write(
      (transaction) =>
        updateWorkflows(transaction, { state: 'queued', process: nobody }, isRunUnder(claim)) === 1,
    )
  }

  async checkpoint({ workflow, task, step }: CheckpointPlace): Promise<StoredCheckpoint | undefined> {
    const row = this.#database.drizzle
      .select({ version: checkpoints.version, content: checkpoints.content })
      .from(checkpoints)
      .where(and(eq(checkpoints.workflow, workflow), eq(checkpoints.task, task), eq(checkpoints.step, step)))
      .get()
    return row && { ...row, content: await unpack(row.content) }
  }

  async keep(line: JournalLine): Promise<boolean> {
    const packed = { ...line, content: await pack(line.content) }
    return this.#database.write((transaction) => keepCheckpoint(transaction, packed))
  }

  async recentCosts(depth: Depth, limit: number): Promise<readonly NanoUsd[]> {
    const rows = this.#database.drizzle
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
    const runs = await this.#database.drizzle.$count(
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

  /** Whether somebody waits for its result. */
  #isAnswered(id: string): boolean {
    const { drizzle } = this.#database
    const row = drizzle
      .select({ replyTo: workflows.replyTo })
      .from(workflows)
      .where(eq(workflows.id, id))
      .get()
    return row?.replyTo != null
  }

  #oldestFirst(condition: SQL | undefined): readonly Workflow[] {
    const rows = this.#database.drizzle
      .select()
      .from(workflows)
      .where(and(isRemembered, condition))
      .orderBy(asc(workflows.createdAtMs), asc(sql`rowid`))
      .all()
    return rows.map(toWorkflow)
  }

  /** Another process may have taken over what this one was too silent to be thought alive for. */
  #isOrphan(): SQL | undefined {
    const { processId, deadAmong } = this.#options
    const rows = this.#database.drizzle
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

function isRunUnder({ workflow, claim }: WorkflowClaim): SQL | undefined {
  return and(eq(workflows.id, workflow), eq(workflows.claim, claim), ne(workflows.process, nobody))
}

function matching({ tenant, user }: WorkflowFilter): SQL | undefined {
  return and(
    tenant === undefined ? undefined : eq(workflows.tenant, tenant),
    user === undefined ? undefined : eq(workflows.user, user),
  )
}

/** How many rows it changed. */
function updateWorkflows(
  { drizzle }: WriteTransaction,
  columns: Partial<typeof workflows.$inferInsert>,
  condition: SQL | undefined,
): number {
  return Number(drizzle.update(workflows).set(columns).where(condition).run().changes)
}
