/** Thrown inside a workflow to unwind it when the process stops; the workflow goes on after the next start. */
export class WorkflowSuspended extends Error {
  override readonly name = 'WorkflowSuspended'
  constructor() {
    super('The process stops; the workflow goes on after the next start.')
  }
}

/** Thrown inside a workflow to unwind it when somebody cancels it. */
export class WorkflowCancelled extends Error {
  override readonly name = 'WorkflowCancelled'
  constructor() {
    super('The workflow was cancelled.')
  }
}
