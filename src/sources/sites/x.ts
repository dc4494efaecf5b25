import { z } from 'zod'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import { cleanLine } from '../text/clean-text.ts'
import { writtenDate } from '../text/written-date.ts'
import type { Answer } from './answer.ts'
import { fragmentText, jsonIn } from './answers.ts'
import { postSource } from './post-source.ts'
import { type Asked, all, type WrittenSite } from './written-site.ts'

const siteName = 'X'
const hosts = /^(?:(?:www|m|mobile)\.)?(?:twitter|x)\.com$/
const post = /^\/(?:(\w{1,20})|i\/web|i)\/status(?:es)?\/(\d{1,20})/

/** A post as other sites may embed it: nobody has to sign in for that. Answers to it are not shown there. */
export const x: WrittenSite = {
  name: siteName,
  attempts(url) {
    const [, user = 'i', id] = (hosts.test(url.hostname) && post.exec(url.pathname)) || []
    if (!id) return undefined
    const embedded = new URLSearchParams({ id, lang: 'en', token: tokenOf(id) })
    const oembed = new URLSearchParams({
      url: `https://twitter.com/${user}/status/${id}`,
      omit_script: '1',
      dnt: '1',
    })
    return [
      {
        by: 'embed',
        gather: all(`https://cdn.syndication.twimg.com/tweet-result?${embedded}`),
        read: readEmbed,
        // Of what is for grown-ups only, the other form may tell.
        final: [],
      },
      { by: 'oembed', gather: all(`https://publish.twitter.com/oembed?${oembed}`), read: readOembed },
      { by: 'other oembed', gather: all(`https://publish.x.com/oembed?${oembed}`), read: readOembed },
    ]
  },
}

/** As the site's own embeds compute it (https://github.com/vercel/react-tweet/blob/main/packages/react-tweet/src/api/fetch-tweet.ts, 2026-11). */
function tokenOf(id: string): string {
  return ((Number(id) / 1e15) * Math.PI).toString(36).replace(/(0+|\.)/g, '')
}

const user = z.object({ name: z.string(), screen_name: z.string() })
const media = z.array(z.object({ ext_alt_text: z.string().nullish() }))
const tweet = z.object({
  text: z.string(),
  created_at: z.string().nullish(),
  lang: z.string().nullish(),
  user,
  /** Before it stand the names of those who are answered. */
  display_text_range: z.array(z.number()).nullish(),
  /** The text goes on; the embed does not have the rest. */
  note_tweet: z.object({ id: z.string().nullish() }).nullish(),
  entities: z
    .object({ urls: z.array(z.object({ url: z.string(), expanded_url: z.string().nullish() })).nullish() })
    .nullish(),
  mediaDetails: media.nullish(),
  article: z.object({ title: z.string().nullish(), preview_text: z.string().nullish() }).nullish(),
})
const answered = tweet.extend({
  __typename: z.string().nullish(),
  quoted_tweet: tweet.nullish(),
  parent: tweet.nullish(),
})

function readEmbed([answer]: readonly Answer[], asked: Asked): Source {
  const { __typename } = jsonIn(answer, z.object({ __typename: z.string().nullish() }))
  if (__typename === 'TweetTombstone')
    throw new SourceError({ reason: 'page_not_found', values: {} }, asked.location, { detail: __typename })
  const post = jsonIn(answer, answered)
  const { quoted_tweet: quoted, parent } = post
  const isCut = post.note_tweet != null || post.article != null
  return postSource(asked, {
    siteName,
    title: post.article?.title,
    author: nameOf(post),
    publishedAt: post.created_at,
    language: post.lang === 'und' || post.lang === 'zxx' ? undefined : post.lang,
    text: [textOf(post), quoted && `${nameOf(quoted)}: ${textOf(quoted)}`].filter(Boolean).join('\n\n'),
    contributions: parent ? [{ author: nameOf(parent), text: textOf(parent) }] : [],
    type: 'post',
    withheld: isCut ? { by: 'sign_in', shown: 'beginning' } : undefined,
  })
}

type Tweet = z.output<typeof tweet>

function nameOf({ user }: Tweet): string {
  return `${cleanLine(user.name) ?? ''} (@${user.screen_name})`.trim()
}

/** Without the names of those who are answered and the links to its own pictures; links as they lead on. */
function textOf({ text, display_text_range, entities, mediaDetails, article }: Tweet): string {
  const shown = [...text].slice(display_text_range?.[0] ?? 0).join('')
  const linked = (entities?.urls ?? []).reduce(
    (written, { url, expanded_url }) => (expanded_url ? written.replaceAll(url, expanded_url) : written),
    shown,
  )
  const withoutPictures = linked.replace(/(?:\s*https:\/\/t\.co\/\w+)+$/, '')
  return [
    fragmentText(withoutPictures.replaceAll('\n', '<br>')),
    [article?.title, article?.preview_text].filter(Boolean).join('\n\n'),
    ...(mediaDetails ?? []).map(({ ext_alt_text }) => ext_alt_text),
  ]
    .filter(Boolean)
    .join('\n\n')
}

const oembed = z.object({
  html: z.string(),
  author_name: z.string().nullish(),
  author_url: z.string().nullish(),
})

function readOembed([answer]: readonly Answer[], asked: Asked): Source {
  const { html, author_name, author_url } = jsonIn(answer, oembed)
  const [, text = ''] = /<p\b[^<>]*>([\s\S]*?)<\/p>/i.exec(html) ?? []
  const [, date] = /<a\b[^<>]*>([^<>]*)<\/a>\s*<\/blockquote>/i.exec(html) ?? []
  const handle = author_url?.split('/').at(-1)
  return postSource(asked, {
    siteName,
    author: handle ? `${author_name ?? ''} (@${handle})` : author_name,
    publishedAt: writtenDate(date),
    language: /<p\b[^<>]*\blang="(\w{2,3})"/i.exec(html)?.[1],
    text: fragmentText(text),
    type: 'post',
  })
}
