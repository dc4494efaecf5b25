/** Thrown by the connector, before it dials: the host is, or resolves to, an address outside the public internet. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError'
  readonly hostname: string
  readonly address: string

  constructor(hostname: string, address: string) {
    super(`${hostname} is at ${address}, which is not a public address`)
    this.hostname = hostname
    this.address = address
  }
}
