import { linksIn } from '../../../sources/links-in.ts'
import type { Location } from '../../../sources/location.ts'

/** Where people link to without anything to be read there: Discord itself, and pictures that clients offer to post. */
const idleHosts = /(^|\.)(discord\.com|discord\.gg|discordapp\.com|discordapp\.net|tenor\.com|giphy\.com)$/i
const pictures = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i

/** The links of a message that would be read unasked: with `https://`, and to more than a picture. */
export function worthReading(content: string): readonly Location[] {
  if (!/https?:\/\//i.test(content)) return []
  return linksIn(content).filter(({ address }) => {
    const url = URL.parse(address)
    return url !== null && !idleHosts.test(url.hostname) && !pictures.test(url.pathname)
  })
}
