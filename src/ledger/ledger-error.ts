export const ledgerErrorReasons = [
  'corrupt',
  'newer',
  'read_only',
  'locked',
  'full',
  'empty',
  'foreign',
  'unfinished',
  'backup_failed',
  'unreachable',
  'no_rights',
  'wrong_encoding',
  'old_server',
  'failed',
] as const
export type LedgerErrorReason = (typeof ledgerErrorReasons)[number]

/** The ledger's file or server cannot be opened, read or written. The words for people are in `locales`. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
  readonly reason: LedgerErrorReason
  /** Of the file, or the address of the server without who asks it. */
  readonly path: string
  /** What the system or the database says of it. */
  readonly detail: string | undefined

  constructor(
    reason: LedgerErrorReason,
    path: string,
    { detail, cause }: { readonly detail?: string | undefined; readonly cause?: unknown } = {},
  ) {
    const about = [path, reason, detail].filter(Boolean).join(': ')
    super(about, cause === undefined ? undefined : { cause })
    this.reason = reason
    this.path = path
    this.detail = detail
  }
}
