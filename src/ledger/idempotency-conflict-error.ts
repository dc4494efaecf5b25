/** An id was used again for something else. Nothing was written. */
export class IdempotencyConflictError extends Error {
  override readonly name = 'IdempotencyConflictError'
  readonly id: string
  readonly hint = 'Make a new id for every hold, entry and correction; repeat one only with the same content.'

  constructor(id: string, what: string) {
    super(`The id ${JSON.stringify(id)} already stands for another ${what}.`)
    this.id = id
  }
}
