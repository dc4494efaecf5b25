import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const id = '1890000000000000001'
const embed = 'cdn.syndication.twimg.com/tweet-result*'
const user = { id_str: '1', name: 'Harbour Office', screen_name: 'harbour' }
const tweet = {
  __typename: 'Tweet',
  lang: 'en',
  created_at: '2026-03-02T09:00:00.000Z',
  display_text_range: [9, 58],
  entities: {
    urls: [
      { url: 'https://t.co/a1', expanded_url: 'https://example.org/arch', display_url: 'example.org/arch' },
    ],
  },
  id_str: id,
  text: '@council The bridge opens &amp; lorries wait: https://t.co/a1 https://t.co/b2',
  user,
  mediaDetails: [{ type: 'photo', ext_alt_text: 'A crane over the river' }],
  quoted_tweet: {
    text: 'When?',
    created_at: '2026-03-01T09:00:00.000Z',
    user: { name: 'The Paper', screen_name: 'paper' },
  },
}
const oembed = {
  url: `https://twitter.com/harbour/status/${id}`,
  author_name: 'Harbour Office',
  author_url: 'https://twitter.com/harbour',
  html: '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The bridge opens &amp; lorries wait.</p>&mdash; Harbour Office (@harbour) <a href="https://twitter.com/harbour/status/1">March 2, 2026</a></blockquote>\n',
}

describe('a post of X', () => {
  it.each([
    `https://x.com/harbour/status/${id}?s=20`,
    `https://twitter.com/harbour/status/${id}/photo/1`,
    `https://mobile.twitter.com/i/web/status/${id}`,
    `https://fxtwitter.com/harbour/status/${id}`,
  ])('%s is read as sites may embed it', async (link) => {
    const { source, requests } = await readFromWeb(link, { [embed]: { json: tweet } })
    expect(source).toMatchObject({
      type: 'post',
      siteName: 'X',
      author: 'Harbour Office (@harbour)',
      publishedAt: '2026-03-02T09:00:00.000Z',
      language: 'en',
      text: 'The bridge opens & lorries wait: https://example.org/arch\n\nA crane over the river\n\nThe Paper (@paper): When?',
    })
    expect(requests).toHaveLength(1)
    expect(requests[0]).toMatch(/\bid=1890000000000000001\b.*\btoken=[0-9a-z]+/)
  })

  it('whose text is cut in embeds is marked as a beginning', async () => {
    const long = { ...tweet, note_tweet: { id: 'TweetNote' } }
    const { source } = await readFromWeb(`https://x.com/harbour/status/${id}`, { [embed]: { json: long } })
    expect(source?.withheld).toEqual({ by: 'sign_in', shown: 'beginning' })
  })

  it.each([
    ['closed', { status: 403 }],
    ['for grown-ups', { json: { __typename: 'TweetTombstone', tombstone: {} } }],
    ['empty', { json: {} }],
  ])('is read from its other embed where the first is %s', async (_how, answer) => {
    const { source } = await readFromWeb(`https://x.com/harbour/status/${id}`, {
      [embed]: answer,
      'publish.twitter.com/oembed*': { json: oembed },
    })
    expect(source).toMatchObject({
      author: 'Harbour Office (@harbour)',
      publishedAt: '2026-03-02',
      language: 'en',
      text: 'The bridge opens & lorries wait.',
    })
  })

  it.each([
    ['deleted', { [embed]: { json: { __typename: 'TweetTombstone', tombstone: {} } } }, 'page_not_found'],
    [
      'protected',
      {
        [embed]: { status: 404 },
        'publish.twitter.com/*': { status: 403 },
        'publish.x.com/*': { status: 403 },
      },
      'refuses_programs',
    ],
  ])('that is %s is told so', async (_what, answers, reason) => {
    const { error } = await readFromWeb(`https://x.com/harbour/status/${id}`, answers)
    expect(error).toMatchObject({ reason })
  })
})
