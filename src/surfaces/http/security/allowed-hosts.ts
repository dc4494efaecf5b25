import { isIP } from 'node:net'
import type { HttpSettings } from '../../../app/settings/http-settings.ts'

/**
 * Whether a request may name this host. A page of somebody else can have its own name lead to this machine and then read what a browser
 * here may read: a name has to be one of ours, or an address, which no such page has.
 */
export function isAllowedHost(hostHeader: string, { host, publicUrl }: HttpSettings): boolean {
  const name = hostNameOf(hostHeader)
  if (name === undefined) return false
  if (name === 'localhost' || isIP(name) !== 0 || name === host.toLowerCase()) return true
  return publicUrl !== undefined && name === hostNameOf(new URL(publicUrl).host)
}

/**
 * Whether a page of this origin may change something: one of ours, by the host that the request itself names or the public address.
 * Programs send no origin.
 */
export function isOwnOrigin(
  headers: {
    readonly origin: string | undefined
    readonly fetchSite: string | undefined
    readonly host: string
  },
  { publicUrl }: Pick<HttpSettings, 'publicUrl'>,
): boolean {
  const { origin, fetchSite, host } = headers
  if (origin === undefined) return fetchSite === undefined || ['same-origin', 'none'].includes(fetchSite)
  if (!URL.canParse(origin)) return false
  const given = new URL(origin)
  return given.host === host || (publicUrl !== undefined && given.origin === new URL(publicUrl).origin)
}

/** Without the port and the brackets of an IPv6 address, in lower case. */
function hostNameOf(host: string): string | undefined {
  if (!URL.canParse(`http://${host}`)) return undefined
  const url = new URL(`http://${host}`)
  const isHostAlone = url.pathname === '/' && url.username === '' && !/[/?#@\\]/.test(host)
  return isHostAlone ? url.hostname.replace(/^\[(.*)\]$/, '$1') : undefined
}
