import type { SourceType } from './source.ts'

/** Hosts whose players begin at a time that the address names, and how they write it. */
const players: readonly (readonly [host: RegExp, begin: (url: URL, seconds: number) => void])[] = [
  [
    /^(?:(?:www|m|music)\.)?youtube\.com$|^youtu\.be$|^(?:www\.)?youtube-nocookie\.com$/,
    (url, seconds) => url.searchParams.set('t', `${seconds}s`),
  ],
  [
    /^(?:www\.|player\.)?vimeo\.com$/,
    (url, seconds) => {
      url.hash = `t=${seconds}s`
    },
  ],
  [/^(?:www\.|m\.)?twitch\.tv$/, (url, seconds) => url.searchParams.set('t', `${seconds}s`)],
]

/**
 * The address that plays a source from a time on; undefined where its site has none. A file of sound or film takes a fragment of time
 * (https://www.w3.org/TR/media-frags/, 2012).
 */
export function addressAt(
  address: string | undefined,
  type: SourceType,
  seconds: number,
): string | undefined {
  const url = address === undefined ? null : URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  const whole = Math.max(0, Math.floor(seconds))
  const begin = players.find(([host]) => host.test(url.hostname))?.[1]
  if (begin) begin(url, whole)
  else if (type === 'audio' || type === 'video') url.hash = `t=${whole}`
  else return undefined
  return url.href
}
