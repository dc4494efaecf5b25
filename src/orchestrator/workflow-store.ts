import type { Depth } from '../ledger/attribution.ts'
import type { JournalLine, WorkflowClaim } from '../ledger/journal.ts'
import type { Refusal } from '../ledger/limit-state.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { Workflow, WorkflowRequest, WorkflowState, WorkflowStatus } from './workflow.ts'
import type { WorkflowFailure } from './workflow-failure.ts'

/** Workflows and the outputs of their finished tasks and steps. What is forgotten is not there, but for how many runs there were. */
export interface WorkflowStore {
  /**
   * Stores a new workflow, queued, which this process has by its first claim.
   *
   * @throws {LedgerError} when the id is used.
   */
  create(id: string, request: WorkflowRequest, atMs: number): Promise<WorkflowClaim>
  find(id: string): Promise<Workflow | undefined>
  /**
   * Takes a workflow that nobody runs, for this process to run: decided by one statement, so that of two processes only one
   * gets it, under the next number. Undefined when it is unknown or another living process has it. The result of its last end is not
   * delivered any more.
   */
  claim(id: string, maxCostNanoUsd?: NanoUsd): Promise<WorkflowClaim | undefined>
  /**
   * Takes at most so many workflows that nobody runs, for this process to run, in the order of `inTurn` over all that wait. Of several
   * processes each gets others.
   */
  takeInTurn(limit: number): Promise<readonly TakenWorkflow[]>
  /** From now on the workflow is answered there; with `instead`, only if it is answered at that so far. */
  setReplyTo(
    id: string,
    replyTo: Readonly<Record<string, string>>,
    instead?: Readonly<Record<string, string>>,
  ): Promise<void>
  /** Unfinished workflows that no living process has, oldest first. */
  orphans(): Promise<readonly Workflow[]>
  /** Workflows in one of the states, oldest first. */
  inStates(states: readonly WorkflowState[]): Promise<readonly Workflow[]>
  /** Newest first. */
  recent(
    filter: WorkflowFilter & {
      readonly limit: number
      /** So many of the newest are left out; none by default. */
      readonly offset?: number | undefined
      readonly sinceMs?: number | undefined
    },
  ): Promise<readonly Workflow[]>
  /** Asks whoever runs a workflow, now or later, to end it as cancelled. False when it has ended, or there is none. */
  askToCancel(id: string, atMs: number): Promise<boolean>
  /** What others want of workflows that this process runs. */
  interruptions(ids: readonly string[]): Promise<Interruptions>
  /** A queued workflow has its turn. False when it is not run under the claim (any more). */
  begin(claim: WorkflowClaim): Promise<boolean>
  /**
   * It has come to an end, and nobody has it. With that begins the delivery of its result to where it is to be answered: a parcel of
   * the outbox, instead of that of an earlier end. False when it was not run under the claim (any more).
   */
  end(claim: WorkflowClaim, end: WorkflowEnd): Promise<boolean>
  /** Puts an unfinished workflow back, for the next start to go on with. False when it was not run under the claim (any more). */
  putBack(claim: WorkflowClaim): Promise<boolean>

  /** What is kept in a place, unread; undefined when nothing is. */
  checkpoint(place: CheckpointPlace): Promise<StoredCheckpoint | undefined>
  /** Keeps a line in its place, instead of what was there. False when its workflow is not run under its claim (any more). */
  keep(line: JournalLine): Promise<boolean>
  /** Costs of completed workflows of a depth, newest first. */
  recentCosts(depth: Depth, limit: number): Promise<readonly NanoUsd[]>
  /** Runs of a user or tenant; with `state`, those that are in it now. */
  countRuns(
    filter: WorkflowFilter & { readonly sinceMs: number; readonly state?: WorkflowState | undefined },
  ): Promise<number>
}

export interface TakenWorkflow {
  readonly workflow: Workflow
  readonly claim: WorkflowClaim
}

/** Workflows that are not to be gone on with. */
export interface Interruptions {
  /** Somebody has asked for their end. */
  readonly toCancel: readonly string[]
  /** Another process has taken them over, or they are forgotten. */
  readonly lost: readonly string[]
}

/** Of whom; of everybody where nothing is named. */
export interface WorkflowFilter {
  readonly tenant?: string | undefined
  readonly user?: string | undefined
}

/** Where something is kept. */
export type CheckpointPlace = Pick<JournalLine, 'workflow' | 'task' | 'step'>
/** What is kept; version 0 is from before there were versions. */
export type StoredCheckpoint = Pick<JournalLine, 'version' | 'content'>

export interface WorkflowEnd {
  readonly state: WorkflowStatus
  readonly atMs: number
  readonly costNanoUsd: NanoUsd
  readonly title?: string | undefined
  readonly refusal?: Refusal | undefined
  readonly failure?: WorkflowFailure | undefined
}
