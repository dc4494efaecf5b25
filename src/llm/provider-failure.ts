import {
  APICallError,
  LoadAPIKeyError,
  LoadSettingError,
  NoSuchModelError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider'
import type { Outcome } from '../pricing/wire/outcome.ts'

/** Error codes of connections that never came about, so that nothing was asked of the provider. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** Whether a call that got no reply costs money: it never left (`not_sent`), nobody took it (`refused`), or nobody knows. */
export function billingOf(error: unknown): Extract<Outcome, 'refused' | 'unclear'> | 'not_sent' {
  if (
    LoadAPIKeyError.isInstance(error) ||
    LoadSettingError.isInstance(error) ||
    NoSuchModelError.isInstance(error) ||
    UnsupportedFunctionalityError.isInstance(error)
  )
    return 'not_sent'
  const isUnanswered = APICallError.isInstance(error) && error.statusCode === undefined
  return isUnanswered && codesOf(error).some((code) => neverConnected.has(code)) ? 'refused' : 'unclear'
}

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inside = error instanceof AggregateError ? error.errors.flatMap(codesOf) : []
  return [...own, ...inside, ...codesOf(error.cause)]
}
