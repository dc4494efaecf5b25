import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

type Asked = Pick<IncomingMessage, 'headers'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>
}

/** Finds out who asks where proxies stand in between. */
export class ClientAddresses {
  readonly #proxies: BlockList

  /** @param trusted addresses and ranges of addresses, such as `10.0.0.0/8` */
  constructor(trusted: readonly string[]) {
    this.#proxies = new BlockList()
    for (const one of trusted) {
      const [address = '', prefix] = one.split('/')
      const family = familyOf(address)
      if (prefix === undefined) this.#proxies.addAddress(address, family)
      else this.#proxies.addSubnet(address, Number(prefix), family)
    }
  }

  /**
   * The address of whoever asks: that of the connection, and of a trusted proxy the one that it names, as long as those are trusted
   * proxies too. Each of them adds to the end of `X-Forwarded-For` by whom it was asked, so that what somebody else has written there
   * stands before that and is not looked at.
   */
  of({ socket, headers }: Asked): string {
    const forwarded = headers['x-forwarded-for']
    const named = (typeof forwarded === 'string' ? forwarded : (forwarded ?? []).join(','))
      .split(',')
      .map(addressIn)
    let address = socket.remoteAddress ?? ''
    while (this.#isTrusted(address)) {
      const next = named.pop()
      if (next === undefined) break
      address = next
    }
    return address
  }

  #isTrusted(address: string): boolean {
    return isIP(address) !== 0 && this.#proxies.check(address, familyOf(address))
  }
}

/** Without its port and the brackets of an IPv6 address, either of which some proxies add; undefined for what is no address. */
function addressIn(text: string): string | undefined {
  const [, bracketed, plain] = /^\s*"?(?:\[([^\]]+)\](?::\d+)?|([^\s"]+?))"?\s*$/.exec(text) ?? []
  const address = bracketed ?? plain ?? ''
  if (isIP(address) !== 0) return address
  const withoutPort = address.replace(/:\d+$/, '')
  return isIP(withoutPort) === 4 ? withoutPort : undefined
}

/** Of an IPv6 address the first half: whoever has one has all that begin with it. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6 || address.includes('.')) return address
  const [before = '', after] = address.replace(/%.*$/, '').split('::')
  const groupsOf = (text: string) => text.split(':').filter(Boolean)
  const [first, last] = [groupsOf(before), groupsOf(after ?? '')]
  const left = Array.from({ length: 8 - first.length - last.length }, () => '0')
  const groups = [...first, ...left, ...last].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
