import { expect, it } from 'vitest'
import { brave } from '../../src/knowledge/web-search/brave.ts'
import { exa } from '../../src/knowledge/web-search/exa.ts'
import { searxng } from '../../src/knowledge/web-search/searxng.ts'
import { tavily } from '../../src/knowledge/web-search/tavily.ts'
import { createWebSearch } from '../../src/knowledge/web-search/web-search.ts'
import type { SearchRequest, WebSearchForm } from '../../src/knowledge/web-search/web-search-form.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'

const base = new URL('https://search.example.org')

async function find<Answer>(
  form: WebSearchForm<Answer>,
  answer: unknown,
  query = 'the bridge',
  language = 'en',
) {
  const requests: SearchRequest[] = []
  const search = createWebSearch(form, {
    name: 'a search',
    base,
    key: 'key-of-nobody',
    timers: new HandDrivenTimers(),
    send: async (request) => {
      requests.push(request)
      return Response.json(answer)
    },
  })
  return { found: await search.search(query, { limit: 5, language }), requests }
}

const good = { title: 'The bridge', url: 'https://news.example.org/bridge' }
const odd = [
  { url: 'https://news.example.org/no-title-and-a-number', title: 7 },
  null,
  'text',
  { title: 'No address' },
]

it.each([
  ['Brave', brave, (results: unknown) => ({ web: { results } }), { ...good, description: 'It opens.' }],
  ['Tavily', tavily, (results: unknown) => ({ results }), { ...good, content: 'It opens.' }],
  ['Exa', exa, (results: unknown) => ({ results }), { ...good, highlights: ['It opens.'] }],
  ['SearXNG', searxng, (results: unknown) => ({ results }), { ...good, content: 'It opens.' }],
] as readonly (readonly [string, WebSearchForm<unknown>, (results: unknown) => unknown, unknown])[])(
  'what %s finds is read beside results of another form',
  async (_name, form, answerWith, result) => {
    const { found } = await find(form, answerWith([...odd, result]))
    expect(found).toMatchObject([{ title: 'The bridge', text: 'It opens.' }])
  },
)

it.each([
  ['ja', 'jp'],
  ['zh-CN', 'zh-hans'],
  ['pt', 'pt-br'],
  ['de', 'de'],
  ['eo', null],
  ['und', null],
])('Brave is asked in %s as it calls that: %s', async (language, name) => {
  const { requests } = await find(brave, { web: null }, 'the bridge', language)
  expect(requests[0]?.url.searchParams.get('search_lang')).toBe(name)
})

it('Brave is asked with no more words than it takes', async () => {
  const { requests } = await find(brave, {}, 'a b c d e '.repeat(20))
  expect(requests[0]?.url.searchParams.get('q')?.split(' ')).toHaveLength(50)
})

it.each([
  ['2026-03-14T08:00:00', '2026-03-14'],
  ['Sat, 14 Mar 2026 08:00:00 GMT', '2026-03-14'],
  ['yesterday', undefined],
])('a date that is told as %s is %s', async (published_date, date) => {
  const { found } = await find(tavily, { results: [{ ...good, content: 'It opens.', published_date }] })
  expect(found[0]?.date).toBe(date)
})
