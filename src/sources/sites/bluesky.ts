import { z } from 'zod'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { fragmentText, jsonIn } from './answers.ts'
import { type Contribution, mostContributions } from './contributions.ts'
import { decodedPart } from './decoded-part.ts'
import { postSource } from './post-source.ts'
import { type Asked, all, pageOf, type WrittenSite } from './written-site.ts'

const siteName = 'Bluesky'
const final = ['page_not_found', 'sign_in_page'] as const
const post = /^\/profile\/([^/]+)\/post\/([\w.~-]+)/
/** Its author asks that it be shown to those only who have signed in (https://docs.bsky.app/docs/advanced-guides/moderation, 2026-11). */
const signedInOnly = '!no-unauthenticated'

/** A post, what it answers in the same thread, and what is said to it. */
export const bluesky: WrittenSite = {
  name: siteName,
  attempts(url) {
    const [, actor, key] = (/^(?:[\w-]+\.)?bsky\.app$/.test(url.hostname) && post.exec(url.pathname)) || []
    if (!actor || !key) return undefined
    const uri = `at://${decodedPart(actor)}/app.bsky.feed.post/${key}`
    const query = new URLSearchParams({ uri, depth: '6', parentHeight: '20' })
    const page = `https://bsky.app/profile/${actor}/post/${key}`
    const thread = `/xrpc/app.bsky.feed.getPostThread?${query}`
    return [
      { by: 'api', gather: all(`https://public.api.bsky.app${thread}`), read: readThread, final },
      { by: 'other api', gather: all(`https://api.bsky.app${thread}`), read: readThread, final },
      {
        by: 'embed',
        gather: all(`https://embed.bsky.app/oembed?${new URLSearchParams({ url: page })}`),
        read: readEmbed,
      },
      pageOf(page, { siteName }),
    ]
  },
}

const author = z.object({
  handle: z.string(),
  displayName: z.string().nullish(),
  labels: z.array(z.object({ val: z.string() })).default([]),
})
const record = z.object({
  text: z.string().default(''),
  createdAt: z.string().nullish(),
  langs: z.array(z.string()).nullish(),
})
const described = z.object({
  title: z.string().nullish(),
  description: z.string().nullish(),
  uri: z.string().nullish(),
})
const attached = z.object({
  external: described.nullish(),
  images: z.array(z.object({ alt: z.string().nullish() })).nullish(),
  /** Of a film. */
  alt: z.string().nullish(),
})
const embed = attached.extend({
  /** A post that is quoted, by itself or beside what else is attached. */
  record: z.unknown().optional(),
  media: attached.nullish(),
})
const quoted = z.object({ author, value: record })

interface ThreadPost {
  readonly post: {
    readonly author: z.output<typeof author>
    readonly record: z.output<typeof record>
    readonly embed?: z.output<typeof embed> | null | undefined
    readonly likeCount?: number | null | undefined
  }
  readonly parent?: unknown
  readonly replies: readonly unknown[]
}
const threadPost: z.ZodType<ThreadPost> = z.object({
  post: z.object({ author, record, embed: embed.nullish(), likeCount: z.number().nullish() }),
  parent: z.unknown().optional(),
  replies: z.array(z.unknown()).default([]),
})

function readThread([answer]: readonly Answer[], asked: Asked): Source {
  const { thread } = jsonIn(answer, z.object({ thread: z.unknown() }))
  const found = threadPost.safeParse(thread).data
  if (!found) throw new SourceError({ reason: 'page_not_found', values: {} }, asked.location)
  const { author: writer, record } = found.post
  if (writer.labels.some(({ val }) => val === signedInOnly))
    throw new SourceError({ reason: 'sign_in_page', values: {} }, asked.location)
  const own = [...parentsOf(found), found, ...continuationOf(found)].filter(isBy(writer.handle))
  const contributions: Contribution[] = parentsOf(found)
    .filter((parent) => !isBy(writer.handle)(parent))
    .map(said)
  addReplies(contributions, found, new Set(own))
  return postSource(asked, {
    siteName,
    author: nameOf(writer),
    publishedAt: record.createdAt,
    language: record.langs?.[0],
    text: own.map(textOf).join('\n\n'),
    contributions,
  })
}

function isBy(handle: string) {
  return ({ post }: ThreadPost) => post.author.handle === handle
}

/** What the post answers, the first of the thread first. */
function parentsOf(of: ThreadPost): readonly ThreadPost[] {
  const parents: ThreadPost[] = []
  for (let parent = readPost(of.parent); parent; parent = readPost(parent.parent)) parents.unshift(parent)
  return parents
}

/** Where its author has gone on, answering themselves. */
function continuationOf(of: ThreadPost): readonly ThreadPost[] {
  const posts: ThreadPost[] = []
  const next = (from: ThreadPost) =>
    from.replies.flatMap((reply) => readPost(reply) ?? []).find(isBy(of.post.author.handle))
  for (let post = next(of); post; post = next(post)) posts.push(post)
  return posts
}

function addReplies(into: Contribution[], of: ThreadPost, own: ReadonlySet<ThreadPost>): void {
  const ownTexts = new Set([...own].map(({ post }) => post.record.text))
  for (const reply of of.replies.flatMap((given) => readPost(given) ?? [])) {
    if (into.length >= mostContributions) return
    if (!ownTexts.has(reply.post.record.text)) into.push({ ...said(reply), to: nameOf(of.post.author) })
    addReplies(into, reply, own)
  }
}

function said(reply: ThreadPost): Contribution {
  return { author: nameOf(reply.post.author), text: textOf(reply), points: reply.post.likeCount }
}

function readPost(given: unknown): ThreadPost | undefined {
  return threadPost.safeParse(given).data
}

function nameOf({ displayName, handle }: z.output<typeof author>): string {
  return displayName?.trim() || `@${handle}`
}

/** With what is attached: the card of a link, the descriptions of pictures, the post that is quoted. */
function textOf({ post }: ThreadPost): string {
  const { external, images, alt } = post.embed?.media ?? post.embed ?? {}
  const other = quotedIn(post.embed?.record)
  return [
    post.record.text,
    [external?.title, external?.description, external?.uri].filter(Boolean).join('\n'),
    ...(images ?? []).map(({ alt }) => alt),
    alt,
    other && `${nameOf(other.author)}: ${other.value.text}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

function quotedIn(given: unknown): z.output<typeof quoted> | undefined {
  const inner = z.object({ record: quoted }).safeParse(given).data?.record
  return quoted.safeParse(given).data ?? inner
}

function readEmbed([answer]: readonly Answer[], asked: Asked): Source {
  const { html, author_name } = jsonIn(
    answer,
    z.object({ html: z.string(), author_name: z.string().nullish() }),
  )
  // The paragraph is the post; what follows names its author and date.
  const [, text = ''] = /<p\b[^<>]*>([\s\S]*?)<\/p>/i.exec(html) ?? []
  const withoutBoilerplate = text.replace(
    /<br\b[^<>]*>\s*<br\b[^<>]*>\s*<a\b[^<>]*>\[image or embed\]<\/a>/i,
    '',
  )
  return postSource(asked, { siteName, author: author_name, text: fragmentText(withoutBoilerplate) })
}
