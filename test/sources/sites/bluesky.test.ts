import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const link = 'https://bsky.app/profile/harbour.example.org/post/3kabcdefghi2x'
const thread = 'public.api.bsky.app/xrpc/app.bsky.feed.getPostThread*'
const view = (
  handle: string,
  displayName: string,
  text: string,
  more: object = {},
  labels: object[] = [],
) => ({
  uri: `at://did:plc:${handle}/app.bsky.feed.post/3k`,
  cid: 'bafyrei',
  author: { did: `did:plc:${handle}`, handle, displayName, labels },
  record: { $type: 'app.bsky.feed.post', text, createdAt: '2026-03-02T09:00:00.000Z', langs: ['en'] },
  likeCount: 3,
  ...more,
})
const node = (post: object, replies: unknown[] = [], parent?: unknown) => ({
  $type: 'app.bsky.feed.defs#threadViewPost',
  post,
  replies,
  ...(parent ? { parent } : {}),
})
const card = {
  $type: 'app.bsky.embed.external#view',
  external: { uri: 'https://example.org/arch', title: 'The arch', description: 'How it was built.' },
}
const harbour = (text: string, more: object = {}) => view('harbour.example.org', 'Harbour Office', text, more)
const whole = node(
  harbour('The bridge opens again on Friday.', { embed: card }),
  [
    node(harbour('Lorries have to wait until May.')),
    node(view('mason.example.org', '', 'And the second arch?'), [node(harbour('It holds.'))]),
    { $type: 'app.bsky.feed.defs#blockedPost', uri: 'at://x', blocked: true },
  ],
  node(view('paper.example.org', 'The Paper', 'When does the bridge open?')),
)

describe('a post of Bluesky', () => {
  it.each([link, 'https://bsky.app/profile/did:plc:abcdefghijklmnop/post/3kabcdefghi2x'])(
    '%s is read with its thread, its card and what is said to it',
    async (given) => {
      const { source, requests } = await readFromWeb(given, { [thread]: { json: { thread: whole } } })
      expect(source).toMatchObject({
        type: 'discussion',
        siteName: 'Bluesky',
        title: 'The bridge opens again on Friday.',
        author: 'Harbour Office',
        publishedAt: '2026-03-02T09:00:00.000Z',
        language: 'en',
      })
      expect(source?.text.split('\n\n')).toEqual([
        'The bridge opens again on Friday.',
        'The arch\nHow it was built.\nhttps://example.org/arch',
        'Lorries have to wait until May.',
        '### The Paper (+3)',
        'When does the bridge open?',
        '### @mason.example.org → Harbour Office (+3)',
        'And the second arch?',
        '### Harbour Office → @mason.example.org (+3)',
        'It holds.',
      ])
      expect(requests).toHaveLength(1)
      expect(decodeURIComponent(requests[0] ?? '')).toContain('uri=at://')
    },
  )

  it.each([
    ['the other api', { 'api.bsky.app/xrpc/*': { json: { thread: whole } } }],
    [
      'the embed',
      {
        'embed.bsky.app/oembed*': {
          json: {
            author_name: 'Harbour Office',
            html: '<blockquote class="bluesky-embed"><p lang="en">The bridge opens again on Friday.</p>&mdash; Harbour Office <a href="x">March 2, 2026</a></blockquote>',
          },
        },
      },
    ],
  ])('is read from %s where the api is busy', async (_way, answers) => {
    const { source } = await readFromWeb(link, { [thread]: { status: 429 }, ...answers })
    expect(source).toMatchObject({ author: 'Harbour Office' })
    expect(source?.text).toMatch(/^The bridge opens again on Friday\./)
  })

  it('is read with what its pictures show, beside the post that it quotes', async () => {
    const record = { record: { author: { handle: 'paper.example.org' }, value: { text: 'When?' } } }
    const embed = {
      $type: 'app.bsky.embed.recordWithMedia#view',
      record,
      media: { images: [{ alt: 'A crane' }] },
    }
    const { source } = await readFromWeb(link, {
      [thread]: { json: { thread: node(harbour('Friday.', { embed })) } },
    })
    expect(source?.text).toBe('Friday.\n\nA crane\n\n@paper.example.org: When?')
  })

  it('whose author asks for a sign-in is not read past that', async () => {
    const closed = view('harbour.example.org', 'Harbour Office', 'For members.', {}, [
      { val: '!no-unauthenticated' },
    ])
    const { error, requests } = await readFromWeb(link, { [thread]: { json: { thread: node(closed) } } })
    expect(error).toMatchObject({ reason: 'sign_in_page' })
    expect(requests).toHaveLength(1)
  })

  it('that is gone is told so', async () => {
    const gone = { $type: 'app.bsky.feed.defs#notFoundPost', uri: 'at://x', notFound: true }
    const { error } = await readFromWeb(link, { [thread]: { json: { thread: gone } } })
    expect(error).toMatchObject({ reason: 'page_not_found' })
  })
})
