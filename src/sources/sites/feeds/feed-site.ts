import type { RawDocument } from '../../extract/extractor.ts'
import { feed as feedExtractor } from '../../extract/feeds/feed-extractor.ts'
import type { ReadFeed, ReadItem } from '../../extract/feeds/feed-job.ts'
import { itemList } from '../../extract/feeds/item-text.ts'
import { looksLikeFeed } from '../../extract/feeds/parse-feed.ts'
import { SourceError } from '../../source-error.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { followSteps } from '../read-site.ts'
import type { Finding, SiteContext, SiteMatch } from '../site.ts'
import { SiteRefusal } from '../site-refusal.ts'
import { findSite } from '../sites.ts'
import { episodeSteps } from './episode.ts'
import { openFeed } from './open-feed.ts'

const startBytes = 1024

export function isFeed({ bytes, mediaType = '' }: RawDocument): boolean {
  if (feedExtractor.mediaTypes.some((type) => type === mediaType)) return true
  return looksLikeFeed(new TextDecoder().decode(bytes.subarray(0, startBytes)).trimStart())
}

/**
 * A feed that was fetched: the item that the part behind `#` names by title, date or id; else of a podcast the newest episode, of
 * others the newest items, with the pages that they lead to.
 */
export function feedMatch(document: RawDocument): SiteMatch {
  return { steps: [{ name: 'feed', read: (context) => readFeed(document, context) }] }
}

async function readFeed(document: RawDocument, context: SiteContext): Promise<Finding> {
  const wanted = fragmentOf(context.location)
  const feed = await openFeed(document, wanted === undefined ? [] : [wanted], context)
  if (wanted !== undefined && feed.chosen === undefined)
    throw new SiteRefusal({ reason: 'no_such_item', values: {} }, wanted)
  const item = feed.chosen ?? (feed.isPodcast ? feed.newest[0] : undefined)
  if (item === undefined) return readNewest(feed, document, context)
  return item.recording ? followSteps(episodeSteps(feed, item), context) : readItem(feed, item, context)
}

/** What the reader has written behind the feed's address. */
function fragmentOf(location: string): string | undefined {
  const written = URL.parse(location)?.hash.slice(1) ?? ''
  try {
    return decodeURIComponent(written.replaceAll('+', ' ')).trim() || undefined
  } catch {
    return written
  }
}

/** Less is a teaser of the page that it leads to. */
const fewestCharactersOfItem = 600
/** Of the newest, how many pages are fetched. */
const mostPages = 5

async function readItem(feed: ReadFeed, item: ReadItem, context: SiteContext): Promise<Finding> {
  const { title, author, publishedAt, url } = item
  const site = url === undefined ? undefined : findSite(url)
  const own = { name: 'item', read: () => wholeItem(item, context) }
  const found = await followSteps([...(site?.steps ?? []), own], context)
  return {
    ...dropUndefined({ language: feed.language }),
    ...found,
    ...dropUndefined({ title, author: author ?? feed.author, publishedAt, url, siteName: feed.title }),
  }
}

async function readNewest(feed: ReadFeed, { url }: RawDocument, context: SiteContext): Promise<Finding> {
  const read = await Promise.all(
    feed.newest.map(async (item, index) => ({
      ...item,
      text: index < mostPages ? (await wholeItem(item, context)).text : item.text,
    })),
  )
  const text = itemList(read)
  if (text === '') throw new SourceError({ reason: 'empty', values: {} }, context.location)
  const { title, author, language } = feed
  return {
    type: 'article',
    text,
    ...dropUndefined({ url, title, author, siteName: title, language, publishedAt: read[0]?.publishedAt }),
  }
}

/** What the feed has of an item, or the page that it leads to, if that says more. */
async function wholeItem(
  { url, text, recording }: ReadItem,
  context: SiteContext,
): Promise<Pick<Finding, 'language' | 'text'> & { readonly text: string }> {
  if (url === undefined || recording !== undefined || text.length >= fewestCharactersOfItem) return { text }
  // Pages of such sites say less than what a feed has of them.
  if (findSite(url) !== undefined) return { text }
  try {
    const page = await context.readText(url)
    if (page.withheld !== undefined || page.text.length <= text.length) return { text }
    return { text: page.text, ...dropUndefined({ language: page.language }) }
  } catch (error) {
    context.signal?.throwIfAborted()
    if (error instanceof SourceError) return { text }
    throw error
  }
}
