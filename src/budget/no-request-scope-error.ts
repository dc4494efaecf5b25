/** A budgeted operation was asked for outside of `trackRequestBudget`. */
export class NoRequestScopeError extends Error {
  override readonly name = 'NoRequestScopeError'

  constructor() {
    super('There is no request budget here: the call is outside of every trackRequestBudget.')
  }
}
