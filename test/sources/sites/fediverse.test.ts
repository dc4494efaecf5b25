import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const link = 'https://social.example.org/@harbour/112233445566778899'
const api = 'social.example.org/api/v1/statuses/112233445566778899'
const status = (id: string, acct: string, content: string, more: object = {}) => ({
  id,
  created_at: '2026-03-02T09:00:00.000Z',
  in_reply_to_id: '112233445566778899',
  spoiler_text: '',
  visibility: 'public',
  language: 'en',
  uri: `https://social.example.org/users/${acct}/statuses/${id}`,
  url: `https://social.example.org/@${acct}/${id}`,
  favourites_count: 2,
  content: `<p>${content}</p>`,
  account: {
    id: acct,
    username: acct,
    acct,
    display_name: acct === 'harbour' ? 'Harbour Office :verified:' : '',
  },
  media_attachments: [],
  card: null,
  poll: null,
  ...more,
})
const post = status('112233445566778899', 'harbour', 'The bridge opens <a href="x">again</a>.', {
  in_reply_to_id: null,
  media_attachments: [{ type: 'image', description: 'A crane over the river' }],
})
const context = {
  ancestors: [],
  descendants: [
    status('2', 'harbour', 'Lorries wait until May.'),
    status('3', 'mason@other.example', 'And the second arch?'),
    status('4', 'harbour', 'It holds.', { in_reply_to_id: '3' }),
  ],
}
const note = {
  '@context': 'https://www.w3.org/ns/activitystreams',
  id: 'https://social.example.org/users/harbour/statuses/112233445566778899',
  type: 'Note',
  published: '2026-03-02T09:00:00Z',
  attributedTo: 'https://social.example.org/users/harbour',
  content: '<p>The bridge opens again.</p>',
}
const own = 'The bridge opens again.\n\nA crane over the river'

describe('a post on a server of the fediverse', () => {
  it.each([
    link,
    'https://social.example.org/@harbour@social.example.org/112233445566778899',
    'https://social.example.org/web/@harbour/112233445566778899/',
    'https://social.example.org/users/harbour/statuses/112233445566778899',
    'https://social.example.org/notice/112233445566778899',
  ])('%s is read with its thread and what is said to it', async (given) => {
    const { source, requests } = await readFromWeb(given, {
      [api]: { json: post },
      [`${api}/context`]: { json: context },
    })
    expect(source).toMatchObject({
      siteName: 'social.example.org',
      author: 'Harbour Office',
      publishedAt: '2026-03-02T09:00:00.000Z',
      language: 'en',
      type: 'discussion',
    })
    expect(source?.text).toBe(
      `${own}\n\nLorries wait until May.\n\n### @mason@other.example → Harbour Office (+2)\n\nAnd the second arch?\n\n### Harbour Office → @mason@other.example (+2)\n\nIt holds.`,
    )
    expect(requests).toHaveLength(2)
  })

  it.each([
    ['alone where what is said to it is not told', { [api]: { json: post } }, own],
    [
      'as an object where the api is closed',
      { [link.slice(8)]: { body: JSON.stringify(note), type: 'application/activity+json' } },
      'The bridge opens again.',
    ],
  ])('is read %s', async (_how, answers, text) => {
    const { source } = await readFromWeb(link, answers)
    expect(source).toMatchObject({
      type: 'post',
      text,
      publishedAt: expect.stringMatching(/^2026-03-02T09:00:00/),
    })
  })

  it('that was passed on is read with what it quotes', async () => {
    const quoted = { account: { acct: 'paper', display_name: 'The Paper' }, content: '<p>When?</p>' }
    const passedOn = {
      ...post,
      content: '',
      reblog: { ...post, quote: { state: 'accepted', quoted_status: quoted } },
    }
    const { source } = await readFromWeb(link, { [api]: { json: passedOn } })
    expect(source?.text).toBe(`${own}\n\nThe Paper: When?`)
  })

  it('of Misskey is read as an object', async () => {
    const { source } = await readFromWeb('https://notes.example.org/notes/9abcdefghij', {
      'notes.example.org/notes/9abcdefghij': {
        body: JSON.stringify(note),
        type: 'application/activity+json',
      },
    })
    expect(source).toMatchObject({ author: '@harbour', text: 'The bridge opens again.' })
  })

  it('is read as a page where the address only looks like one', async () => {
    const page = `<html><body><article><h1>Number 12345</h1>${'<p>The bridge in the old town was opened again on Friday, and the lorries wait.</p>'.repeat(8)}</article></body></html>`
    const { source } = await readFromWeb('https://blog.example.org/@harbour/12345', {
      'blog.example.org/@harbour/12345': page,
    })
    expect(source?.type).toBe('article')
    expect(source?.text).toContain('opened again on Friday')
  })

  it('that is gone is told so', async () => {
    expect((await readFromWeb(link, {})).error).toMatchObject({ reason: 'page_not_found' })
  })
})
