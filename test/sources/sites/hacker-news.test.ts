import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const link = 'https://news.ycombinator.com/item?id=40500001'
const article = 'https://example.org/cracks-in-old-bridges'
const tree = {
  id: 40500001,
  created_at: '2026-03-02T09:00:00.000Z',
  created_at_i: 1772442000,
  type: 'story',
  author: 'stonecutter',
  title: 'Cracks in old bridges',
  url: article,
  text: null,
  points: 211,
  parent_id: null,
  children: [
    {
      id: 40500002,
      author: 'vault',
      text: 'Mortar ages in <i>decades</i>.<p>Stone does not.',
      points: null,
      children: [{ id: 40500003, author: 'stonecutter', text: 'It does, in frost.', children: [] }],
    },
    { id: 40500004, author: null, text: null, children: [] },
  ],
}
const items: Readonly<Record<string, unknown>> = {
  '40500001': {
    by: 'stonecutter',
    id: 40500001,
    kids: [40500002, 40500004],
    time: 1772442000,
    title: tree.title,
    type: 'story',
    url: article,
  },
  '40500002': {
    by: 'vault',
    id: 40500002,
    kids: [40500003],
    text: 'Mortar ages in <i>decades</i>.',
    time: 1772445600,
    type: 'comment',
  },
  '40500004': { deleted: true, id: 40500004, time: 1772445601, type: 'comment' },
}
const page = `<html><body><table class="fatitem"><tr class="athing"><td class="title"><span class="titleline">
  <a href="${article}">Cracks in old bridges</a></span></td></tr><tr><td class="subtext"><a class="hnuser">stonecutter</a>
  <span class="age" title="2026-03-02T09:00:00 1772442000">1 day ago</span></td></tr></table><table class="comment-tree"><tr class="athing comtr"><td>
  <a class="hnuser">vault</a><div class="commtext c00">Mortar ages in <i>decades</i>.</div></td></tr></table></body></html>`
const api = Object.fromEntries(
  Object.entries(items).map(([id, json]) => [`hacker-news.firebaseio.com/v0/item/${id}.json`, { json }]),
)
const known = { type: 'discussion', siteName: 'Hacker News', title: tree.title, author: 'stonecutter' }

describe('an item of Hacker News', () => {
  it('is read with the article that it is about and its comments', async () => {
    const { source, requests } = await readFromWeb(link, {
      'hn.algolia.com/api/v1/items/40500001': { json: tree },
    })
    expect(source).toMatchObject({ ...known, publishedAt: tree.created_at })
    expect(source?.text).toBe(
      `${article}\n\n### vault\n\nMortar ages in decades.\n\nStone does not.\n\n### stonecutter → vault\n\nIt does, in frost.`,
    )
    expect(requests).toHaveLength(1)
  })

  it.each([
    ['the api', api],
    ['the page', { 'news.ycombinator.com/item?id=40500001': page }],
  ])('is read from %s where the search is away', async (_way, answers) => {
    const { source } = await readFromWeb(link, answers)
    expect(source).toMatchObject(known)
    expect(source?.publishedAt).toMatch(/^2026-03-02T09:00:00/)
    expect(source?.text).toBe(`${article}\n\n### vault\n\nMortar ages in decades.`)
  })

  it('that does not exist is told so', async () => {
    const { error } = await readFromWeb(link, {
      'hacker-news.firebaseio.com/*': { json: null },
      'news.ycombinator.com/*': { body: 'No such item.', type: 'text/html', status: 200 },
    })
    expect(error).toMatchObject({ reason: 'page_not_found' })
  })
})
