import { STATUS_CODES } from 'node:http'
import { nameLocation } from '../name-location.ts'
import { SourceError } from '../source-error.ts'
import { ForbiddenAddressError } from './forbidden-address-error.ts'

/** What to say about failures that a reader can do something about, by the `code` of the error. */
const unreachableHints: Readonly<Record<string, string>> = {
  ENOTFOUND: 'No such host: check the spelling of the address.',
  EAI_AGAIN: 'The name could not be resolved just now: try again in a minute.',
  ECONNREFUSED: 'Nothing answers at that address: check it, or try again later.',
  ECONNRESET: 'The server hung up: try again later.',
  UND_ERR_SOCKET: 'The server hung up: try again later.',
  CERT_HAS_EXPIRED: 'The certificate of the site has expired: its owner has to renew it.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the site is for another name: check the address.',
}

const slowCodes = new Set([
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
])

/** Turns whatever dialling or reading threw into a `SourceError` about the location that was asked for. */
export function toSourceError(error: unknown, location: string): SourceError {
  if (error instanceof SourceError) return error
  if (error instanceof ForbiddenAddressError) return forbiddenAddress(error, location)
  const code = codeOf(error)
  if (slowCodes.has(code)) return tooSlow(location)
  return new SourceError('unreachable', location, {
    message: `Could not reach ${nameLocation(location)}${code === '' ? '' : ` (${code})`}.`,
    hint: unreachableHints[code] ?? 'Check the address, or try again later.',
    cause: error,
  })
}

export function tooSlow(location: string): SourceError {
  return new SourceError('too_slow', location, {
    message: `${nameLocation(location)} took too long to answer.`,
    hint: 'The server is slow or overloaded: try again later, or use another link to the same content.',
  })
}

export function tooLarge(location: string, ceilingBytes: number): SourceError {
  return new SourceError('too_large', location, {
    message: `${nameLocation(location)} is larger than the ${formatMegabytes(ceilingBytes)} that are read at most.`,
    hint: 'Use a link to a shorter version or to a part of it.',
  })
}

export function badStatus(location: string, status: number): SourceError {
  const name = STATUS_CODES[status]
  return new SourceError('http_status', location, {
    message: `${nameLocation(location)} answered ${status}${name === undefined ? '' : ` ${name}`}.`,
    hint: hintForStatus(status),
  })
}

function hintForStatus(status: number): string {
  if (status === 401 || status === 402 || status === 403 || status === 407) {
    return 'The page needs a sign-in or refuses automatic readers: use a public link.'
  }
  if (status === 404 || status === 410) return 'There is no such page: check the link.'
  if (status === 429 || status >= 500) return 'The server has a problem or is busy: try again later.'
  return 'Open the link in a browser and use the address of the page that it shows.'
}

function forbiddenAddress(error: ForbiddenAddressError, location: string): SourceError {
  return new SourceError('forbidden_address', location, {
    message: `${nameLocation(location)} leads to ${error.address}, which is not on the public internet.`,
    hint: 'Only public addresses are read; whoever runs the bot can allow a host with SOURCE_ALLOW_HOSTS.',
    cause: error,
  })
}

/** A failed dual-stack dial is an `AggregateError` without a code of its own: its first attempt speaks for it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return error instanceof AggregateError ? codeOf(error.errors[0]) : ''
}

function formatMegabytes(bytes: number): string {
  const megabytes = bytes / (1024 * 1024)
  return `${megabytes >= 1 ? Math.round(megabytes) : megabytes.toFixed(2)} MB`
}
