import type { Workflow } from './workflow.ts'
import type { WorkflowResult } from './workflow-result.ts'

/** A workflow on its way. */
export interface RunningWorkflow {
  readonly id: string
  /** How the run ended; rejects with {@link WorkflowSuspended} when the process stops first. */
  readonly result: Promise<WorkflowResult>
  /** Ends it at once; calls that are under way are aborted. */
  cancel(): void
  /** How many workflows start before it; undefined once it runs. */
  position(): number | undefined
}

/** What becomes of a wish to go on with a workflow. */
export type ResumeResult =
  | { readonly kind: 'resumed'; readonly run: RunningWorkflow }
  | { readonly kind: 'unknown' }
  /** It is completed, or it is being run. */
  | { readonly kind: 'not_resumable'; readonly workflow: Workflow }
