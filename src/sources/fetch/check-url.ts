import { hideCredentials, nameLocation } from '../name-location.ts'
import { SourceError } from '../source-error.ts'
import { type AllowedHosts, effectivePort } from './allowed-hosts.ts'

const ordinaryPorts = new Set(['80', '443'])

/**
 * Parses one hop, the given address or a redirect's target, and holds it against everything that can be known without
 * a look-up: scheme, credentials, port. Its address is checked when it is dialled.
 *
 * @param hop the address of this hop, relative to `base` if there is one
 * @param location the address that was asked for; errors name it
 * @throws SourceError `invalid_address`, `unsupported_scheme` or `forbidden_address`
 */
export function checkUrl(
  hop: string,
  context: { readonly location: string; readonly base?: URL; readonly allowedHosts: AllowedHosts },
): URL {
  const { location, base, allowedHosts } = context
  const subject = base === undefined ? nameLocation(location) : `${nameLocation(location)}, by redirect,`
  const url = URL.parse(hop, base)
  if (url === null) {
    throw new SourceError('invalid_address', location, {
      message: `${subject} is not a valid address.`,
      hint: 'Give a full link, such as https://example.com/article.',
    })
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SourceError('unsupported_scheme', location, {
      message: `${subject} leads to a ${url.protocol} address.`,
      hint: 'Only http: and https: links are read.',
    })
  }
  if (url.username !== '' || url.password !== '') {
    throw new SourceError('forbidden_address', hideCredentials(location), {
      message: `${subject} leads to an address with a user name or password in it.`,
      hint: 'Give the link without the part before the @ sign.',
    })
  }
  const port = effectivePort(url)
  if (!ordinaryPorts.has(port) && !allowedHosts.includes(url.hostname, port)) {
    throw new SourceError('forbidden_address', location, {
      message: `${subject} leads to port ${port}; only 80 and 443 are allowed.`,
      hint: 'Whoever runs the bot can allow a host and port with SOURCE_ALLOW_HOSTS.',
    })
  }
  url.hash = ''
  return url
}
