/** A member has as many workflows waiting as one may have. Nothing was stored. */
export class TooManyWaitingError extends Error {
  override readonly name = 'TooManyWaitingError'
  readonly limit: number

  constructor(limit: number) {
    super(`No more than ${limit} workflows of one member wait at a time.`)
    this.limit = limit
  }
}
