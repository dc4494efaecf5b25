import ipaddr, { type IPv6 } from 'ipaddr.js'

/** The only block from which public IPv6 addresses are assigned (IANA IPv6 address space registry, 2026-11). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Of the public space, but of the host's own: Azure's platform answers there to every machine of its own
 * (https://learn.microsoft.com/en-us/azure/virtual-network/what-is-ip-address-168-63-129-16, 2026-11).
 */
const platformAddresses: ReadonlySet<string> = new Set(['168.63.129.16'])

/** `::192.0.2.1`, which the parser would take for the mapped `::ffff:192.0.2.1`, a different address. */
const deprecatedCompatible = /^::\d+\.\d/

/**
 * Whether an IP address, as text, belongs to the public internet. Private, loopback, link-local, shared (CGNAT), multicast,
 * documentation and reserved ranges do not; nor do IPv6 forms that carry an IPv4 address (mapped, compatible, NAT64, 6to4,
 * Teredo, ISATAP), since a gateway would turn them into whatever address they carry. Anything unparsable is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || deprecatedCompatible.test(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast' || platformAddresses.has(parsed.toString())) return false
  return parsed.kind() === 'ipv4' || isPublicIpv6(parsed as IPv6)
}

function isPublicIpv6(address: IPv6): boolean {
  return address.match(globalUnicast) && !isIsatap(address)
}

/** ISATAP interface identifiers are 0000:5efe or 0200:5efe followed by an IPv4 address (RFC 5214, section 6.1). */
function isIsatap(address: IPv6): boolean {
  const [, , , , marker, protocol] = address.parts
  return protocol === 0x5efe && (marker === 0 || marker === 0x200)
}
