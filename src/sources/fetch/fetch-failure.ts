import { SourceError, type SourceProblem } from '../source-error.ts'
import { ForbiddenAddressError } from './forbidden-address-error.ts'
import { ProxyFailedError } from './proxy-failed-error.ts'

/** Failures of a connection by the `code` of the error; all others are `unreachable`. */
const reasonsByCode: Readonly<Record<string, 'unknown_host' | 'bad_certificate' | 'too_slow'>> = {
  ENOTFOUND: 'unknown_host',
  CERT_HAS_EXPIRED: 'bad_certificate',
  CERT_NOT_YET_VALID: 'bad_certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'bad_certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'bad_certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'bad_certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'bad_certificate',
  UND_ERR_CONNECT_TIMEOUT: 'too_slow',
  ETIMEDOUT: 'too_slow',
}

/** 402 asks for money, 451 refuses by law, and 999 is how LinkedIn turns programs away. */
const refusals = new Set([401, 402, 403, 407, 451, 999])

/** Turns whatever dialling or reading threw into a `SourceError` about the location that was asked for. */
export function toSourceError(error: unknown, location: string): SourceError {
  if (error instanceof SourceError) return error
  if (error instanceof ForbiddenAddressError)
    return new SourceError({ reason: 'forbidden_address', values: {} }, location, {
      detail: error.address,
      cause: error,
    })
  if (error instanceof ProxyFailedError)
    return new SourceError({ reason: 'proxy_failed', values: {} }, location, {
      detail: error.code,
      cause: error,
    })
  const code = codeOf(error)
  const reason = reasonsByCode[code] ?? 'unreachable'
  return new SourceError({ reason, values: {} }, location, { detail: code, cause: error })
}

export function tooSlow(location: string): SourceError {
  return new SourceError({ reason: 'too_slow', values: {} }, location)
}

export function tooLarge(location: string, ceilingBytes: number): SourceError {
  const megabytes = Math.round((ceilingBytes / 1024 ** 2) * 100) / 100
  return new SourceError({ reason: 'too_large', values: { megabytes } }, location)
}

/** @param isChallenge it is a page that asks whether a person is there, whatever its status */
export function badStatus(location: string, status: number, isChallenge: boolean): SourceError {
  const problem = isChallenge ? refusesPrograms : problemOfStatus(status)
  return new SourceError(problem, location, { detail: `HTTP ${status}` })
}

const refusesPrograms: SourceProblem = { reason: 'refuses_programs', values: {} }

function problemOfStatus(status: number): SourceProblem {
  if (status === 404 || status === 410) return { reason: 'page_not_found', values: {} }
  if (refusals.has(status)) return refusesPrograms
  if (status === 429 || status >= 500) return { reason: 'server_trouble', values: {} }
  return { reason: 'http_status', values: { status } }
}

/** A failed dual-stack dial is an `AggregateError` without a code of its own: its first attempt speaks for it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return error instanceof AggregateError ? codeOf(error.errors[0]) : ''
}
