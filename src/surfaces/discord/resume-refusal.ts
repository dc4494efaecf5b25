import type { ResumeOutcome } from './workflows/workflow-messages.ts'

/** The text that says why a workflow was not gone on with. */
export function resumeRefusalKey(outcome: Exclude<ResumeOutcome, 'resumed'>) {
  switch (outcome) {
    case 'unknown':
      return 'error.workflowUnknown'
    case 'busy':
      return 'error.workflowBusy'
    case 'complete':
      return 'error.workflowComplete'
    default:
      return outcome satisfies never
  }
}
