import { z } from 'zod'
import { markdownToText } from '../extract/markdown-text.ts'
import type { Source } from '../source.ts'
import type { Answer } from './answer.ts'
import { jsonIn } from './answers.ts'
import { postSource } from './post-source.ts'
import { type Asked, all, pageOf, type WrittenSite } from './written-site.ts'

/** Servers that say so in their names, and the largest of the others (https://lemmyverse.net, 2026-11). */
const hosts =
  /(?:^|\.)lemmy\.|^(?:sh\.itjust\.works|beehaw\.org|programming\.dev|feddit\.\w+|discuss\.tchncs\.de|slrpnk\.net|infosec\.pub|midwest\.social|sopuli\.xyz|aussie\.zone|hexbear\.net)$/
const mostComments = 50

/** A post of Lemmy with the comments that have the most votes. */
export const lemmy: WrittenSite = {
  name: 'Lemmy',
  attempts(url) {
    const [, id] = (hosts.test(url.hostname) && /^\/post\/(\d+)(?:\/|$)/.exec(url.pathname)) || []
    if (!id) return undefined
    const api = `${url.origin}/api/v3`
    const comments = new URLSearchParams({
      post_id: id,
      sort: 'Top',
      max_depth: '8',
      limit: `${mostComments}`,
    })
    return [
      { by: 'api', gather: all(`${api}/post?id=${id}`, `${api}/comment/list?${comments}`), read: readPost },
      { by: 'post alone', gather: all(`${api}/post?id=${id}`), read: readPost },
      pageOf(url),
    ]
  },
}

const creator = z.object({ name: z.string(), display_name: z.string().nullish() })
const postForm = z.object({
  post_view: z.object({
    post: z.object({
      name: z.string(),
      body: z.string().nullish(),
      url: z.string().nullish(),
      published: z.string().nullish(),
    }),
    creator,
    counts: z.object({ comments: z.number().nullish() }).nullish(),
  }),
})
const commentsForm = z.object({
  comments: z.array(
    z.object({
      comment: z.object({ id: z.number(), content: z.string(), path: z.string().default('') }),
      creator,
      counts: z.object({ score: z.number().nullish() }).nullish(),
    }),
  ),
})

function readPost([first, second]: readonly Answer[], asked: Asked): Source {
  const { post, creator, counts } = jsonIn(first, postForm).post_view
  const comments = second ? jsonIn(second, commentsForm).comments : []
  const names = new Map(comments.map(({ comment, creator }) => [String(comment.id), nameOf(creator)]))
  return postSource(asked, {
    siteName: asked.url.hostname,
    type: 'discussion',
    title: post.name,
    author: nameOf(creator),
    publishedAt: post.published,
    text: [markdownToText(post.body ?? ''), post.url].filter(Boolean).join('\n\n'),
    contributions: comments.map(({ comment, creator, counts }) => ({
      author: nameOf(creator),
      text: markdownToText(comment.content),
      points: counts?.score,
      // From the root, `0`, to the comment itself.
      to: names.get(comment.path.split('.').at(-2) ?? ''),
    })),
    total: counts?.comments,
  })
}

function nameOf({ name, display_name }: z.output<typeof creator>): string {
  return display_name || name
}
