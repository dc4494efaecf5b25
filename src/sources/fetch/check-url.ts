import { hideCredentials } from '../name-location.ts'
import { SourceError } from '../source-error.ts'
import { type AllowedHosts, effectivePort } from './allowed-hosts.ts'

const ordinaryPorts = new Set(['80', '443'])

/**
 * Parses one hop, the given address or a redirect's target, and holds it against everything that can be known without
 * a look-up: scheme, credentials, port. Its address is checked when it is dialled.
 *
 * @param hop the address of this hop, relative to `base` if there is one
 * @param location the address that was asked for; errors name it
 * @throws SourceError `invalid_address`, `unsupported_scheme`, `credentials_in_address` or `forbidden_port`
 */
export function checkUrl(
  hop: string,
  context: { readonly location: string; readonly base?: URL; readonly allowedHosts: AllowedHosts },
): URL {
  const { location, base, allowedHosts } = context
  const url = URL.parse(hop, base)
  if (url === null) throw new SourceError({ reason: 'invalid_address', values: {} }, location)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    const scheme = url.protocol.slice(0, -1)
    throw new SourceError({ reason: 'unsupported_scheme', values: { scheme } }, location)
  }
  if (url.username !== '' || url.password !== '')
    throw new SourceError({ reason: 'credentials_in_address', values: {} }, hideCredentials(location))
  const port = effectivePort(url)
  if (!ordinaryPorts.has(port) && !allowedHosts.includes(url.hostname, port))
    throw forbiddenPort(location, url.hostname, port)
  url.hash = ''
  return url
}

function forbiddenPort(location: string, hostname: string, port: string): SourceError {
  const problem = { reason: 'forbidden_port', values: { port } } as const
  return new SourceError(problem, location, { detail: `${hostname}:${port}` })
}
