import { expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const creator = (name: string, display_name?: string) => ({ id: 1, name, display_name })
const post = {
  post_view: {
    post: {
      id: 4711,
      name: 'The bridge opens again',
      body: 'On **Friday**.',
      url: 'https://example.org/bridge',
      published: '2026-03-02T09:00:00.123456Z',
    },
    creator: creator('ada', 'Ada Mason'),
    counts: { comments: 9, score: 12 },
  },
}
const comment = (id: number, name: string, content: string, path: string, score: number) => ({
  comment: { id, content, path },
  creator: creator(name),
  counts: { score },
})
const comments = {
  comments: [comment(1, 'ben', 'And lorries?', '0.1', 5), comment(2, 'cat', 'In *May*.', '0.1.2', 2)],
}
const link = 'https://lemmy.example.org/post/4711'
const api = 'lemmy.example.org/api/v3'

it.each([
  [
    'with its comments',
    { [`${api}/post?id=4711`]: { json: post }, [`${api}/comment/list?*`]: { json: comments } },
    'On Friday.\n\nhttps://example.org/bridge\n\n### ben (+5)\n\nAnd lorries?\n\n### cat → ben (+2)\n\nIn May.',
    { read: 2, of: 9 },
  ],
  [
    'alone',
    { [`${api}/post?id=4711`]: { json: post } },
    'On Friday.\n\nhttps://example.org/bridge',
    { read: 0, of: 9 },
  ],
])('reads a post of Lemmy %s', async (_how, answers, text, voices) => {
  const { source } = await readFromWeb(link, answers)
  expect(source).toMatchObject({
    type: 'discussion',
    siteName: 'lemmy.example.org',
    title: 'The bridge opens again',
    author: 'Ada Mason',
    publishedAt: '2026-03-02T09:00:00.123456Z',
    text,
    voices,
  })
})

it('tells of a post of Lemmy that is gone', async () => {
  expect((await readFromWeb(link, {})).error).toMatchObject({ reason: 'page_not_found' })
})
