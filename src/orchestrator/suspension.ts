/** Thrown inside a workflow to unwind it when the process stops or no longer has it; it goes on after the next start, or in another process. */
export class WorkflowSuspended extends Error {
  override readonly name = 'WorkflowSuspended'
  constructor() {
    super('This process lets go of the workflow, which goes on after the next start or in another process.')
  }
}

/** Thrown inside a workflow to unwind it when somebody cancels it. */
export class WorkflowCancelled extends Error {
  override readonly name = 'WorkflowCancelled'
  constructor() {
    super('The workflow was cancelled.')
  }
}
