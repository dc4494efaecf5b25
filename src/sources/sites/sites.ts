import { discordAttachments, discordMessages } from './discord.ts'
import { written } from './read-written-site.ts'
import { recordingSites } from './recording-sites.ts'
import type { SiteMatch, SiteReader } from './site.ts'
import { writtenSites } from './written-sites.ts'

/** Every site that is read in a way of its own; the first that knows an address reads it. */
const sites: readonly SiteReader[] = [
  ...recordingSites,
  discordMessages,
  discordAttachments,
  ...writtenSites.map(written),
]

export function findSite(address: string): SiteMatch | undefined {
  const url = URL.parse(address)
  if (url === null) return undefined
  for (const candidate of sites) {
    const match = candidate.match(url)
    if (match !== undefined) return match
  }
  return undefined
}
