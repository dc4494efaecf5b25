export const ledgerErrorReasons = [
  'corrupt',
  'newer',
  'read_only',
  'locked',
  'full',
  'empty',
  'foreign',
  'failed',
] as const
export type LedgerErrorReason = (typeof ledgerErrorReasons)[number]

/** The ledger's file cannot be opened, read or written. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
  readonly reason: LedgerErrorReason
  readonly path: string

  constructor(reason: LedgerErrorReason, path: string, options: { message: string; cause?: unknown }) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause })
    this.reason = reason
    this.path = path
  }
}
