/** Thrown inside a workflow to unwind it when the process stops, or when somebody else has it by a later claim; it goes on after the next start, or there. */
export class WorkflowSuspended extends Error {
  override readonly name = 'WorkflowSuspended'
  constructor() {
    super('This run lets go of the workflow, which goes on after the next start or elsewhere.')
  }
}

/** Thrown inside a workflow to unwind it when somebody cancels it. */
export class WorkflowCancelled extends Error {
  override readonly name = 'WorkflowCancelled'
  constructor() {
    super('The workflow was cancelled.')
  }
}
