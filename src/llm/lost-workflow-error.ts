/** Another process has taken over the workflow that a call was for: no more is spent for it here. */
export class LostWorkflowError extends Error {
  override readonly name = 'LostWorkflowError'
  readonly workflow: string | undefined

  constructor(workflow: string | undefined) {
    super(`The workflow ${workflow} is no longer this process's to run.`)
    this.workflow = workflow
  }
}
