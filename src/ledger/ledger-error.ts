export const ledgerErrorReasons = [
  'corrupt',
  'newer',
  'read_only',
  'locked',
  'full',
  'missing',
  'failed',
] as const
export type LedgerErrorReason = (typeof ledgerErrorReasons)[number]

const hints: Record<LedgerErrorReason, string> = {
  corrupt: 'Put the file aside and restore the latest backup; nothing was written to it.',
  newer: 'Start the Autointel version that wrote it, or a newer one; nothing was written to it.',
  read_only:
    'Make the folder and the file writable for the user that runs Autointel, or set DATA_DIR to another folder.',
  locked: 'Another program holds the file. Wait for it or stop it, then try again.',
  full: 'Free some space on the disk. What was being written was not booked; all earlier entries are safe.',
  missing: 'Check DATA_DIR.',
  failed: 'See the cause. What was being written was not booked.',
}

/** The ledger's file cannot be opened, read or written. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
  readonly reason: LedgerErrorReason
  readonly path: string
  readonly hint: string

  constructor(reason: LedgerErrorReason, path: string, options: { message: string; cause?: unknown }) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause })
    this.reason = reason
    this.path = path
    this.hint = hints[reason]
  }
}
