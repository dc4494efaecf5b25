import { z } from 'zod'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { atomEntriesIn, fragmentText, htmlIn, jsonIn, nodeText } from './answers.ts'
import { type Contribution, dateOfSeconds, mostContributions } from './contributions.ts'
import { postSource } from './post-source.ts'
import { type Asked, type Attempt, all, pageOf, type WrittenSite } from './written-site.ts'

const siteName = 'Reddit'
const hosts = /^(?:[\w-]+\.)?reddit\.com$/
const post =
  /^\/(?:(?:r|u|user)\/[\w-]+\/)?(?:comments|gallery|poll|tb|duplicates)\/([a-z0-9]+)(?:\/[^/]*\/([a-z0-9]+))?/i
/** Leads to the post; only the site knows to which. */
const shared = /^\/(?:r|u|user)\/[\w-]+\/s\/\w+/i

/** A post with what is said to it. */
export const reddit: WrittenSite = {
  name: siteName,
  attempts(url) {
    const found = postIn(url)
    if (found)
      return attemptsFor(found, hosts.test(url.hostname) ? url.pathname.replace(/\/$/, '') : undefined)
    const isShared = hosts.test(url.hostname) && shared.test(url.pathname)
    if (isShared || url.hostname === 'v.redd.it') return [sharedPost(url), pageOf(url)]
    return undefined
  },
}

interface PostId {
  readonly id: string
  readonly comment?: string | undefined
}

function postIn({ hostname, pathname }: URL): PostId | undefined {
  if (hostname === 'redd.it') {
    const [, id] = /^\/([a-z0-9]+)\/?$/i.exec(pathname) ?? []
    return id ? { id } : undefined
  }
  const [, id, comment] = (hosts.test(hostname) && post.exec(pathname)) || []
  return id ? { id, comment } : undefined
}

/** @param given its path, where that is known */
function attemptsFor({ id, comment }: PostId, given?: string): readonly Attempt[] {
  const short = `/comments/${id}${comment ? `/_/${comment}` : ''}`
  const path = given?.includes('/comments/') ? given.replace(/\.(?:json|rss)$/, '') : short
  const json = `${path}.json?raw_json=1&limit=${mostContributions}`
  return [
    { by: 'json', gather: all(`https://www.reddit.com${json}`), read: readJson },
    { by: 'old json', gather: all(`https://old.reddit.com${json}`), read: readJson },
    { by: 'old page', gather: all(`https://old.reddit.com${path}/`), read: readOldPage },
    { by: 'feed', gather: all(`https://www.reddit.com${path}.rss`), read: readFeed },
    pageOf(`https://www.reddit.com${path}/`, { siteName }),
  ]
}

/** A share link leads to the post's page, whose address tells which post it is. */
function sharedPost(url: URL): Attempt {
  return {
    by: 'shared link',
    gather: async (get, told) => {
      const { url: target } = await get(url.href)
      const found = postIn(new URL(target))
      const [first] = found ? attemptsFor(found) : []
      if (!first) throw new SourceError({ reason: 'empty_page', values: {} }, url.href)
      return first.gather(get, told)
    },
    read: readJson,
  }
}

const ownText = z.object({ selftext: z.string().nullish(), selftext_html: z.string().nullish() })
const postData = ownText.extend({
  title: z.string(),
  author: z.string().nullish(),
  /** Where it was posted first. */
  crosspost_parent_list: z.array(ownText).nullish(),
  poll_data: z.object({ options: z.array(z.object({ text: z.string() })) }).nullish(),
  url: z.string().nullish(),
  permalink: z.string().nullish(),
  is_self: z.boolean().nullish(),
  created_utc: z.number().nullish(),
  num_comments: z.number().nullish(),
  removed_by_category: z.string().nullish(),
})
const commentData = z.object({
  author: z.string().nullish(),
  body_html: z.string().nullish(),
  score: z.number().nullish(),
  score_hidden: z.boolean().nullish(),
  replies: z.unknown(),
})
const listing = z.object({
  data: z.object({ children: z.array(z.object({ kind: z.string(), data: z.unknown() })) }),
})
/** Taken away by its author or by others. */
const gone = /^\[(?:deleted|removed)\b[^\]]*\]$/
const thread = z.tuple([listing, listing])

function readJson([answer]: readonly Answer[], asked: Asked): Source {
  const [posts, comments] = jsonIn(answer, thread)
  const found = postData.parse(posts.data.children[0]?.data)
  const contributions: Contribution[] = []
  addComments(contributions, comments, undefined)
  const linked = found.is_self === false && found.url ? found.url : ''
  return postSource(
    { ...asked, url: found.permalink ? new URL(found.permalink, 'https://www.reddit.com') : asked.url },
    {
      siteName,
      title: found.title,
      author: known(found.author),
      publishedAt: dateOfSeconds(found.created_utc),
      text: [
        ...[found, ...(found.crosspost_parent_list ?? [])].map(textOf),
        ...(found.poll_data?.options ?? []).map(({ text }) => `- ${text}`),
        linked,
      ]
        .filter(Boolean)
        .join('\n\n'),
      contributions,
      total: postIn(asked.url)?.comment ? undefined : found.num_comments,
      type: 'discussion',
    },
  )
}

function textOf({ selftext_html, selftext }: z.output<typeof ownText>): string {
  const text = fragmentText(selftext_html) || (selftext ?? '')
  return gone.test(text) ? '' : text
}

/** In the order of the page: each comment before the answers to it. */
function addComments(into: Contribution[], from: z.output<typeof listing>, to: string | undefined): void {
  for (const { kind, data } of from.data.children) {
    if (kind !== 't1' || into.length >= mostContributions) continue
    const { author, body_html, score, score_hidden, replies } = commentData.parse(data)
    const text = fragmentText(body_html)
    const name = known(author)
    if (!gone.test(text)) into.push({ author: name, text, points: score_hidden ? undefined : score, to })
    const answers = listing.safeParse(replies)
    if (answers.success) addComments(into, answers.data, name)
  }
}

function known(author: string | null | undefined): string | undefined {
  return author && author !== '[deleted]' ? `u/${author}` : undefined
}

function readOldPage([answer]: readonly Answer[], asked: Asked): Source {
  const page = htmlIn(answer)
  const top = page.querySelector('#siteTable .thing')
  if (!top) throw new SourceError({ reason: 'refuses_programs', values: {} }, asked.location)
  const contributions = [...page.querySelectorAll('.commentarea .comment')].map((comment) => ({
    author: known(comment.getAttribute('data-author')),
    text: nodeText(comment.querySelector('.entry .usertext-body .md')),
    points: pointsIn(comment.querySelector('.entry .score.unvoted')?.getAttribute('title')),
  }))
  const linked = top.getAttribute('data-url') ?? ''
  return postSource(asked, {
    siteName,
    title: nodeText(top.querySelector('a.title')),
    author: known(top.getAttribute('data-author')),
    publishedAt: dateOfSeconds(Number(top.getAttribute('data-timestamp') ?? Number.NaN) / 1000),
    text: [nodeText(top.querySelector('.usertext-body .md')), /^https?:/.test(linked) ? linked : '']
      .filter(Boolean)
      .join('\n\n'),
    contributions,
    type: 'discussion',
  })
}

function pointsIn(written: string | null | undefined): number | undefined {
  return written && /^-?\d+$/.test(written) ? Number(written) : undefined
}

/** The first entry is the post; none tells which comment it answers, nor its votes. */
function readFeed([answer]: readonly Answer[], asked: Asked): Source {
  const [first, ...comments] = atomEntriesIn(answer)
  if (!first) throw new SourceError({ reason: 'empty', values: {} }, asked.location)
  return postSource(asked, {
    siteName,
    title: first.title,
    author: first.author?.replace(/^\//, ''),
    publishedAt: first.published,
    text: fragmentText(first.content).replace(/\s*submitted by[\s\S]*$/, ''),
    contributions: comments.map(({ author, content }) => ({
      author: author?.replace(/^\//, ''),
      text: fragmentText(content),
    })),
    type: 'discussion',
  })
}
