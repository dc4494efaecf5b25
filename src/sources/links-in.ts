import { findLinks } from './find-links.ts'
import { type Location, parseLocation } from './location.ts'

/** The places that the links of a text lead to, each once, in their order. Those with a password in them are left out. */
export function linksIn(text: string): readonly Location[] {
  const places = new Map<string, Location>()
  for (const link of findLinks(text)) {
    const parsed = parseLocation(link)
    if (parsed.kind === 'location' && !places.has(parsed.location.identity))
      places.set(parsed.location.identity, parsed.location)
  }
  return [...places.values()]
}
