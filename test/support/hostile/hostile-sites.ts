import { playerAnswer } from '../sources/youtube-answers.ts'
import { type HostileInput, proseOf } from './hostile-inputs.ts'

const json = { 'content-type': 'application/json' }
const xml = { 'content-type': 'application/rss+xml; charset=utf-8' }
const html = { 'content-type': 'text/html; charset=utf-8' }
const utf8 = (text: string) => new TextEncoder().encode(text)
const asJson = (value: unknown) => utf8(JSON.stringify(value))
const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index))

/** A site is asked by several ways; where the first fails, the last tells. */
const told = [
  'read',
  'too_complex',
  'too_long',
  'unreadable',
  'empty',
  'empty_page',
  'no_captions',
  'sign_in_page',
] as const

const video = 'https://www.youtube.com/watch?v=aqz-KE-bpKQ'
const player = 'www.youtube.com/youtubei/*'

function playerJson(options: Parameters<typeof playerAnswer>[0]): string {
  const answer = playerAnswer(options)
  return typeof answer === 'object' && 'json' in answer ? JSON.stringify(answer.json) : ''
}

function redditThread(comments: readonly object[]): Uint8Array {
  const listing = (children: readonly object[]) => ({ kind: 'Listing', data: { children } })
  const post = { title: 'A post', selftext: proseOf(500), author: 'ada', created_utc: 1, num_comments: 1 }
  return asJson([listing([{ kind: 't3', data: post }]), listing(comments)])
}

const comment = (index: number, replies = '""') =>
  `{"kind":"t1","data":{"author":"u${index}","body":"Comment number ${index} is here.","score":1,"replies":${replies}}}`

function nestedComments(depth: number): string {
  const open = '{"kind":"Listing","data":{"children":['
  const starts = many(depth, (index) => comment(index, open).slice(0, -2))
  return `${starts.join('')}${']}}}}'.repeat(depth)}`
}

const feedOf = (items: string, start = '') =>
  utf8(
    `<?xml version="1.0"?>${start}<rss version="2.0"><channel><title>A feed</title>${items}</channel></rss>`,
  )

const laughs = `<!DOCTYPE rss [<!ENTITY a "${'ha'.repeat(50)}">${many(
  12,
  (index) =>
    `<!ENTITY ${String.fromCharCode(98 + index)} "${`&${String.fromCharCode(97 + index)};`.repeat(10)}">`,
).join('')}]>`

/** What the sites that are read in ways of their own would answer, were they hostile. */
export const hostileSites: readonly HostileInput[] = [
  {
    name: '20 MB of YouTube’s player',
    link: video,
    headers: json,
    body: () =>
      utf8(
        playerJson({
          tracks: many(60_000, () => ({ language: 'en' })),
          description: `0:00 a ${' '.repeat(4_000_000)}b`,
        }),
      ),
    outcomes: ['too_large'],
  },
  {
    name: '200,000 captions of YouTube',
    link: video,
    headers: json,
    besides: { [player]: () => playerJson({ tracks: [{ language: 'en' }] }) },
    body: () =>
      asJson({
        events: many(200_000, (index) => ({
          tStartMs: index * 100,
          dDurationMs: 100,
          segs: [{ utf8: `Line ${index} of the film.` }],
        })),
      }),
    outcomes: told,
  },
  {
    name: '3 MB of brackets from YouTube',
    link: video,
    headers: json,
    body: () => utf8(`{"a":${'['.repeat(1_500_000)}${']'.repeat(1_500_000)}}`),
    outcomes: [...told, 'page_not_found', 'refuses_programs'],
  },
  {
    name: '20 MB of a podcast directory',
    link: 'https://podcasts.apple.com/us/podcast/a-show/id123456789?i=1000000000001',
    headers: json,
    body: () => asJson({ results: many(500_000, (trackId) => ({ trackId, trackName: 'An episode' })) }),
    outcomes: [...told, 'not_in_a_feed', 'unsupported_type'],
  },
  {
    name: '20 MB of what Vimeo tells of a video',
    link: 'https://vimeo.com/123456789',
    headers: json,
    body: () => asJson({ title: 'A film', description: proseOf(20_000_000), duration: 12 }),
    outcomes: told,
  },
  {
    name: 'a page of Spotify that begins its data 400,000 times',
    link: 'https://open.spotify.com/episode/0123456789abcdefghijkl',
    headers: html,
    besides: { 'open.spotify.com/oembed*': () => JSON.stringify({ title: 'An episode' }) },
    body: () => utf8('<script id="__NEXT_DATA__">'.repeat(400_000)),
    outcomes: [...told, 'not_in_a_feed'],
  },
  {
    name: 'a feed of 100,000 items',
    headers: xml,
    body: () =>
      feedOf(
        many(
          100_000,
          (index) => `<item><title>Item ${index}</title><description>${proseOf(150)}</description></item>`,
        ).join(''),
      ),
    outcomes: told,
  },
  {
    name: 'a feed whose one item has 20 MB',
    headers: xml,
    body: () => feedOf(`<item><title>One</title><description>${proseOf(20_000_000)}</description></item>`),
    outcomes: told,
  },
  {
    name: 'a feed of entities within entities',
    headers: xml,
    body: () => feedOf(`<item><title>One</title><description>&l;</description></item>`, laughs),
    outcomes: told,
  },
  {
    name: 'a feed of 300,000 nested elements',
    headers: xml,
    body: () => feedOf(`<item><title>One</title><description>${'<a>'.repeat(300_000)}</description></item>`),
    outcomes: told,
  },
  {
    name: 'a podcast with 200,000 transcripts and addresses of 5 MB',
    headers: xml,
    body: () =>
      utf8(
        `<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Show</title><item><title>One</title><link>https://example.org/${'a'.repeat(5_000_000)}</link><enclosure url="https://example.org/a.mp3" type="audio/mpeg" length="1"/>${'<podcast:transcript url="https://example.org/t.vtt" type="text/vtt"/>'.repeat(200_000)}</item></channel></rss>`,
      ),
    outcomes: [...told, 'no_transcription_model'],
  },
  {
    name: '200,000 comments of Reddit',
    link: 'https://www.reddit.com/r/bridges/comments/1abcde/the_old_bridge/',
    headers: json,
    body: () => redditThread(many(200_000, (index) => JSON.parse(comment(index)))),
    outcomes: told,
  },
  {
    name: 'comments of Reddit that answer each other 50,000 times',
    link: 'https://www.reddit.com/r/bridges/comments/1abcde/the_old_bridge/',
    headers: json,
    body: () =>
      utf8(
        `[{"kind":"Listing","data":{"children":[{"kind":"t3","data":{"title":"A post","selftext":"It stands."}}]}},{"kind":"Listing","data":{"children":[${nestedComments(50_000)}]}}]`,
      ),
    outcomes: told,
  },
  {
    name: '20 MB of GitHub about an issue',
    link: 'https://github.com/nodejs/node/issues/1',
    headers: json,
    body: () =>
      asJson({
        title: 'An issue',
        body: proseOf(20_000_000),
        user: { login: 'ada' },
        number: 1,
        state: 'open',
      }),
    outcomes: told,
  },
  {
    name: '200,000 comments of GitHub',
    link: 'https://github.com/nodejs/node/issues/1',
    headers: json,
    besides: {
      'api.github.com/repos/nodejs/node/issues/1': () =>
        JSON.stringify({ title: 'An issue', body: 'It breaks.', number: 1, state: 'open' }),
    },
    body: () =>
      asJson(
        many(200_000, (index) => ({ body: `Comment number ${index} is here.`, user: { login: 'ada' } })),
      ),
    outcomes: told,
  },
  {
    name: 'an item of Hacker News with two million answers',
    link: 'https://news.ycombinator.com/item?id=1',
    headers: json,
    body: () => asJson({ title: 'An item', kids: many(2_000_000, (index) => index) }),
    outcomes: told,
  },
  {
    name: '20 MB of GitLab about a project',
    link: 'https://gitlab.com/group/project',
    headers: json,
    body: () =>
      asJson({ name_with_namespace: 'Group / project', topics: many(700_000, () => 'a topic of many') }),
    outcomes: told,
  },
  {
    name: '20 MB of Stack Exchange about an answer',
    link: 'https://stackoverflow.com/a/12345',
    headers: json,
    body: () => asJson({ items: many(1_000_000, (question_id) => ({ question_id })) }),
    outcomes: [...told, 'page_not_found'],
  },
  {
    name: 'a channel of Telegram with 100,000 posts',
    link: 'https://t.me/harbournews',
    headers: html,
    body: () =>
      utf8(
        `<html><body>${'<div class="tgme_widget_message" data-post="harbournews/1"><div class="tgme_widget_message_text js-message_text">A post of the channel.</div></div>'.repeat(100_000)}</body></html>`,
      ),
    outcomes: told,
  },
]
