/** Thrown by the connector: the operator's proxy cannot be reached, or lets nobody through to the host. */
export class ProxyFailedError extends Error {
  override readonly name = 'ProxyFailedError'
  /** A code of the system such as `ECONNREFUSED`, or `HTTP 407`. */
  readonly code: string

  constructor(code: string, cause?: unknown) {
    super(`the proxy failed: ${code}`, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
