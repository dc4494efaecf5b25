/** A workflow as the store has it. */
export interface StoredClaim {
  /** The claim under which it is run; undefined while nobody has it. */
  readonly runsUnder: number | undefined
}

/**
 * Whether what is asked for under a claim comes too late: the workflow has ended, was put back, or was claimed again since. Of one
 * that is run under claim 2, everything under claim 1 or none is lost. What no store knows cannot be lost.
 */
export function isLost(workflow: StoredClaim | undefined, claim: number | undefined): boolean {
  return workflow !== undefined && (workflow.runsUnder === undefined || workflow.runsUnder !== claim)
}
