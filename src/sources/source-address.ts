import { plainAddress } from './plain-address.ts'
import { youtubeItem } from './sites/youtube/youtube-address.ts'

/**
 * Parameters that say where a reader came from, not what is read: of campaigns, advertisements, newsletters and share buttons.
 * Gathered from the documentation of those who add them, 2026-11.
 */
const trackingParameters = new RegExp(
  `^(?:${[
    'utm_.*|mtm_.*|matomo_.*|pk_.*|piwik_.*|hsa_.*|_ga|_gl|at_(?:medium|campaign|link_.*|format|ptr_.*|bbc_.*)',
    'fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ymclid|ysclid|twclid|ttclid|li_fat_id|rdt_cid|epik|igshid?|scid|sccid',
    'mc_cid|mc_eid|_hsenc|_hsmi|__hs.*|mkt_tok|vero_id|oly_enc_id|oly_anon_id|rb_clickid|s_cid|wickedid|ck_subscriber_id',
    'cmpid|ncid|sr_share|smid|smtyp|guccounter|guce_.*|ftag|spm|_openstat|__twitter_impression|share_id|ref_src|ref_url|wt_mc|xtor',
    'fb_action_.*|fb_ref|fb_source|si|feature|ocid|trk|trkinfo',
  ].join('|')})$`,
  'i',
)

/** Characters that mean the same as they are and as `%7E`: https://www.rfc-editor.org/rfc/rfc3986#section-2.3 */
const unreserved = /%(?:2D|2E|3\d|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])/gi

/** Of a feed the fragment names the item that is read. */
const feedPath = /(?:\.(?:xml|rss|atom|rdf)|\/(?:feed|rss|atom)(?:\.json)?)$/i

/** Sites whose posts and recordings have several addresses: what all of them name, as one. */
const oneOfMany: readonly ((url: URL) => string | undefined)[] = [
  (url) => {
    const item = youtubeItem(url)
    return item?.kind === 'video' ? `https://youtube.com/watch?v=${item.id}` : undefined
  },
  ({ hostname, pathname }) => {
    const [, id] = /^\/(?:\w{1,20}|i\/web)\/status(?:es)?\/(\d+)/.exec(pathname) ?? []
    return id && /^(?:(?:www|m|mobile)\.)?(?:x|twitter)\.com$/.test(hostname)
      ? `https://x.com/i/status/${id}`
      : undefined
  },
  ({ hostname, pathname }) => {
    const [, id, comment = ''] = /\/comments\/(\w+)(?:\/[^/]*\/(\w+))?/.exec(pathname) ?? []
    return id && /(?:^|\.)reddit\.com$/.test(hostname)
      ? `https://reddit.com/comments/${id}${comment && `/_/${comment}`}`
      : undefined
  },
]

/**
 * What makes two addresses the same source: https, the host in lower case without `www.` and without a dot behind it, no default port,
 * password, fragment, tracking parameters or slash at the end, the other parameters in order, and one way of writing characters; what
 * the address leads to where it says so itself.
 * `http://www.Example.com/a/?utm_source=x#top` is `https://example.com/a`; undefined for what is no web or file address.
 */
export function sourceAddress(url: string): string | undefined {
  const parsed = URL.parse(url)
  if (parsed === null) return undefined
  if (parsed.protocol === 'file:') return `file://${parsed.host}${parsed.pathname}`
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return undefined
  const plain = plainAddress(parsed)
  const one = oneOfMany.map((of) => of(plain)).find((address) => address !== undefined)
  return one ?? withoutTraces(plain)
}

function withoutTraces(parsed: URL): string {
  const kept = [...parsed.searchParams].filter(([name]) => !trackingParameters.test(name))
  const query = new URLSearchParams(kept.sort(byNameAndValue)).toString()
  const host = parsed.host.replace(/\.(?=:|$)/, '').replace(/^www\.(?=.+\.)/, '')
  // Addresses of single-page programs carry their path in the fragment.
  const route = parsed.hash.startsWith('#!') || parsed.hash.startsWith('#/')
  const path = sameLetters(parsed.pathname.replace(/\/+$/, ''))
  return `https://${host}${path}${query && `?${query}`}${route || feedPath.test(path) ? parsed.hash : ''}`
}

function sameLetters(path: string): string {
  return path
    .replace(unreserved, (octet) => decodeURIComponent(octet))
    .replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase())
}

function byNameAndValue([first, value]: [string, string], [second, other]: [string, string]): number {
  if (first !== second) return first < second ? -1 : 1
  return value < other ? -1 : value > other ? 1 : 0
}
