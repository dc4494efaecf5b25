import { sourceAddress } from '../../source-address.ts'
import { decodeText } from '../../text/decode-text.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { type FailureReply, failureReply } from '../extraction-reply.ts'
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
  readonly location: string
}

export interface ReadItem extends Omit<FeedItem, 'content'> {
  /** Without mark-up. */
  readonly text: string
}

export interface ReadFeed extends Omit<Feed, 'items'> {
  readonly chosen?: ReadItem
  readonly newest: readonly ReadItem[]
  /** Most of its newest items are recordings. */
  readonly isPodcast: boolean
}

/** A feed, and in it what was chosen. */
export function work({ location, ...task }: FeedTask): ReadFeed | FailureReply {
  try {
    return readFeed(task)
  } catch (error) {
    return failureReply(error, location, 'feed')
  }
}

function readFeed({ bytes, charset, choice, newest }: Omit<FeedTask, 'location'>): ReadFeed {
  const { items, ...about } = parseFeed(decodeText(bytes, charset).trimStart())
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

/** Of one episode: in other forms, and in other languages. */
const mostTranscripts = 20
/** What is longer is no address that a server answers. */
const longestAddress = 4_096

function readItem({ id, url, content, recording, transcripts, chaptersUrl, ...item }: FeedItem): ReadItem {
  return {
    ...item,
    ...dropUndefined({
      id: shortEnough(id),
      url: shortEnough(url),
      chaptersUrl: shortEnough(chaptersUrl),
      recording: shortEnough(recording?.url) === undefined ? undefined : recording,
    }),
    transcripts: transcripts.filter((file) => shortEnough(file.url) !== undefined).slice(0, mostTranscripts),
    text: itemText({ content }),
  }
}

function shortEnough(address: string | undefined): string | undefined {
  return address !== undefined && address.length <= longestAddress ? address : undefined
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
