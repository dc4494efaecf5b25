import { fieldOf, valueAt } from './json-path.ts'

/** What a body says went wrong, in the provider's own form. */
export interface ReplyError {
  /** The HTTP status that the body itself names. */
  readonly status?: number | undefined
  /** All that it calls the error, in lower case: codes and types. */
  readonly names: string
  /** The answer of a gateway between us and the provider, who says nothing of what the provider did. */
  readonly isGateways: boolean
}

/** Where the parts of an error stand: OpenAI, OpenRouter, Anthropic, Gemini, Azure, Mistral, vLLM. */
const codes = ['error.code', 'error.status_code', 'code', 'status_code'] as const
const names = [
  'error.code',
  'error.type',
  'error.status',
  'error.innererror.code',
  'error.metadata.error_type',
  'error',
  'code',
  'type',
] as const

/** The error in a body; undefined when it holds none. */
export function errorIn(given: unknown): ReplyError | undefined {
  const body = Array.isArray(given) ? given[0] : (fieldOf(given, 'response') ?? given)
  if (!isError(body) && !isError(given)) return undefined
  const error = isError(body) ? body : given
  const status = codes.map((path) => Number(valueAt(error, path))).find(isErrorStatus)
  const texts = names.map((path) => valueAt(error, path)).filter((name) => typeof name === 'string')
  return {
    status,
    names: texts.join(' ').toLowerCase(),
    isGateways: fieldOf(error, 'cloudflare_error') === true,
  }
}

function isError(body: unknown): boolean {
  const error = fieldOf(body, 'error')
  if (error !== undefined && error !== null && error !== '' && error !== false) return true
  if (fieldOf(body, 'object') === 'error' || fieldOf(body, 'type') === 'error') return true
  const says = typeof fieldOf(body, 'message') === 'string' || fieldOf(body, 'detail') !== undefined
  return says && ['choices', 'usage', 'content', 'id'].every((name) => fieldOf(body, name) === undefined)
}

function isErrorStatus(code: number): boolean {
  return Number.isInteger(code) && code >= 400 && code <= 599
}

/** The status of an error that came under another one, by what it calls itself; 502 where it does not tell. */
const statuses: readonly (readonly [name: RegExp, status: number])[] = [
  [/rate.?limit|quota|resource_exhausted|too_many/, 429],
  [/auth|api.?key|unauthenticated/, 401],
  [/permission|forbidden/, 403],
  [/not.?found/, 404],
  [/invalid|bad_request|content_filter|context_length/, 400],
  [/overloaded|unavailable/, 503],
]

export function statusOfError({ status, names }: ReplyError): number {
  return status ?? statuses.find(([name]) => name.test(names))?.[1] ?? 502
}

/** A prompt that was read and refused for what it says: it is charged for. */
export function isContentFilter({ names }: ReplyError): boolean {
  return /content_filter|responsibleaipolicy|content_policy/.test(names)
}
