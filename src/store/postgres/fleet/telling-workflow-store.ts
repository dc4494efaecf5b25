import type { Change } from '../../../fleet/wakes.ts'
import type { JournalLine, WorkflowClaim } from '../../../ledger/journal.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { TakenWorkflow, WorkflowEnd } from '../../../orchestrator/workflow-store.ts'
import type { PostgresDatabase } from '../database.ts'
import { PostgresWorkflowStore } from '../workflows/postgres-workflow-store.ts'
import type { PostgresWorkflowStoreOptions } from '../workflows/workflow-reads.ts'

/** Of a step within a task others need not hear. */
const wholeTask = ''

/** Workflows, with what others may wait for told to them. */
export class TellingWorkflowStore extends PostgresWorkflowStore {
  readonly #tell: (...changes: readonly Change[]) => void

  constructor(
    database: PostgresDatabase,
    options: PostgresWorkflowStoreOptions,
    tell: (...changes: readonly Change[]) => void,
  ) {
    super(database, options)
    this.#tell = tell
  }

  override async claim(id: string, maxCostNanoUsd?: NanoUsd): Promise<WorkflowClaim | undefined> {
    const claim = await super.claim(id, maxCostNanoUsd)
    if (claim) this.#tellOf(id)
    return claim
  }

  override async takeInTurn(limit: number): Promise<readonly TakenWorkflow[]> {
    const taken = await super.takeInTurn(limit)
    for (const { workflow } of taken) this.#tellOf(workflow.id)
    return taken
  }

  override async askToCancel(id: string, atMs: number): Promise<boolean> {
    const isAsked = await super.askToCancel(id, atMs)
    if (isAsked) this.#tellOf(id)
    return isAsked
  }

  override async begin(claim: WorkflowClaim): Promise<boolean> {
    const hasBegun = await super.begin(claim)
    if (hasBegun) this.#tellOf(claim.workflow)
    return hasBegun
  }

  override async end(claim: WorkflowClaim, end: WorkflowEnd): Promise<boolean> {
    const hasEnded = await super.end(claim, end)
    if (hasEnded) this.#tellOf(claim.workflow)
    return hasEnded
  }

  override async putBack(claim: WorkflowClaim): Promise<boolean> {
    const isBack = await super.putBack(claim)
    if (isBack) this.#tell({ kind: 'waiting' }, { kind: 'run', id: claim.workflow })
    return isBack
  }

  override async keep(line: JournalLine): Promise<boolean> {
    const isKept = await super.keep(line)
    if (isKept && line.step === wholeTask) this.#tellOf(line.workflow)
    return isKept
  }

  #tellOf(id: string): void {
    this.#tell({ kind: 'run', id })
  }
}
