import type { HtmlDocument, HtmlElement } from '../extract/html-document.ts'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { htmlIn, nodeText } from './answers.ts'
import { postSource } from './post-source.ts'
import { SiteRefusal } from './site-refusal.ts'
import { type Asked, type Attempt, all, pageOf, type WrittenSite } from './written-site.ts'

const siteName = 'Telegram'
const hosts = /^(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)$/
const channel = /^\/(?:s\/)?([a-z]\w{3,31})(?:\/(\d{1,12}))?(?:\/(\d{1,12}))?$/i
/** No channels, but what the program does. */
const reserved =
  /^(?:share|addstickers|addemoji|addtheme|addlist|proxy|socks|login|confirmphone|setlanguage|boost)$/i
/** Of groups and channels that one has to be invited to. */
const closed = /^\/(?:c\/\d+\/\d+|\+[\w-]+|joinchat\/[\w-]+)/

/** A post of a public channel, or the latest posts of one. */
export const telegram: WrittenSite = {
  name: siteName,
  attempts(url) {
    // A channel may have a host of its own: `harbour.t.me/123`.
    const [, own] = /^(?!www\.)([a-z]\w{3,31})\.t\.me$/i.exec(url.hostname) ?? []
    if (!own && !hosts.test(url.hostname)) return undefined
    const path = `${own ? `/${own}` : ''}${url.pathname}`.replace(/\/$/, '')
    if (closed.test(path)) return [closedChannel]
    const [, name, first, second] = channel.exec(path) ?? []
    // Between the two stands the topic of a group.
    const id = second ?? first
    if (!name || reserved.test(name)) return undefined
    if (!id) return [{ by: 'preview', gather: all(`https://t.me/s/${name}`), read: readChannel }]
    const page = `https://t.me/${name}/${id}`
    return [
      { by: 'embed', gather: all(`${page}?embed=1&mode=tme`), read: readPost(`${name}/${id}`) },
      { by: 'preview', gather: all(`https://t.me/s/${name}/${id}`), read: readPost(`${name}/${id}`) },
      pageOf(page, { siteName }),
    ]
  },
}

const closedChannel: Attempt = {
  by: 'link',
  gather: async () => {
    throw new SiteRefusal({ reason: 'sign_in_page', values: {} })
  },
}

/** @param name of the channel and post, such as `durov/142` */
function readPost(name: string) {
  return ([answer]: readonly Answer[], asked: Asked): Source => {
    const page = htmlIn(answer)
    const post = messagesOn(page).find(
      (message) => message.getAttribute('data-post')?.toLowerCase() === name.toLowerCase(),
    )
    if (!post) {
      const isGone = page.querySelector('.tgme_widget_message_error') !== null
      throw new SourceError({ reason: isGone ? 'page_not_found' : 'empty_page', values: {} }, asked.location)
    }
    const forwarded = nodeText(post.querySelector('.tgme_widget_message_forwarded_from_name'))
    return postSource(asked, {
      siteName,
      author: nodeText(post.querySelector('.tgme_widget_message_owner_name')),
      publishedAt: post.querySelector('.tgme_widget_message_date time')?.getAttribute('datetime'),
      text: [forwarded && `${forwarded}:`, textOf(post)].filter(Boolean).join('\n'),
    })
  }
}

/** The latest posts, the newest first. */
function readChannel([answer]: readonly Answer[], asked: Asked): Source {
  const page = htmlIn(answer)
  const posts = messagesOn(page).toReversed()
  // Of persons, bots, groups and channels that let nobody look in beforehand there are none.
  if (posts.length === 0) throw new SourceError({ reason: 'sign_in_page', values: {} }, asked.location)
  const name = nodeText(page.querySelector('.tgme_channel_info_header_title'))
  const dateOf = (post: HtmlElement | undefined) =>
    post?.querySelector('.tgme_widget_message_date time')?.getAttribute('datetime') ?? undefined
  return postSource(asked, {
    siteName,
    title: name,
    author: name,
    publishedAt: dateOf(posts[0]),
    text: posts
      .map((post) => [dateOf(post)?.slice(0, 10), textOf(post)] as const)
      .filter(([, text]) => text !== '')
      .map(([date, text]) => `${date ?? ''}\n${text}`.trim())
      .join('\n\n'),
  })
}

function messagesOn(page: HtmlDocument): readonly HtmlElement[] {
  return [...page.querySelectorAll('.tgme_widget_message[data-post]')]
}

/** The text of a post, not of the one that it answers, and what it links to or asks. */
function textOf(post: HtmlElement): string {
  const texts = [...post.querySelectorAll('.tgme_widget_message_text')].filter(
    (element) => !/reply/.test(element.getAttribute('class') ?? ''),
  )
  const [text] = texts.filter((element) => /js-message_text/.test(element.getAttribute('class') ?? ''))
  return [
    nodeText(text ?? texts.at(-1)),
    nodeText(post.querySelector('.link_preview_title')),
    nodeText(post.querySelector('.link_preview_description')),
    nodeText(post.querySelector('.tgme_widget_message_poll_question')),
    ...[...post.querySelectorAll('.tgme_widget_message_poll_option_text')].map(
      (option) => `- ${nodeText(option)}`,
    ),
    nodeText(post.querySelector('.tgme_widget_message_document_title')),
  ]
    .filter(Boolean)
    .join('\n\n')
}
