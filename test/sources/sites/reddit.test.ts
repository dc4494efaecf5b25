import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const path = '/r/bridges/comments/1abcde/the_old_bridge_is_closed'
const link = `https://www.reddit.com${path}/`
const comment = (author: string, html: string, score: number, replies: unknown = '') => ({
  kind: 't1',
  data: { author, body_html: `<div class="md"><p>${html}</p>\n</div>`, score, score_hidden: false, replies },
})
const listing = (children: readonly unknown[]) => ({ kind: 'Listing', data: { after: null, children } })
const thread = [
  listing([
    {
      kind: 't3',
      data: {
        subreddit: 'bridges',
        title: 'The old bridge is closed &amp; nobody says why'.replace('&amp;', '&'),
        author: 'riverwatcher',
        selftext: 'Since **Monday** the barrier is down.',
        selftext_html: '<div class="md"><p>Since <strong>Monday</strong> the barrier is down.</p>\n</div>',
        url: 'https://www.reddit.com/r/bridges/comments/1abcde/the_old_bridge_is_closed/',
        permalink: '/r/bridges/comments/1abcde/the_old_bridge_is_closed/',
        is_self: true,
        created_utc: 1772442000,
        num_comments: 3,
      },
    },
  ]),
  listing([
    comment(
      'masonry_fan',
      'The council found cracks in the second arch.',
      42,
      listing([comment('riverwatcher', 'Is there a report?', 7), comment('[deleted]', '[deleted]', 1)]),
    ),
    comment('ferryman', 'Take the ferry.', -3),
    { kind: 'more', data: { count: 12, children: ['x'] } },
  ]),
]
const text = [
  'Since Monday the barrier is down.',
  '### u/masonry_fan (+42)\n\nThe council found cracks in the second arch.',
  '### u/riverwatcher → u/masonry_fan (+7)\n\nIs there a report?',
  '### u/ferryman (-3)\n\nTake the ferry.',
].join('\n\n')
const oldPage = `<html><body><div id="siteTable"><div class="thing link" data-author="riverwatcher" data-timestamp="1772442000000"
  data-url="/r/bridges/comments/1abcde/the_old_bridge_is_closed/"><a class="title" href="/x">The old bridge is closed</a>
  <div class="usertext-body"><div class="md"><p>Since <strong>Monday</strong> the barrier is down.</p></div></div></div></div>
  <div class="commentarea"><div class="thing comment" data-author="masonry_fan"><div class="entry">
  <span class="score unvoted" title="42">42 points</span><div class="usertext-body"><div class="md"><p>The council found cracks.</p></div></div></div>
  <div class="child"><div class="thing comment" data-author="ferryman"><div class="entry"><div class="usertext-body"><div class="md">
  <p>Take the ferry.</p></div></div></div></div></div></div></div></body></html>`
const feed = `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The old bridge</title>
  <entry><author><name>/u/riverwatcher</name></author><content type="html">&lt;div class="md"&gt;&lt;p&gt;Since Monday the barrier is down.&lt;/p&gt;&lt;/div&gt; submitted by /u/riverwatcher</content>
  <published>2026-03-02T09:00:00+00:00</published><title>The old bridge is closed</title></entry>
  <entry><author><name>/u/ferryman</name></author><content type="html">&lt;p&gt;Take the ferry.&lt;/p&gt;</content><title>/u/ferryman on it</title></entry></feed>`
const blocked = { body: '<title>Blocked</title>', type: 'text/html', status: 403 }

describe('a post of Reddit', () => {
  it.each([
    link,
    'https://old.reddit.com/r/bridges/comments/1abcde/the_old_bridge_is_closed/?utm_source=share',
    'https://redd.it/1abcde',
    'https://new.reddit.com/comments/1abcde',
    'https://www.reddit.com/gallery/1abcde',
  ])('%s is read with what is said to it', async (given) => {
    const { source, requests } = await readFromWeb(given, {
      [`www.reddit.com${path}.json*`]: { json: thread },
      'www.reddit.com/comments/1abcde.json*': { json: thread },
    })
    expect(source).toMatchObject({
      type: 'discussion',
      siteName: 'Reddit',
      url: link,
      title: 'The old bridge is closed & nobody says why',
      author: 'u/riverwatcher',
      publishedAt: '2026-03-02T09:00:00.000Z',
      text,
    })
    expect(requests).toHaveLength(1)
  })

  it('tells how many of its comments were read, where the site has more', async () => {
    const { source } = await readFromWeb(link, {
      [`www.reddit.com${path}.json*`]: {
        json: JSON.parse(JSON.stringify(thread).replace('"num_comments":3', '"num_comments":523')),
      },
    })
    expect(source?.voices).toEqual({ read: 3, of: 523 })
  })

  it('that was posted elsewhere first is read with that, and without what was taken away', async () => {
    const told = JSON.parse(JSON.stringify(thread))
    const [{ data }] = told[0].data.children
    data.crosspost_parent_list = [{ selftext: data.selftext, selftext_html: data.selftext_html }]
    Object.assign(data, { selftext: '[removed]', selftext_html: '<div><p>[removed]</p></div>' })
    data.poll_data = { options: [{ text: 'Ferry' }, { text: 'Bridge' }] }
    const { source } = await readFromWeb(link, { [`www.reddit.com${path}.json*`]: { json: told } })
    expect(source?.text).toMatch(/^Since Monday the barrier is down\.\n\n- Ferry\n\n- Bridge\n\n###/)
  })

  it('that was shared is found where its link leads', async () => {
    const { source } = await readFromWeb('https://www.reddit.com/r/bridges/s/Ab3dEf9h', {
      'www.reddit.com/r/bridges/s/Ab3dEf9h': { status: 301, location: `${link}?share_id=1` },
      'www.reddit.com/r/bridges/comments/*': '<html></html>',
      'www.reddit.com/comments/1abcde.json*': { json: thread },
    })
    expect(source?.text).toBe(text)
  })

  it.each([
    [
      'the other host',
      { [`old.reddit.com${path}.json*`]: { json: thread } },
      'found cracks in the second arch',
    ],
    [
      'the old page',
      { [`old.reddit.com${path}/`]: oldPage },
      '### u/masonry_fan (+42)\n\nThe council found cracks.\n\n### u/ferryman\n\nTake',
    ],
    [
      'the feed',
      { [`www.reddit.com${path}.rss`]: { body: feed, type: 'application/atom+xml' } },
      'down.\n\n### u/ferryman\n\nTake the ferry.',
    ],
  ])('is read from %s where the ways before are closed', async (_way, answers, words) => {
    const { source } = await readFromWeb(link, {
      'www.reddit.com/*': blocked,
      'old.reddit.com/*': blocked,
      ...answers,
    })
    expect(source).toMatchObject({
      author: 'u/riverwatcher',
      publishedAt: expect.stringMatching(/^2026-03-02T09:00:00/),
    })
    expect(source?.text).toMatch(/^Since Monday the barrier is down/)
    expect(source?.text).toContain(words)
  })

  it('is refused as the site refuses, after every way was tried', async () => {
    const { error, requests } = await readFromWeb(link, {
      'www.reddit.com/*': blocked,
      'old.reddit.com/*': blocked,
    })
    expect(error).toMatchObject({ reason: 'refuses_programs' })
    expect(error?.detail).toMatch(/^json: .*old json: .*old page: .*feed: .*page: /)
    expect(requests).toHaveLength(5)
  })
})
