import { nameLocation } from './name-location.ts'

export const sourceErrorReasons = [
  'invalid_address',
  'too_many_links',
  'unsupported_scheme',
  'credentials_in_address',
  'forbidden_address',
  'forbidden_port',
  'unknown_host',
  'unreachable',
  'bad_certificate',
  'proxy_failed',
  'page_not_found',
  'refuses_programs',
  'consent_page',
  'sign_in_page',
  'not_shared',
  'message_elsewhere',
  'message_closed',
  'message_for_few',
  'attachment_expired',
  'subscribers_only',
  'server_trouble',
  'http_status',
  'too_many_redirects',
  'too_large',
  'too_slow',
  'too_complex',
  'too_long',
  'unsupported_type',
  'undecodable',
  'unreadable',
  'damaged',
  'encrypted',
  'no_recording',
  'empty',
  'empty_page',
  'empty_scan',
  'picture_of_text',
  'unclear_picture',
  'unreadable_letters',
  'no_such_item',
  'not_in_a_feed',
  'music',
  'choose_one',
  'not_over',
  'no_captions',
  'old_downloader',
  'no_speech',
  'no_transcription_model',
  'not_found',
  'not_a_file',
  'unreadable_file',
  'no_standard_input',
] as const
/** Why a source could not be read. `refuses_programs`: the site lets people in, but no programs; `empty_scan`: a PDF of pictures. */
export type SourceErrorReason = (typeof sourceErrorReasons)[number]

/** What has to be known to tell of a reason. Reasons that are not named have no values. */
interface NamedValues {
  /** How many are compared at most. */
  readonly too_many_links: { readonly most: number }
  readonly unsupported_scheme: { readonly scheme: string }
  readonly forbidden_port: { readonly port: string }
  readonly http_status: { readonly status: number }
  readonly too_large: { readonly megabytes: number }
  /** Of characters, which are read at most. */
  readonly too_long: { readonly millions: number }
  /** MIME type, or empty for binary data that nobody knows. */
  readonly unsupported_type: { readonly type: string }
  /** Names of extractors. */
  readonly unreadable: { readonly format: string }
  readonly damaged: { readonly format: string }
  readonly no_recording: { readonly format: string }
  readonly no_transcription_model: { readonly format: string }
}

/** A reason with its values, such as `{ reason: 'too_large', values: { megabytes: 25 } }`. */
export type SourceProblem = {
  readonly [Reason in SourceErrorReason]: {
    readonly reason: Reason
    readonly values: Reason extends keyof NamedValues ? NamedValues[Reason] : Readonly<Record<string, never>>
  }
}[SourceErrorReason]

export interface SourceErrorOptions {
  /** For the operator only, such as `ECONNREFUSED` or the address that a name led to. */
  readonly detail?: string | undefined
  readonly cause?: unknown
}

/** A source could not be fetched or read, and why. The words for people are in `locales`. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly problem: SourceProblem
  readonly location: string
  readonly detail: string | undefined

  constructor(problem: SourceProblem, location: string, { detail, cause }: SourceErrorOptions = {}) {
    const about = [nameLocation(location), problem.reason, detail].filter(Boolean).join(': ')
    super(about, cause === undefined ? undefined : { cause })
    this.problem = problem
    this.location = location
    this.detail = detail
  }

  get reason(): SourceErrorReason {
    return this.problem.reason
  }
}
