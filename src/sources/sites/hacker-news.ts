import { z } from 'zod'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { fragmentText, htmlIn, jsonIn, nodeText } from './answers.ts'
import { type Contribution, dateOfSeconds, mostContributions } from './contributions.ts'
import { postSource } from './post-source.ts'
import { SiteRefusal } from './site-refusal.ts'
import { type Asked, type Attempt, all, pageOf, type WrittenSite } from './written-site.ts'

const siteName = 'Hacker News'

/** An item with its comments, and the address of the article that it is about. */
export const hackerNews: WrittenSite = {
  name: siteName,
  attempts(url) {
    const id = url.hostname === 'news.ycombinator.com' ? url.searchParams.get('id') : null
    if (url.pathname !== '/item' || !/^\d{1,12}$/.test(id ?? '')) return undefined
    const page = `https://news.ycombinator.com/item?id=${id}`
    return [
      { by: 'search', gather: all(`https://hn.algolia.com/api/v1/items/${id}`), read: readTree },
      { by: 'api', gather: gatherItems(Number(id)), read: readItems },
      { by: 'page', gather: all(page), read: readPage },
      pageOf(page, { siteName }),
    ]
  },
}

interface TreeItem {
  readonly title?: string | null | undefined
  readonly url?: string | null | undefined
  readonly author?: string | null | undefined
  readonly text?: string | null | undefined
  readonly created_at?: string | null | undefined
  readonly children: readonly TreeItem[]
}
const treeItem: z.ZodType<TreeItem> = z.object({
  title: z.string().nullish(),
  url: z.string().nullish(),
  author: z.string().nullish(),
  text: z.string().nullish(),
  created_at: z.string().nullish(),
  get children() {
    return z.array(treeItem).default([])
  },
})

function readTree([answer]: readonly Answer[], asked: Asked): Source {
  const item = jsonIn(answer, treeItem)
  const contributions: Contribution[] = []
  addAnswers(contributions, item.children, undefined)
  return postSource(asked, {
    siteName,
    title: item.title,
    author: item.author,
    publishedAt: item.created_at,
    text: withLink(fragmentText(item.text), item.url),
    contributions,
    total: countOf(item.children),
    type: 'discussion',
  })
}

function countOf(items: readonly TreeItem[]): number {
  return items.reduce((sum, { text, children }) => sum + (text ? 1 : 0) + countOf(children), 0)
}

function addAnswers(into: Contribution[], items: readonly TreeItem[], to: string | undefined): void {
  for (const { author, text, children } of items) {
    if (into.length >= mostContributions) return
    if (text) into.push({ author, text: fragmentText(text), to })
    addAnswers(into, children, author ?? undefined)
  }
}

const apiItem = z.object({
  title: z.string().nullish(),
  url: z.string().nullish(),
  by: z.string().nullish(),
  text: z.string().nullish(),
  time: z.number().nullish(),
  descendants: z.number().nullish(),
  dead: z.boolean().nullish(),
  deleted: z.boolean().nullish(),
})

/** The item and the first comments on it; answers to them would take a request each. */
function gatherItems(id: number): Attempt['gather'] {
  const addressOf = (item: number) => `https://hacker-news.firebaseio.com/v0/item/${item}.json`
  return async (get, told) => {
    const item = await get(addressOf(id))
    const kids = await told(item, 'commentsOfItem')
    if (!kids) throw new SiteRefusal({ reason: 'page_not_found', values: {} })
    const comments = await Promise.allSettled(kids.map((kid) => get(addressOf(kid))))
    return [item, ...comments.flatMap((comment) => (comment.status === 'fulfilled' ? [comment.value] : []))]
  }
}

function readItems([first, ...answers]: readonly Answer[], asked: Asked): Source {
  const item = jsonIn(first, apiItem)
  const comments = answers.map((answer) => jsonIn(answer, apiItem.nullable()))
  return postSource(asked, {
    siteName,
    title: item.title,
    author: item.by,
    publishedAt: dateOfSeconds(item.time),
    total: item.descendants,
    text: withLink(fragmentText(item.text), item.url),
    contributions: comments.flatMap((comment) =>
      comment && !comment.dead && !comment.deleted
        ? [{ author: comment.by, text: fragmentText(comment.text) }]
        : [],
    ),
    type: 'discussion',
  })
}

function readPage([answer]: readonly Answer[], asked: Asked): Source {
  const page = htmlIn(answer)
  const top = page.querySelector('.fatitem')
  if (!top) throw new SourceError({ reason: 'empty_page', values: {} }, asked.location)
  const link = top.querySelector('.titleline a')
  const linked = link?.getAttribute('href') ?? ''
  return postSource(asked, {
    siteName,
    title: nodeText(link),
    author: nodeText(top.querySelector('.hnuser')),
    publishedAt: top.querySelector('.age')?.getAttribute('title')?.split(' ')[0],
    text: withLink(nodeText(top.querySelector('.toptext, .commtext')), /^https?:/.test(linked) ? linked : ''),
    contributions: [...page.querySelectorAll('.comtr')].map((comment) => ({
      author: nodeText(comment.querySelector('.hnuser')),
      text: nodeText(comment.querySelector('.commtext')),
    })),
    type: 'discussion',
  })
}

function withLink(text: string, linked: string | null | undefined): string {
  return [text, linked].filter(Boolean).join('\n\n')
}
