import { and, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm'
import type { JournalLine, WorkflowClaim } from '../../../ledger/journal.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import { unfinishedStates, type WorkflowRequest } from '../../../orchestrator/workflow.ts'
import type { TakenWorkflow, WorkflowEnd, WorkflowStore } from '../../../orchestrator/workflow-store.ts'
import { toColumns, toWorkflow } from '../../workflow-row.ts'
import { endReceipt } from '../outbox/receipts.ts'
import { postResult, replaceResults } from '../outbox/result-parcels.ts'
import { pack } from '../packed-text.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { keepCheckpoint, nobody } from './keep-checkpoint.ts'
import { workflows } from './schema.ts'
import { isRemembered, WorkflowReads } from './workflow-reads.ts'

const resumable = ['partial', 'refused', 'failed', 'cancelled'] as const
/** The number of the claim of whoever stores a workflow. */
const firstClaim = 1

/** Workflows and checkpoints, in the ledger's file. */
export class SqliteWorkflowStore extends WorkflowReads implements WorkflowStore {
  create(id: string, request: WorkflowRequest, atMs: number): Promise<WorkflowClaim> {
    const { processId } = this.options
    return this.database.write((transaction) => {
      const columns = {
        ...toColumns(request),
        id,
        state: 'queued',
        process: processId,
        claim: firstClaim,
        createdAtMs: atMs,
      } as const
      transaction.drizzle.insert(workflows).values(columns).run()
      endReceipt(transaction, id)
      return { workflow: id, claim: firstClaim }
    })
  }

  claim(id: string, maxCostNanoUsd?: NanoUsd): Promise<WorkflowClaim | undefined> {
    const ceiling = maxCostNanoUsd === undefined ? {} : { maxCostNanoUsd }
    return this.database.write((transaction) => {
      const isFree = or(inArray(workflows.state, resumable), this.isOrphan())
      const taken = transaction.drizzle
        .update(workflows)
        .set({
          state: 'queued',
          process: this.options.processId,
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

  async takeInTurn(limit: number): Promise<readonly TakenWorkflow[]> {
    // Most looks find nothing: they write nothing.
    if (this.waitingInTurn(1).length === 0) return []
    return this.database.write((transaction) =>
      this.waitingInTurn(limit).flatMap((id) => {
        const row = transaction.drizzle
          .update(workflows)
          .set({ state: 'queued', process: this.options.processId, claim: sql`${workflows.claim} + 1` })
          .where(eq(workflows.id, id))
          .returning()
          .get()
        if (!row) return []
        replaceResults(transaction, id)
        return [{ workflow: toWorkflow(row), claim: { workflow: id, claim: row.claim } }]
      }),
    )
  }

  setReplyTo(
    id: string,
    replyTo: Readonly<Record<string, string>>,
    instead?: Readonly<Record<string, string>>,
  ): Promise<void> {
    return this.database.write((transaction) => {
      const isThere = instead && eq(workflows.replyTo, instead)
      updateWorkflows(transaction, { replyTo }, and(eq(workflows.id, id), isThere))
    })
  }

  askToCancel(id: string, atMs: number): Promise<boolean> {
    return this.database.write((transaction) => {
      const isUnfinished = inArray(workflows.state, [...unfinishedStates])
      const asked = { cancelAskedAtMs: atMs }
      return updateWorkflows(transaction, asked, and(eq(workflows.id, id), isRemembered, isUnfinished)) === 1
    })
  }

  begin(claim: WorkflowClaim): Promise<boolean> {
    return this.database.write(
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
    const { processId } = this.options
    return this.database.write((transaction) => {
      const { workflow } = claim
      const isOurs = updateWorkflows(transaction, ended, isRunUnder(claim)) === 1
      if (isOurs && this.#isAnswered(workflow)) postResult(transaction, { workflow, atMs, processId })
      return isOurs
    })
  }

  putBack(claim: WorkflowClaim): Promise<boolean> {
    return this.database.write(
      (transaction) =>
        updateWorkflows(transaction, { state: 'queued', process: nobody }, isRunUnder(claim)) === 1,
    )
  }

  async keep(line: JournalLine): Promise<boolean> {
    const packed = { ...line, content: await pack(line.content) }
    return this.database.write((transaction) => keepCheckpoint(transaction, packed))
  }

  /** Whether somebody waits for its result. */
  #isAnswered(id: string): boolean {
    const { drizzle } = this.database
    const row = drizzle
      .select({ replyTo: workflows.replyTo })
      .from(workflows)
      .where(eq(workflows.id, id))
      .get()
    return row?.replyTo != null
  }
}

function isRunUnder({ workflow, claim }: WorkflowClaim): SQL | undefined {
  return and(eq(workflows.id, workflow), eq(workflows.claim, claim), ne(workflows.process, nobody))
}

/** How many rows it changed. */
function updateWorkflows(
  { drizzle }: WriteTransaction,
  columns: Partial<typeof workflows.$inferInsert>,
  condition: SQL | undefined,
): number {
  return Number(drizzle.update(workflows).set(columns).where(condition).run().changes)
}
