import { decodeHTML } from 'entities'
import { parseFeed as parse } from 'feedsmith'
import { cleanLine } from '../../text/clean-text.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { toLanguageTag } from '../../text/language-tag.ts'
import { toIsoDate } from '../../text/published-date.ts'
import type { Feed, FeedItem } from './feed.ts'

/** A comment ends where it can, and nowhere else: the time is linear. */
const xmlFeed = /^(?:<\?xml[^>]*>|<!--(?:(?!-->)[\s\S])*-->|\s)*<(?:rss|rdf:RDF|(?:\w+:)?feed)[\s>]/i
const jsonFeed = /^\s*\{[\s\S]{0,400}?"version"\s*:\s*"https?:\\?\/\\?\/(?:www\.)?jsonfeed\.org/

/** Whether a text begins as RSS, Atom or a JSON feed does. */
export function looksLikeFeed(start: string): boolean {
  return xmlFeed.test(start) || jsonFeed.test(start)
}

/** @throws whatever the parser does for what is no feed */
export function parseFeed(text: string): Feed {
  const feed = toFeed(parse<string>(text))
  return { ...feed, items: newestFirst(feed.items) }
}

type Parsed = ReturnType<typeof parse<string>>
type ParsedAs<Format extends Parsed['format']> = Extract<Parsed, { readonly format: Format }>['feed']

function toFeed(parsed: Parsed): Feed {
  switch (parsed.format) {
    case 'rss':
      return fromRss(parsed.feed)
    case 'rdf':
      return fromRdf(parsed.feed)
    case 'atom':
      return fromAtom(parsed.feed)
    case 'json':
      return fromJson(parsed.feed)
    default:
      return parsed satisfies never
  }
}

function fromRss(feed: ParsedAs<'rss'>): Feed {
  return {
    ...dropUndefined({
      title: titleIn(feed.title),
      url: feed.link,
      author: cleanLine(feed.itunes?.author),
      language: toLanguageTag(feed.language),
    }),
    items: (feed.items ?? []).map((item): FeedItem => {
      const [enclosure] = (item.enclosures ?? []).filter(({ url }) => url)
      const { guid, podcast, itunes } = item
      const isAddress = guid?.isPermaLink !== false && /^https?:/.test(guid?.value ?? '')
      return {
        ...dropUndefined({
          id: guid?.value,
          title: titleIn(item.title ?? itunes?.title),
          url: item.link ?? (isAddress ? guid?.value : undefined),
          author: cleanLine(item.dc?.creators?.[0] ?? item.authors?.[0]?.name ?? itunes?.author),
          publishedAt: toIsoDate(item.pubDate ?? item.dc?.dates?.[0]),
          chaptersUrl: podcast?.chapters?.url,
          recording: recordingOf(enclosure?.url, enclosure?.type, itunes?.duration),
        }),
        content: longest(item.content?.encoded, item.description, itunes?.summary),
        transcripts: (podcast?.transcripts ?? []).flatMap(({ url, type }) => fileAt(url, type)),
      }
    }),
  }
}

function fromRdf(feed: ParsedAs<'rdf'>): Feed {
  return {
    ...dropUndefined({ title: titleIn(feed.title), url: feed.link }),
    items: (feed.items ?? []).map(
      (item): FeedItem => ({
        ...dropUndefined({
          id: item.rdf?.about,
          title: titleIn(item.title),
          url: item.link,
          author: cleanLine(item.dc?.creators?.[0]),
          publishedAt: toIsoDate(item.dc?.dates?.[0]),
        }),
        content: longest(item.content?.encoded, item.description),
        transcripts: [],
      }),
    ),
  }
}

function fromAtom(feed: ParsedAs<'atom'>): Feed {
  return {
    ...dropUndefined({
      title: titleIn(feed.title?.value),
      url: linkOf(feed.links, 'alternate'),
      author: cleanLine(feed.authors?.[0]?.name),
      language: toLanguageTag(feed.xml?.lang),
    }),
    items: (feed.entries ?? []).map((entry): FeedItem => {
      const enclosure = entry.links?.find(({ rel }) => rel === 'enclosure')
      return {
        ...dropUndefined({
          id: entry.id,
          title: titleIn(entry.title?.value),
          url: linkOf(entry.links, 'alternate'),
          author: cleanLine(entry.authors?.[0]?.name),
          publishedAt: toIsoDate(entry.published ?? entry.updated),
          recording: recordingOf(enclosure?.href, enclosure?.type),
        }),
        content: longest(
          entry.content?.value,
          entry.summary?.value,
          entry.media?.groups?.[0]?.description?.value,
        ),
        transcripts: [],
      }
    }),
  }
}

function fromJson(feed: ParsedAs<'json'>): Feed {
  return {
    ...dropUndefined({
      title: titleIn(feed.title),
      url: feed.home_page_url,
      author: cleanLine(feed.authors?.[0]?.name),
      language: toLanguageTag(feed.language),
    }),
    items: (feed.items ?? []).map((item): FeedItem => {
      const [file] = item.attachments ?? []
      return {
        ...dropUndefined({
          id: item.id,
          title: titleIn(item.title),
          url: item.url ?? item.external_url,
          author: cleanLine(item.authors?.[0]?.name),
          publishedAt: toIsoDate(item.date_published ?? item.date_modified),
          recording: recordingOf(file?.url, file?.mime_type, file?.duration_in_seconds),
        }),
        content: longest(item.content_html, item.content_text, item.summary),
        transcripts: [],
      }
    }),
  }
}

type Links = readonly { readonly href?: string; readonly rel?: string }[] | undefined

function linkOf(links: Links, rel: string): string | undefined {
  return links?.find((link) => (link.rel ?? 'alternate') === rel)?.href
}

function fileAt(url: string | undefined, mediaType: string | undefined) {
  return url === undefined ? [] : [{ url, ...dropUndefined({ mediaType }) }]
}

/** Feeds also attach pictures. */
function recordingOf(url: string | undefined, mediaType: string | undefined, durationSeconds?: number) {
  const isRecording =
    /^(?:audio|video)\//.test(mediaType ?? '') || /\.(?:mp3|m4a|mp4|ogg|opus)\b/i.test(url ?? '')
  if (url === undefined || !isRecording) return undefined
  return { url, ...dropUndefined({ mediaType, durationSeconds }) }
}

function longest(...texts: readonly (string | undefined)[]): string {
  return texts.reduce<string>((kept, text = '') => (text.length > kept.length ? text : kept), '')
}

function newestFirst(items: readonly FeedItem[]): readonly FeedItem[] {
  if (!items.every(({ publishedAt }) => publishedAt !== undefined)) return items
  return items.toSorted(
    (one, other) => Date.parse(other.publishedAt ?? '') - Date.parse(one.publishedAt ?? ''),
  )
}

/** Titles are written as HTML by many, and marks of it are written twice. */
function titleIn(written: string | undefined): string | undefined {
  return cleanLine(written && decodeHTML(written))
}
