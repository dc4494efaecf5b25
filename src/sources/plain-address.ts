/** Addresses that only lead on to another, which they name, and the parameters that name it. Gathered in 2026-11. */
const leadingOn: readonly (readonly [host: RegExp, path: RegExp, parameters: readonly string[]])[] = [
  [/^(?:www\.)?google(?:\.[a-z]{2,3}){1,2}$/, /^\/(?:url|imgres)$/, ['url', 'q', 'imgrefurl']],
  [/^(?:l|lm)\.(?:facebook|instagram|threads|messenger)\.com$/, /^\/(?:l\.php)?$/, ['u']],
  [/^(?:www\.)?facebook\.com$/, /^\/(?:flx\/warn|sharer(?:\/sharer\.php)?)\/?$/, ['u']],
  [/^out\.reddit\.com$/, /^\//, ['url']],
  [/^(?:www\.)?youtube\.com$/, /^\/(?:redirect|attribution_link|oembed)$/, ['q', 'u', 'url']],
  [/^(?:www\.)?linkedin\.com$/, /^\/(?:redir\/redirect|safety\/go|sharing\/share-offsite)\/?$/, ['url']],
  [/^(?:t|telegram)\.me$/, /^\/iv$/, ['url']],
  [/^(?:m\.)?(?:away\.)?vk\.(?:com|ru)$/, /^\/away(?:\.php)?$/, ['to']],
  [/^steamcommunity\.com$/, /^\/linkfilter\/?$/, ['u', 'url']],
  [/^slack-redir\.net$/, /^\/link$/, ['url']],
  [/^(?:html\.)?duckduckgo\.com$/, /^\/l\/?$/, ['uddg']],
  [/\.safelinks\.protection\.outlook\.com$/, /^\//, ['url']],
  [/^t\.umblr\.com$/, /^\/redirect$/, ['z']],
  [/^w\.soundcloud\.com$/, /^\/player\/?$/, ['url']],
  [/^(?:www\.)?skyview\.social$/, /^\/$/, ['url']],
]

/** `https://www.google.com/amp/s/example.org/a`: a copy of a page on a host of its own. */
const copied = /^\/amp\/(s\/)?([\w-]+(?:\.[\w-]+)+\/.*)$/

/** Hosts that show posts of a network in chats, or in another dress, by the paths that only its posts have. */
const shownElsewhere: readonly (readonly [host: RegExp, path: RegExp, network: string])[] = [
  [/(?:x|twitter|twittpr|xcancel)\.com$|^nitter\./, /^\/\w{1,20}\/status(?:es)?\/\d{15,20}/, 'x.com'],
  [/./, /^\/profile\/[\w.:-]+\/post\/[2-7a-z]{13}(?:[/?]|$)/, 'bsky.app'],
  [
    /^(?:www\.)?(?:rxddit|vxreddit|rxyddit|fxreddit)\.com$|^(?:libreddit|redlib|teddit|safereddit)\./,
    /^\/(?:r|u|user)\/[\w-]+\/(?:comments|s)\/\w+/,
    'www.reddit.com',
  ],
  [
    /^(?:www\.)?(?:\w{2}instagram\.com|instagr\.am)$/,
    /^\/(?:[\w.]+\/)?(?:p|reel|reels|tv)\/[\w-]+/,
    'www.instagram.com',
  ],
  [
    /^(?:www\.)?(?:\w{2}tiktok|tnktok|tfxktok|tiktxk)\.com$/,
    /^\/(?:@[\w.-]+\/(?:video|photo)\/\d+|t\/\w+)/,
    'www.tiktok.com',
  ],
  [
    /^(?:www\.)?(?:yewtu\.be|youtubekids\.com|koutube\.com)$|^(?:piped|invidious|inv|yt)\.[\w.-]+$/,
    /^\/(?:watch\?(?:.*&)?v=[\w-]{11}(?:&|$)|(?:shorts|embed|live)\/[\w-]{11}(?:[/?]|$))/,
    'www.youtube.com',
  ],
]

/** Links lead on over so many such addresses at most. */
const mostSteps = 3

/** What an address leads to by what it says itself: out of those that lead on, and back from hosts that show what another has. */
export function plainAddress(given: URL): URL {
  let url = given
  for (let step = 0; step < mostSteps; step += 1) {
    const target = targetOf(url)
    if (target === undefined) break
    url = target
  }
  const { hostname, pathname, search } = url
  const [, , network] =
    shownElsewhere.find(([host, path]) => host.test(hostname) && path.test(pathname + search)) ?? []
  if (network === undefined || hostname.replace(/^www\./, '') === network.replace(/^www\./, '')) return url
  const original = new URL(url)
  original.host = network
  original.protocol = 'https:'
  return original
}

function targetOf(url: URL): URL | undefined {
  const { hostname, pathname, searchParams } = url
  const [, , parameters = []] =
    leadingOn.find(([host, path]) => host.test(hostname) && path.test(pathname)) ?? []
  const named = parameters.map((name) => searchParams.get(name)).find(Boolean)
  const [, isSecure, rest] = (/^(?:www\.)?google\./.test(hostname) && copied.exec(pathname)) || []
  const target = named
    ? URL.parse(named, url)
    : rest
      ? URL.parse(`http${isSecure ? 's' : ''}://${rest}${url.search}`)
      : null
  return target && /^https?:$/.test(target.protocol) ? target : undefined
}
