/** A connection that is not to be had, or not any more: for the log, and told by its code as those of the system and the driver are. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  readonly code: 'CONNECTION_CLOSED' | 'CONNECTION_ENDED' | 'ETIMEDOUT' | 'TLS_FAILED'

  constructor(code: ConnectionError['code'], message: string) {
    super(message)
    this.code = code
  }
}
