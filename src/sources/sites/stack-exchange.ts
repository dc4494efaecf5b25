import { z } from 'zod'
import type { HtmlElement } from '../extract/html-document.ts'
import { parseHtml } from '../extract/html-document.ts'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { fragmentText, htmlIn, jsonIn, nodeText } from './answers.ts'
import { dateOfSeconds } from './contributions.ts'
import { postSource } from './post-source.ts'
import { SiteRefusal } from './site-refusal.ts'
import { type Asked, type Attempt, all, pageOf, type WrittenSite } from './written-site.ts'

/** https://api.stackexchange.com/docs/sites (2026-11): each site with a host of its own, its languages and its meta besides. */
const hosts =
  /^(?:[\w-]+\.){0,2}(?:stackoverflow|stackexchange|serverfault|superuser|askubuntu|stackapps)\.com$|^(?:meta\.)?mathoverflow\.net$/
const question = /^\/(?:questions|q)\/(\d+)(?:\/|$)/
const answer = /^\/a\/(\d+)(?:\/|$)/
const mostAnswers = 30
const names: Readonly<Record<string, string>> = {
  'stackoverflow.com': 'Stack Overflow',
  'serverfault.com': 'Server Fault',
  'superuser.com': 'Super User',
  'askubuntu.com': 'Ask Ubuntu',
  'mathoverflow.net': 'MathOverflow',
}

/** A question with its answers, those with the most votes first. */
export const stackExchange: WrittenSite = {
  name: 'Stack Exchange',
  attempts(url) {
    const host = url.hostname.replace(/^www\./, '')
    if (!hosts.test(host)) return undefined
    const siteName = names[host] ?? 'Stack Exchange'
    const [, questionId] = question.exec(url.pathname) ?? []
    const [, answerId] = answer.exec(url.pathname) ?? []
    if (!questionId && !answerId) return undefined
    const query = `site=${apiSiteOf(host)}&filter=withbody`
    const gather = questionId ? all(...addressesOf(questionId, query)) : gatherByAnswer(answerId ?? '', query)
    return [
      { by: 'api', gather, read: readApi(siteName) },
      { by: 'page', gather: all(url.href), read: readPage(siteName) },
      pageOf(url, { siteName }),
    ]
  },
}

/** `stackoverflow`, `math`, `ru.stackoverflow`, `mathoverflow.net`. */
function apiSiteOf(host: string): string {
  return host === 'mathoverflow.net' ? host : host.replace(/(?:\.stackexchange)?\.(?:com|net)$/, '')
}

function addressesOf(id: string, query: string): readonly [string, string] {
  const address = `https://api.stackexchange.com/2.3/questions/${id}`
  return [`${address}?${query}`, `${address}/answers?${query}&order=desc&sort=votes&pagesize=${mostAnswers}`]
}

function gatherByAnswer(id: string, query: string): Attempt['gather'] {
  const address = `https://api.stackexchange.com/2.3/answers/${id}?${query}`
  return async (get, told) => {
    const questionId = await told(await get(address), 'questionOfAnswer')
    if (questionId === undefined) throw new SiteRefusal({ reason: 'page_not_found', values: {} })
    return all(...addressesOf(String(questionId), query))(get, told)
  }
}

function items<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item) })
}

const post = z.object({
  body: z.string(),
  score: z.number().nullish(),
  creation_date: z.number().nullish(),
  owner: z.object({ display_name: z.string().nullish() }).nullish(),
})
const questionForm = post.extend({
  title: z.string(),
  tags: z.array(z.string()).nullish(),
  answer_count: z.number().nullish(),
})
const answerForm = post.extend({ is_accepted: z.boolean().nullish() })

function readApi(siteName: string) {
  return ([first, second]: readonly Answer[], asked: Asked): Source => {
    const [asking] = jsonIn(first, items(questionForm)).items
    if (!asking) throw new SourceError({ reason: 'page_not_found', values: {} }, asked.location)
    return postSource(asked, {
      siteName,
      type: 'discussion',
      title: decoded(asking.title),
      author: decoded(asking.owner?.display_name),
      publishedAt: dateOfSeconds(asking.creation_date),
      text: [fragmentText(asking.body), asking.tags?.join(' · ')].filter(Boolean).join('\n\n'),
      total: asking.answer_count,
      contributions: jsonIn(second, items(answerForm)).items.map(({ owner, body, score, is_accepted }) => ({
        author: `${decoded(owner?.display_name) || '—'}${is_accepted ? ' ✓' : ''}`,
        text: fragmentText(body),
        points: score,
      })),
    })
  }
}

/** Names and titles come with entities. */
function decoded(text: string | null | undefined): string {
  return parseHtml(text ?? '').body.textContent
}

function readPage(siteName: string) {
  return ([given]: readonly Answer[], asked: Asked): Source => {
    const page = htmlIn(given)
    const asking = page.querySelector('#question')
    if (!asking) throw new SourceError({ reason: 'empty_page', values: {} }, asked.location)
    return postSource(asked, {
      siteName,
      type: 'discussion',
      title: nodeText(page.querySelector('#question-header h1')),
      author: authorOf(asking),
      publishedAt: page.querySelector('time[itemprop="dateCreated"]')?.getAttribute('datetime'),
      text: bodyOf(asking),
      contributions: [...page.querySelectorAll('#answers .answer')].map((one) => ({
        author: authorOf(one),
        text: bodyOf(one),
        points: scoreOf(one),
      })),
    })
  }
}

function authorOf(one: HtmlElement): string {
  const details = [...one.querySelectorAll('.post-signature .user-details')].at(-1)
  return nodeText(details?.querySelector('a'))
}

function bodyOf(one: HtmlElement): string {
  return nodeText(one.querySelector('.js-post-body'))
}

function scoreOf(one: HtmlElement): number | undefined {
  const score = Number(one.getAttribute('data-score') ?? Number.NaN)
  return Number.isNaN(score) ? undefined : score
}
