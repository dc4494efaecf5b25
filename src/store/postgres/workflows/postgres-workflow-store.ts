import { and, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm'
import type { JournalLine, WorkflowClaim } from '../../../ledger/journal.ts'
import { LedgerError } from '../../../ledger/ledger-error.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { WorkflowRequest } from '../../../orchestrator/workflow.ts'
import type { TakenWorkflow, WorkflowEnd, WorkflowStore } from '../../../orchestrator/workflow-store.ts'
import { toColumns } from '../../workflow-row.ts'
import type { PostgresTransaction } from '../database.ts'
import { endReceipt } from '../outbox/receipts.ts'
import { postResult, replaceResults } from '../outbox/result-parcels.ts'
import { keepCheckpoint, nobody } from './keep-checkpoint.ts'
import { workflows } from './schema.ts'
import { takeInTurn } from './take-in-turn.ts'
import { isRemembered, isUnfinished, WorkflowReads } from './workflow-reads.ts'

const resumable = ['partial', 'refused', 'failed', 'cancelled'] as const
/** The number of the claim of whoever stores a workflow. */
const firstClaim = 1

/** Workflows and checkpoints, in the ledger's database. */
export class PostgresWorkflowStore extends WorkflowReads implements WorkflowStore {
  create(id: string, request: WorkflowRequest, atMs: number): Promise<WorkflowClaim> {
    const columns = {
      ...toColumns(request),
      id,
      state: 'queued',
      process: this.options.processId,
      claim: firstClaim,
      createdAtMs: atMs,
    } as const
    return this.database.write(async (transaction) => {
      const { drizzle, sql: query } = transaction
      // Of two that store one id at once, the second waits and then finds it.
      await query`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`
      const isThere = (await drizzle.$count(workflows, eq(workflows.id, id))) > 0
      if (isThere) throw new LedgerError('failed', this.database.address, { detail: `${id} exists` })
      await drizzle.insert(workflows).values(columns)
      await endReceipt(transaction, id)
      return { workflow: id, claim: firstClaim }
    })
  }

  async claim(id: string, maxCostNanoUsd?: NanoUsd): Promise<WorkflowClaim | undefined> {
    const ceiling = maxCostNanoUsd === undefined ? {} : { maxCostNanoUsd }
    const isFree = or(inArray(workflows.state, resumable), await this.isOrphan())
    return this.database.write(async (transaction) => {
      const [taken] = await transaction.drizzle
        .update(workflows)
        .set({
          state: 'queued',
          process: this.options.processId,
          claim: sql`${workflows.claim} + 1`,
          ...ceiling,
        })
        .where(and(eq(workflows.id, id), isRemembered, isFree))
        .returning({ workflow: workflows.id, claim: workflows.claim })
      if (taken) await replaceResults(transaction, [id])
      return taken
    })
  }

  async takeInTurn(limit: number): Promise<readonly TakenWorkflow[]> {
    const free = await this.freeProcesses()
    const isFree = and(isRemembered, isUnfinished, inArray(workflows.process, free))
    // Most looks find nothing: they write nothing.
    const isAnyFree = await this.database.read(
      async ({ drizzle }) =>
        (await drizzle.select({ id: workflows.id }).from(workflows).where(isFree).limit(1)).length > 0,
    )
    if (!isAnyFree) return []
    return this.database.write((transaction) =>
      takeInTurn(transaction, this.options.processId, { free, isFree, limit }),
    )
  }

  setReplyTo(
    id: string,
    replyTo: Readonly<Record<string, string>>,
    instead?: Readonly<Record<string, string>>,
  ): Promise<void> {
    return this.database.write(async (transaction) => {
      const isThere = instead && eq(workflows.replyTo, instead)
      await updateWorkflows(transaction, { replyTo }, and(eq(workflows.id, id), isThere))
    })
  }

  askToCancel(id: string, atMs: number): Promise<boolean> {
    return this.database.write(async (transaction) => {
      const asked = { cancelAskedAtMs: atMs }
      const isMeant = and(eq(workflows.id, id), isRemembered, isUnfinished)
      return (await updateWorkflows(transaction, asked, isMeant)) === 1
    })
  }

  begin(claim: WorkflowClaim): Promise<boolean> {
    return this.database.write(
      async (transaction) =>
        (await updateWorkflows(transaction, { state: 'running' }, isRunUnder(claim))) === 1,
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
    return this.database.write(async (transaction) => {
      const [row] = await transaction.drizzle
        .update(workflows)
        .set(ended)
        .where(isRunUnder(claim))
        .returning({ tenant: workflows.tenant, replyTo: workflows.replyTo })
      if (row?.replyTo) await postResult(transaction, { ...row, workflow: claim.workflow, atMs, processId })
      return row !== undefined
    })
  }

  putBack(claim: WorkflowClaim): Promise<boolean> {
    return this.database.write(
      async (transaction) =>
        (await updateWorkflows(transaction, { state: 'queued', process: nobody }, isRunUnder(claim))) === 1,
    )
  }

  keep(line: JournalLine): Promise<boolean> {
    return this.database.write(async ({ sql }) => (await keepCheckpoint(sql, line)).count === 1)
  }
}

function isRunUnder({ workflow, claim }: WorkflowClaim): SQL | undefined {
  return and(eq(workflows.id, workflow), eq(workflows.claim, claim), ne(workflows.process, nobody))
}

/** How many rows it changed. */
async function updateWorkflows(
  { drizzle }: PostgresTransaction,
  columns: Partial<typeof workflows.$inferInsert>,
  condition: SQL | undefined,
): Promise<number> {
  const { count } = await drizzle.update(workflows).set(columns).where(condition)
  return count
}
