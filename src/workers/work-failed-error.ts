/** `crashed`: the process ended for another reason than a limit, which its last words may tell. */
export const workFailures = ['out_of_time', 'out_of_memory', 'crashed'] as const
export type WorkFailure = (typeof workFailures)[number]

/** Heavy work came to no end: it took more processor time or memory than it may, or its process died. */
export class WorkFailedError extends Error {
  override readonly name = 'WorkFailedError'
  readonly failure: WorkFailure

  /** @param lastWords of the process, for the log */
  constructor(failure: WorkFailure, lastWords = '') {
    super(lastWords === '' ? failure : `${failure}: ${lastWords}`)
    this.failure = failure
  }
}
