const evidenceSearchErrorReasons = [
  'unreachable',
  'too_slow',
  'rate_limited',
  'overloaded',
  'refused',
  'bad_query',
  'not_media_wiki',
  'unexpected_answer',
] as const
export type EvidenceSearchErrorReason = (typeof evidenceSearchErrorReasons)[number]

/** Evidence could not be searched for. */
export class EvidenceSearchError extends Error {
  override readonly name = 'EvidenceSearchError'
  readonly reason: EvidenceSearchErrorReason
  /** Host of the search server. */
  readonly source: string
  /** HTTP status, when the server answered. */
  readonly status: number | undefined
  /** The server's own name for the error, such as `maxlag`. */
  readonly code: string | undefined
  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number | undefined

  constructor(
    reason: EvidenceSearchErrorReason,
    source: string,
    details: {
      readonly message: string
      readonly status?: number | undefined
      readonly code?: string | undefined
      readonly retryAfterMs?: number | undefined
      readonly cause?: unknown
    },
  ) {
    super(
      `Searching ${source}: ${details.message}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    )
    this.reason = reason
    this.source = source
    this.status = details.status
    this.code = details.code
    this.retryAfterMs = details.retryAfterMs
  }
}
