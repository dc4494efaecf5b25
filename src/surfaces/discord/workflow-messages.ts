import type { Workflow, WorkflowRequest } from '../../orchestrator/workflow.ts'
import type { WorkflowResult } from '../../orchestrator/workflow-result.ts'
import type { ReplyAddress } from './reply-address.ts'

/** What becomes of a wish to start or go on with a workflow. */
export type StartOutcome = 'started' | 'exists'
export type ResumeOutcome = 'resumed' | 'unknown' | 'busy' | 'complete'

/** Messages that show workflows, from their quote to their brief. */
export interface WorkflowMessages {
  /**
   * Starts a workflow, which the message at the address then follows to its end. A workflow's id is used once: `exists` when there
   * is one already, and nothing was started.
   *
   * @throws {WorkflowSuspended} when the process stops
   */
  start(
    workflow: string,
    request: Omit<WorkflowRequest, 'replyTo'>,
    address: ReplyAddress,
  ): Promise<StartOutcome>
  /** Goes on with an unfinished or partial workflow, in the message at the address. */
  resume(workflow: string, address: ReplyAddress): Promise<ResumeOutcome>
  /** Goes on with what an earlier process left, and delivers what it could not. */
  resumeAll(): Promise<void>
  /** How a workflow ended; undefined while it has not. */
  resultOf(workflow: Workflow): Promise<WorkflowResult | undefined>
  /** Resolves when no message waits for its workflow or its delivery. */
  idle(): Promise<void>
}
