/** An id was used again for something else. Nothing was written. */
export class IdempotencyConflictError extends Error {
  override readonly name = 'IdempotencyConflictError'
  readonly id: string

  constructor(id: string, what: string) {
    super(`The id ${JSON.stringify(id)} already stands for another ${what}.`)
    this.id = id
  }
}
