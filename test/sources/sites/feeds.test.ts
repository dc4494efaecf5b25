import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'
import { playerAnswer, track, youtubePlayer } from '../../support/sources/youtube-answers.ts'

const link = 'https://harbour.example/feed.xml'
const long = (subject: string) => `${subject} began before anybody had measured the river. `.repeat(15).trim()

const news = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour &amp; River</title><link>https://harbour.example/</link><language>en-gb</language>
<item><title>Older: the ferry</title><link>https://harbour.example/ferry</link><guid isPermaLink="false">n-1</guid>
<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><description>The ferry was sold.</description></item>
<item><title>Newer: the dredger</title><link>https://harbour.example/dredger</link><guid isPermaLink="false">n-2</guid>
<pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate><dc:creator>Ida Holm</dc:creator><description>A teaser.</description>
<content:encoded><![CDATA[<p>${long('Dredging')}</p>]]></content:encoded></item>
</channel></rss>`

const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Hafen</title><link href="https://hafen.example/"/>
<entry><title>Die Fähre</title><id>urn:1</id><link href="https://hafen.example/1"/><updated>2026-01-02T03:04:05Z</updated>
<content type="html">&lt;p&gt;Die Fähre wurde verkauft.&lt;/p&gt;</content></entry></feed>`

const jsonFeed = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Pier',
  items: [
    {
      id: '7',
      title: 'A pier',
      content_html: '<p>The pier was mended.</p>',
      date_published: '2026-02-01T10:00:00Z',
    },
  ],
})

const rdf = `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://old.example/"><title>Old news</title></channel>
<item rdf:about="https://old.example/1"><title>One</title><link>https://old.example/1</link><description>The bell was cast.</description></item></rdf:RDF>`

describe('a feed', () => {
  it('has titles as people read them, however often their marks are written', async () => {
    const written = `<rss version="2.0"><channel><title><![CDATA[Pier &#038; River]]></title>
<item><title><![CDATA[It&#8217;s the ferry]]></title><guid>1</guid><description>${long('The ferry')}</description></item></channel></rss>`
    const { source } = await readFromWeb(link, {
      'harbour.example/feed.xml': { body: written, type: 'application/rss+xml' },
    })
    expect(source?.title).toBe('Pier & River')
    expect(source?.text).toContain('It’s the ferry')
  })

  it('is its newest items, the newest first, with the pages behind those that it only teases', async () => {
    const ferryPage = `<html><body><article><p>${long('Ferrying')}</p></article></body></html>`
    const { source, requests } = await readFromWeb(link, {
      'harbour.example/feed.xml': { body: news, type: 'application/rss+xml; charset=utf-8' },
      'harbour.example/ferry': ferryPage,
    })

    expect(source).toMatchObject({
      title: 'Harbour & River',
      siteName: 'Harbour & River',
      language: 'en-GB',
      publishedAt: '2026-03-03T08:00:00.000Z',
    })
    expect(source?.text.split('\n\n')).toEqual([
      'Newer: the dredger',
      '2026-03-03',
      long('Dredging'),
      'Older: the ferry',
      '2026-03-02',
      long('Ferrying'),
    ])
    expect(requests).toEqual(['GET harbour.example/feed.xml', 'GET harbour.example/ferry'])
  })

  it('keeps its own words where the page behind them is gone', async () => {
    const { source } = await readFromWeb(link, {
      'harbour.example/feed.xml': { body: news, type: 'application/rss+xml' },
    })
    expect(source?.text).toContain('The ferry was sold.')
  })

  it.each([
    ['its title', '#Newer%3A+the+dredger'],
    ['a part of its title', '#dredger'],
    ['its date', '#2026-03-03'],
    ['its id', '#n-2'],
    ['the address of its page', '#https://harbour.example/dredger?utm_source=feed'],
  ])('is one item that is chosen by %s', async (_by, choice) => {
    const { source } = await readFromWeb(`${link}${choice}`, {
      'harbour.example/feed.xml': { body: news, type: 'text/xml' },
    })
    expect(source).toMatchObject({
      title: 'Newer: the dredger',
      author: 'Ida Holm',
      url: 'https://harbour.example/dredger',
      siteName: 'Harbour & River',
      text: long('Dredging'),
    })
  })

  it('without what was chosen is refused', async () => {
    const { error } = await readFromWeb(`${link}#lighthouse`, {
      'harbour.example/feed.xml': { body: news, type: 'text/xml' },
    })
    expect(error).toMatchObject({ reason: 'no_such_item', detail: 'feed: lighthouse' })
  })

  it.each([
    ['Atom', atom, 'application/atom+xml', { title: 'Hafen', language: 'de' }, 'Die Fähre wurde verkauft.'],
    ['Atom as any XML', atom, 'application/xml', { title: 'Hafen' }, 'Die Fähre wurde verkauft.'],
    ['a JSON feed', jsonFeed, 'application/feed+json', { title: 'Pier' }, 'The pier was mended.'],
    ['a JSON feed as any JSON', jsonFeed, 'application/json', { title: 'Pier' }, 'The pier was mended.'],
    ['RSS 1.0', rdf, 'text/html', { title: 'Old news' }, 'The bell was cast.'],
  ])('is read as %s', async (_name, body, type, known, text) => {
    const { source } = await readFromWeb(link, { 'harbour.example/feed.xml': { body, type } })
    expect(source).toMatchObject(known)
    expect(source?.text).toContain(text)
  })

  it('of videos is what it has of them; the chosen one is read as the site is', async () => {
    const videos = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>Harbour Films</title>
<entry><id>yt:video:aqz-KE-bpKQ</id><title>Stones</title><link rel="alternate" href="https://www.youtube.com/watch?v=aqz-KE-bpKQ"/>
<published>2026-03-03T08:00:00+00:00</published><media:group><media:description>How a river moves.</media:description></media:group></entry></feed>`
    const answers = {
      'www.youtube.com/feeds/videos.xml?channel_id=UC0': { body: videos, type: 'text/xml' },
      [youtubePlayer]: playerAnswer({ tracks: [{ language: 'en' }] }),
      'www.youtube.com/api/timedtext*': track('The river is old.'),
    }
    const channel = 'https://www.youtube.com/feeds/videos.xml?channel_id=UC0'

    const all = await readFromWeb(channel, answers)
    expect(all.source?.text).toBe('Stones\n\n2026-03-03\n\nHow a river moves.')
    expect(all.requests).toHaveLength(1)

    const { source } = await readFromWeb(`${channel}#Stones`, answers)
    expect(source).toMatchObject({ type: 'captions', text: 'The river is old.', durationSeconds: 95 })
  })

  it('is not made out of a page that begins with comments, which is told at once', async () => {
    const page = `${'<!-- -->'.repeat(30)}<html><body><article><p>${long('Dredging')}</p></article></body></html>`
    const { source } = await readFromWeb('https://harbour.example/page', { 'harbour.example/page': page })
    expect(source).toMatchObject({ type: 'article', text: long('Dredging') })
  })

  it('that breaks off is refused', async () => {
    const { error } = await readFromWeb(link, {
      'harbour.example/feed.xml': { body: '<rss><channel>', type: 'application/rss+xml' },
    })
    expect(['empty', 'unreadable']).toContain(error?.reason)
  })
})
