import { cleanText } from '../../text/clean-text.ts'
import { parseHtml } from '../html-document.ts'
import { htmlToText } from '../html-text.ts'
import type { FeedItem } from './feed.ts'

/** The content of an item without mark-up: feeds do not say whether it has any. */
export function itemText({ content }: Pick<FeedItem, 'content'>): string {
  const hasMarkup = /<\/?[a-z][^>]*>|&(?:#\d+|[a-z]+);/i.test(content)
  return cleanText(hasMarkup ? htmlToText(parseHtml(`<body>${content}</body>`).body) : content)
}

/** Items below each other, each under its title and date. */
export function itemList(
  items: readonly (Pick<FeedItem, 'title' | 'publishedAt'> & { readonly text: string })[],
): string {
  return items
    .map(({ title, publishedAt, text }) =>
      [title, publishedAt?.slice(0, 10), text].filter(Boolean).join('\n\n'),
    )
    .join('\n\n')
}
