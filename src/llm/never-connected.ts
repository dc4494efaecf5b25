/** Of the network: https://nodejs.org/api/errors.html#common-system-errors and undici (2026-11). */
const networkCodes = [
  'EACCES',
  'EADDRNOTAVAIL',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]

/** Why a certificate is not taken: https://nodejs.org/api/tls.html#x509-certificate-error-codes (2026-11). */
const certificateCodes = [
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]

/** Why two do not come to speak TLS with one another. Other errors of TLS may come later, and say nothing of what has left. */
const handshakeCodes = [
  'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_WRONG_VERSION_NUMBER',
]

const codes = new Set([...networkCodes, ...certificateCodes, ...handshakeCodes])

/** What comes without a code of its own, or with one that says less: of fetch, and of Node's TLS. */
const messages = new Set([
  // https://fetch.spec.whatwg.org/#port-blocking (2026-11)
  'bad port',
  'unknown scheme',
  'Client network socket disconnected before secure TLS connection was established',
])

/** Whether an error says of a connection that it never came about, so that nothing was asked of whoever is at its other end. */
export function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const isOfConnecting = 'syscall' in error && error.syscall === 'connect'
  if (isOfConnecting || codes.has(code) || messages.has(error.message)) return true
  // Of several addresses that were tried none may have connected.
  const several =
    error instanceof AggregateError && error.errors.length > 0 && error.errors.every(neverConnected)
  return several || neverConnected(error.cause)
}
