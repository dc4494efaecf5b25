/** Somebody else has the workflow that a call was for by a later claim: no more is spent for it here. */
export class LostWorkflowError extends Error {
  override readonly name = 'LostWorkflowError'
  readonly workflow: string | undefined

  constructor(workflow: string | undefined) {
    super(`The workflow ${workflow} is no longer run under the claim that a call was made for.`)
    this.workflow = workflow
  }
}

/** Whether an error came of a lost workflow, also where a library has wrapped it as a retry's last error or as a cause. */
export function isOfLostWorkflow(error: unknown): boolean {
  if (error instanceof LostWorkflowError) return true
  if (!(error instanceof Error)) return false
  return isOfLostWorkflow('lastError' in error ? error.lastError : error.cause)
}
