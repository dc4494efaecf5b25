import type { LookupAddress } from 'node:dns'
import { isIP, isIPv6, type LookupFunction, type Socket } from 'node:net'
import { buildConnector } from 'undici'
import { type AllowedHosts, effectivePort } from './allowed-hosts.ts'
import { ForbiddenAddressError } from './forbidden-address-error.ts'
import type { ProxyTunnels } from './proxy-tunnels.ts'
import { isPublicAddress } from './public-address.ts'

/** Resolves a host name to all its addresses; rejects as `node:dns` does when there is none. */
export type Lookup = (hostname: string) => Promise<readonly LookupAddress[]>

/** Names of the machine itself, whatever a resolver says (RFC 6761, section 6.3). */
const localhostName = /(?:^|\.)localhost\.?$/i

/**
 * The connector of the agent: the one place where an address is dialled, and therefore where it is checked. The socket gets
 * its addresses from the very look-up that was checked, so a name that resolves differently a moment later gains nothing.
 * A literal address never reaches the look-up and is checked here. Redirects come through here again, host by host.
 *
 * @param options.proxy goes between this machine and all hosts but the allowed ones; what it is told to dial is checked before
 */
export function createGuardedConnector(options: {
  readonly allowedHosts: AllowedHosts
  readonly lookup: Lookup
  readonly timeoutMs: number
  readonly proxy?: ProxyTunnels | undefined
}): buildConnector.connector {
  const { allowedHosts, lookup, timeoutMs, proxy } = options
  const dialling = { allowH2: false, timeout: timeoutMs }
  const checked = checkedLookup(lookup, refuseUnlessPublic)
  const dialPublic = proxy
    ? dialThrough(proxy, checked, buildConnector(dialling))
    : buildConnector({ ...dialling, lookup: toLookupFunction(checked) })
  const dialAllowed = buildConnector({
    ...dialling,
    lookup: toLookupFunction(checkedLookup(lookup, () => undefined)),
  })

  return (target, callback) => {
    if (allowedHosts.includes(target.hostname, effectivePort(target))) {
      dialAllowed(target, callback)
      return
    }
    const name = withoutBrackets(target.hostname)
    if (localhostName.test(name) || (isIP(name) !== 0 && !isPublicAddress(name))) {
      callback(new ForbiddenAddressError(target.hostname, name), null)
      return
    }
    dialPublic(target, callback)
  }
}

/**
 * Dials through the proxy what was found to be public. Of https the proxy is given the name: whoever answers has to prove that it is
 * theirs. Nobody has to of http, so there it is given the address that was checked: what it makes of the name itself does not count.
 */
function dialThrough(
  proxy: ProxyTunnels,
  lookup: CheckedLookup,
  secure: buildConnector.connector,
): buildConnector.connector {
  return (target, callback) => {
    const open = async () => {
      const name = withoutBrackets(target.hostname)
      const address = isIP(name) === 0 ? (await lookup(name)).first.address : name
      const dialled = target.protocol === 'https:' ? name : address
      const host = isIPv6(dialled) ? `[${dialled}]` : dialled
      return (await proxy.open(`${host}:${effectivePort(target)}`)) as Socket
    }
    open().then(
      (socket) => {
        if (target.protocol === 'https:') secure({ ...target, httpSocket: socket }, callback)
        else callback(null, socket)
      },
      (error: Error) => callback(error, null),
    )
  }
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/** One private answer among public ones is enough to refuse: which of them gets dialled is not ours to choose. */
function refuseUnlessPublic(hostname: string, answers: readonly LookupAddress[]): void {
  const forbidden = answers.find(({ address }) => !isPublicAddress(address))
  if (forbidden !== undefined) throw new ForbiddenAddressError(hostname, forbidden.address)
}

type CheckedLookup = (
  hostname: string,
) => Promise<{ readonly first: LookupAddress; readonly answers: LookupAddress[] }>

function checkedLookup(
  lookup: Lookup,
  check: (hostname: string, answers: readonly LookupAddress[]) => void,
): CheckedLookup {
  return async (hostname) => {
    const answers = await lookup(hostname)
    check(hostname, answers)
    const [first] = answers
    if (first === undefined)
      throw Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' })
    return { first, answers: [...answers] }
  }
}

function toLookupFunction(checked: CheckedLookup): LookupFunction {
  return (hostname, { all }, callback) => {
    checked(hostname).then(
      ({ first, answers }) => (all ? callback(null, answers) : callback(null, first.address, first.family)),
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }
}
