import { sourceAddress } from '../../source-address.ts'
import { decodeText } from '../../text/decode-text.ts'
import type { Feed, FeedItem } from './feed.ts'
import { itemText } from './item-text.ts'
import { parseFeed } from './parse-feed.ts'

export interface FeedTask {
  readonly bytes: Uint8Array
  readonly charset?: string
  /** What an item is looked for by, each a title, a date (`2026-03-14`), an address or an id: the first that finds one counts. */
  readonly choice: readonly string[]
  /** How many are wanted besides. */
  readonly newest: number
}

export interface ReadItem extends Omit<FeedItem, 'content'> {
  /** Without mark-up. */
  readonly text: string
}

/** Undefined for what is no feed. */
export interface ReadFeed extends Omit<Feed, 'items'> {
  readonly chosen?: ReadItem
  readonly newest: readonly ReadItem[]
  /** Most of its newest items are recordings. */
  readonly isPodcast: boolean
}

export function work({ bytes, charset, choice, newest }: FeedTask): ReadFeed | undefined {
  const feed = feedIn(decodeText(bytes, charset).trimStart())
  if (feed === undefined) return undefined
  const { items, ...about } = feed
  const latest = items.slice(0, newest)
  const recordings = latest.filter(({ recording }) => recording !== undefined)
  const chosen = choice.map((wanted) => findItem(items, wanted)).find((item) => item !== undefined)
  return {
    ...about,
    ...(chosen && { chosen: readItem(chosen) }),
    newest: latest.map(readItem),
    isPodcast: latest.length > 0 && recordings.length * 2 > latest.length,
  }
}

function feedIn(text: string): Feed | undefined {
  try {
    return parseFeed(text)
  } catch {
    return undefined
  }
}

function readItem({ content, ...item }: FeedItem): ReadItem {
  return { ...item, text: itemText({ content }) }
}

function findItem(items: readonly FeedItem[], wanted: string): FeedItem | undefined {
  const address = sourceAddress(wanted)
  const title = plain(wanted)
  return (
    items.find(({ id }) => id === wanted) ??
    items.find(
      ({ url, recording }) =>
        address !== undefined && [url, recording?.url].some((own) => sourceAddress(own ?? '') === address),
    ) ??
    items.find(({ publishedAt }) => publishedAt?.slice(0, 10) === wanted) ??
    (title === ''
      ? undefined
      : (items.find((item) => plain(item.title ?? '') === title) ??
        items.find((item) => plain(item.title ?? '').includes(title))))
  )
}

/** Letters and numbers alone: punctuation and capitals differ between a feed and the pages that show it. */
function plain(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
