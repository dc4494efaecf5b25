import {
  APICallError,
  LoadAPIKeyError,
  LoadSettingError,
  NoSuchModelError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider'

export const billingsOfFailure = ['not_sent', 'not_billed', 'served', 'unclear'] as const
/**
 * Whether a failed call costs money: it never left (`not_sent`); it was turned away (`not_billed`); the provider answered
 * but the answer cannot be read (`served`: billed, with what arrived in hand); or nobody knows (`unclear`).
 */
export type BillingOfFailure = (typeof billingsOfFailure)[number]

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

/** Gateways say these when the model behind them may still be working. */
const gatewayTimeouts = new Set([504, 524])

export function billingOf(error: unknown): BillingOfFailure {
  if (
    LoadAPIKeyError.isInstance(error) ||
    LoadSettingError.isInstance(error) ||
    NoSuchModelError.isInstance(error) ||
    UnsupportedFunctionalityError.isInstance(error)
  )
    return 'not_sent'
  if (!APICallError.isInstance(error)) return 'unclear'
  const { statusCode } = error
  if (statusCode === undefined)
    return codesOf(error).some((code) => neverConnected.has(code)) ? 'not_billed' : 'unclear'
  if (statusCode >= 400) return gatewayTimeouts.has(statusCode) ? 'unclear' : 'not_billed'
  return error.responseBody === undefined ? 'unclear' : 'served'
}

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inside = error instanceof AggregateError ? error.errors.flatMap(codesOf) : []
  return [...own, ...inside, ...codesOf(error.cause)]
}
