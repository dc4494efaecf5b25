import type { Refusal } from '../ledger/limit-state.ts'

/** A call was not admitted, so it was not made. Carries the limit that refused it. */
export class BudgetRefusedError extends Error {
  override readonly name = 'BudgetRefusedError'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    const period = refusal.period ? ` of the ${refusal.period}` : ''
    super(`Refused by the ${refusal.kind} limit${period} of ${refusal.subject}.`)
    this.refusal = refusal
  }
}

/** The refusal behind an error, also where a library has wrapped it as a retry's last error or as a cause. */
export function refusalIn(error: unknown): BudgetRefusedError | undefined {
  if (error instanceof BudgetRefusedError) return error
  if (!(error instanceof Error)) return undefined
  if ('lastError' in error) return refusalIn(error.lastError)
  return error.cause === undefined ? undefined : refusalIn(error.cause)
}
