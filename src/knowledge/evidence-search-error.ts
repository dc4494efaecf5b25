export const evidenceSearchErrorReasons = [
  'unreachable',
  'too_slow',
  'rate_limited',
  'overloaded',
  'refused',
  'bad_query',
  'not_media_wiki',
] as const
export type EvidenceSearchErrorReason = (typeof evidenceSearchErrorReasons)[number]

const hints: Record<EvidenceSearchErrorReason, string> = {
  unreachable: 'Check SEARCH_URL and the network.',
  too_slow: 'Try again later.',
  rate_limited: 'Wait, then search less often.',
  overloaded: 'The search server is busy or failed. Try again later.',
  refused:
    'The search server lets only some in. It may want to know who runs this program, or ask for a login.',
  bad_query: 'See the message of the search server.',
  not_media_wiki:
    'Set SEARCH_URL to the api.php of a MediaWiki, such as https://{language}.wikipedia.org/w/api.php.',
}

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
  readonly hint: string

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
    this.hint = hints[reason]
  }
}
