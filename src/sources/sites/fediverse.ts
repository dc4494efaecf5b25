import { z } from 'zod'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { fragmentText, jsonIn } from './answers.ts'
import type { Contribution } from './contributions.ts'
import { postSource } from './post-source.ts'
import { type Asked, type Attempt, all, pageOf, type WrittenSite } from './written-site.ts'

/** Addresses of posts as the servers of the fediverse have them; whose server it is only shows in its answer. */
const forms = [
  // Mastodon and its kin: one's own, and those of others as a server shows them.
  /^\/(?:web\/|deck\/)?@[\w.-]+(?:@[\w.-]+)?\/(\d{5,})(?:\/embed)?$/,
  /^\/(?:web\/statuses|(?:ap\/)?users\/[\w.-]+\/statuses|interact|notice)\/(\w{5,})$/,
  // GoToSocial.
  /^\/@[\w.-]+\/statuses\/([0-9A-Z]{26})$/,
]
/** Of Misskey, Pleroma and Pixelfed: their posts are asked for as ActivityPub has them. */
const objects = [/^\/notes\/[a-z0-9]{10,}$/, /^\/objects\/[0-9a-f-]{36}$/, /^\/p\/[\w.-]+\/\d{10,}$/]
/** https://www.w3.org/TR/activitypub/#retrieving-objects (2026-11) */
const activity =
  'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"'

/** A post on any server of the fediverse, with what is said to it. */
export const fediverse: WrittenSite = {
  name: 'fediverse',
  attempts(url) {
    const path = url.pathname.replace(/\/$/, '')
    const id = forms.map((form) => form.exec(path)?.[1]).find(Boolean)
    if (!id && !objects.some((form) => form.test(path))) return undefined
    const address = `${url.origin}${path}`
    const status = `${url.origin}/api/v1/statuses/${id}`
    const object: Attempt = {
      by: 'activity',
      gather: async (get) => [await get(address, { accept: activity })],
      read: readObject,
    }
    if (!id) return [object, pageOf(url)]
    return [
      { by: 'api', gather: all(status, `${status}/context`), read: readStatus },
      { by: 'post alone', gather: all(status), read: readStatus },
      object,
      pageOf(url),
    ]
  },
}

const account = z.object({ acct: z.string(), display_name: z.string().nullish() })
const status = z.object({
  id: z.string(),
  uri: z.string().nullish(),
  url: z.string().nullish(),
  created_at: z.string(),
  in_reply_to_id: z.string().nullish(),
  language: z.string().nullish(),
  visibility: z.string().nullish(),
  spoiler_text: z.string().nullish(),
  content: z.string(),
  favourites_count: z.number().nullish(),
  account,
  media_attachments: z.array(z.object({ description: z.string().nullish() })).nullish(),
  card: z
    .object({ title: z.string().nullish(), description: z.string().nullish(), url: z.string().nullish() })
    .nullish(),
  /** A post that is quoted. */
  quote: z.object({ quoted_status: z.unknown().optional() }).nullish(),
  poll: z
    .object({ options: z.array(z.object({ title: z.string(), votes_count: z.number().nullish() })) })
    .nullish(),
})
type Status = z.output<typeof status>
const quotedForm = status.pick({ content: true, account: true })
const context = z.object({ ancestors: z.array(status).default([]), descendants: z.array(status).default([]) })

function readStatus([first, second]: readonly Answer[], asked: Asked): Source {
  const given = jsonIn(first, status.extend({ reblog: status.nullish() }))
  // Of what somebody passes on, the post itself.
  const post: Status = given.reblog ?? given
  const around = second ? jsonIn(second, context) : { ancestors: [], descendants: [] }
  const isOwn = (other: Status) => other.account.acct === post.account.acct
  const names = new Map(
    [post, ...around.ancestors, ...around.descendants].map((one) => [one.id, nameOf(one.account)]),
  )
  const thread = ownThread(post, around.descendants)
  const own = [...around.ancestors.filter(isOwn), ...thread]
  const others = [
    ...around.ancestors.filter((one) => !isOwn(one)),
    ...around.descendants.filter((one) => !thread.includes(one)),
  ]
  return postSource(asked, {
    siteName: asked.url.hostname,
    author: nameOf(post.account),
    publishedAt: post.created_at,
    language: post.language,
    text: own.map(textOf).join('\n\n'),
    contributions: others.map(
      (one): Contribution => ({
        author: nameOf(one.account),
        text: textOf(one),
        points: one.favourites_count,
        to: names.get(one.in_reply_to_id ?? ''),
      }),
    ),
  })
}

/** The post and where its author has gone on, answering themselves. */
function ownThread(post: Status, descendants: readonly Status[]): readonly Status[] {
  const thread = [post]
  for (const one of descendants)
    if (one.account.acct === post.account.acct && one.in_reply_to_id === thread.at(-1)?.id) thread.push(one)
  return thread
}

function nameOf({ display_name, acct }: z.output<typeof account>): string {
  return display_name?.replace(/:\w+:/g, '').trim() || `@${acct}`
}

function textOf({ spoiler_text, content, media_attachments, card, poll, quote }: Status): string {
  const quoted = quotedForm.safeParse(quote?.quoted_status).data
  return [
    spoiler_text,
    fragmentText(content),
    ...(media_attachments ?? []).map(({ description }) => description),
    quoted && `${nameOf(quoted.account)}: ${fragmentText(quoted.content)}`,
    [card?.title, card?.description, card?.url].filter(Boolean).join('\n'),
    poll?.options
      .map(({ title, votes_count }) => `- ${title}${votes_count == null ? '' : ` (${votes_count})`}`)
      .join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')
}

const named = z.union([z.string(), z.object({ name: z.string().nullish(), id: z.string().nullish() })])
const object = z.object({
  type: z.string(),
  name: z.string().nullish(),
  summary: z.string().nullish(),
  content: z.string().nullish(),
  published: z.string().nullish(),
  attributedTo: z.union([named, z.array(named)]).nullish(),
  attachment: z.array(z.object({ name: z.string().nullish() })).nullish(),
})

/** https://www.w3.org/TR/activitystreams-vocabulary/ (2026-11) */
function readObject([answer]: readonly Answer[], asked: Asked): Source {
  const { type, name, summary, content, published, attributedTo, attachment } = jsonIn(answer, object)
  if (!content) throw new SourceError({ reason: 'empty', values: {} }, asked.location, { detail: type })
  const described = (attachment ?? []).map(({ name }) => name)
  return postSource(asked, {
    siteName: asked.url.hostname,
    title: name,
    author: authorOf([attributedTo].flat()[0]),
    publishedAt: published,
    text: [summary, fragmentText(content), ...described].filter(Boolean).join('\n\n'),
  })
}

/** The last part of an actor's address is their name on the server. */
function authorOf(actor: z.output<typeof named> | null | undefined): string | undefined {
  if (!actor) return undefined
  const [id, name] = typeof actor === 'string' ? [actor] : [actor.id, actor.name]
  const last = URL.parse(id ?? '')
    ?.pathname.split('/')
    .at(-1)
    ?.replace(/^@/, '')
  return name || (last ? `@${last}` : undefined)
}
