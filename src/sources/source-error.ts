export const sourceErrorReasons = [
  'unsupported_scheme',
  'invalid_address',
  'forbidden_address',
  'unreachable',
  'http_status',
  'too_many_redirects',
  'too_large',
  'too_slow',
  'unsupported_type',
  'unreadable',
  'empty',
  'not_found',
] as const
export type SourceErrorReason = (typeof sourceErrorReasons)[number]

/** A source could not be fetched or read. The message names the source; `hint` says what to do. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly reason: SourceErrorReason
  readonly location: string
  readonly hint: string

  constructor(
    reason: SourceErrorReason,
    location: string,
    options: { message: string; hint: string; cause?: unknown },
  ) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause })
    this.reason = reason
    this.location = location
    this.hint = options.hint
  }
}
