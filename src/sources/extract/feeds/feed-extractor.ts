import { SourceError } from '../../source-error.ts'
import { decodeText } from '../../text/decode-text.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'
import { itemList, itemText } from './item-text.ts'
import { looksLikeFeed, parseFeed } from './parse-feed.ts'

const newestItems = 10

/** What a feed itself has of its newest items. Of one on the web, `sites/feeds` also reads what its items lead to. */
export const feed = {
  ...documentKinds.feed,
  recognises: looksLikeFeed,

  async extract({ location, url, bytes, charset }) {
    const { title, author, language, items } = parseFeed(decodeText(bytes, charset).trimStart())
    const newest = items.slice(0, newestItems)
    const text = itemList(newest.map((item) => ({ ...item, text: itemText(item) })))
    if (text === '') throw new SourceError({ reason: 'empty', values: {} }, location)
    const publishedAt = newest[0]?.publishedAt
    return {
      location,
      type: 'article',
      text,
      ...dropUndefined({ url, title, author, language, publishedAt }),
    }
  },
} as const satisfies Extractor
