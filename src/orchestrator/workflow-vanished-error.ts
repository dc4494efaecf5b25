/** A workflow that runs is no longer in the store: somebody has taken it away. What it has paid for is in the ledger. */
export class WorkflowVanishedError extends Error {
  override readonly name = 'WorkflowVanishedError'
  readonly workflow: string

  constructor(workflow: string) {
    super(`The workflow ${workflow} is no longer in the store.`)
    this.workflow = workflow
  }
}
