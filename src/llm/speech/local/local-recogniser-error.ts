/** A recogniser of the operator's could not be loaded, or came to no end. */
export class LocalRecogniserError extends Error {
  override readonly name = 'LocalRecogniserError'
  /** Of its folder. */
  readonly recogniser: string

  /** @param said by what runs it, for the log */
  constructor(recogniser: string, said: string, cause: unknown) {
    super(`${recogniser}: ${said}`, { cause })
    this.recogniser = recogniser
  }
}
