import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { type AllowedHosts, effectivePort } from './allowed-hosts.ts'
import { ForbiddenAddressError } from './forbidden-address-error.ts'
import { isPublicAddress } from './public-address.ts'

/** Resolves a host name to all its addresses; rejects as `node:dns` does when there is none. */
export type Lookup = (hostname: string) => Promise<readonly LookupAddress[]>

/** Names of the machine itself, whatever a resolver says (RFC 6761, section 6.3). */
const localhostName = /(?:^|\.)localhost\.?$/i

/**
 * The connector of the agent: the one place where an address is dialled, and therefore where it is checked. The socket gets
 * its addresses from the very look-up that was checked, so a name that resolves differently a moment later gains nothing.
 * A literal address never reaches the look-up and is checked here. Redirects come through here again, host by host.
 */
export function createGuardedConnector(options: {
  readonly allowedHosts: AllowedHosts
  readonly lookup: Lookup
  readonly timeoutMs: number
}): buildConnector.connector {
  const { allowedHosts, lookup, timeoutMs } = options
  const dialling = { allowH2: false, timeout: timeoutMs }
  const dialPublic = buildConnector({ ...dialling, lookup: toLookupFunction(lookup, refuseUnlessPublic) })
  const dialAllowed = buildConnector({ ...dialling, lookup: toLookupFunction(lookup, () => undefined) })

  return (target, callback) => {
    if (allowedHosts.includes(target.hostname, effectivePort(target))) {
      dialAllowed(target, callback)
      return
    }
    const name = target.hostname.replace(/^\[|\]$/g, '')
    if (localhostName.test(name) || (isIP(name) !== 0 && !isPublicAddress(name))) {
      callback(new ForbiddenAddressError(target.hostname, name), null)
      return
    }
    dialPublic(target, callback)
  }
}

/** One private answer among public ones is enough to refuse: which of them gets dialled is not ours to choose. */
function refuseUnlessPublic(hostname: string, answers: readonly LookupAddress[]): void {
  const forbidden = answers.find(({ address }) => !isPublicAddress(address))
  if (forbidden !== undefined) throw new ForbiddenAddressError(hostname, forbidden.address)
}

function toLookupFunction(
  lookup: Lookup,
  check: (hostname: string, answers: readonly LookupAddress[]) => void,
): LookupFunction {
  const checked = async (hostname: string) => {
    const answers = await lookup(hostname)
    check(hostname, answers)
    const [first] = answers
    if (first === undefined)
      throw Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' })
    return { first, answers: [...answers] }
  }

  return (hostname, { all }, callback) => {
    checked(hostname).then(
      ({ first, answers }) => (all ? callback(null, answers) : callback(null, first.address, first.family)),
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }
}
