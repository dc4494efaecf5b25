import { describe, expect, it } from 'vitest'
import type { LocalAnswers } from '../../support/sources/local-web.ts'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const episode = (
  number: number,
) => `<item><title>Stones: part ${number}</title><guid isPermaLink="false">ep-${number}</guid>
<pubDate>Tue, 0${number} Mar 2026 10:00:00 +0000</pubDate><description>Short.</description>
<enclosure url="https://cdn.example/${number}.mp3" length="1000" type="audio/mpeg"/>
<podcast:transcript url="https://tide.example/${number}.vtt" type="text/vtt"/></item>`
const feed = {
  body: `<?xml version="1.0"?><rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<title>Tide and Time</title>${episode(1)}${episode(2)}</channel></rss>`,
  type: 'application/rss+xml',
}
const transcript = (words: string) => ({
  body: `WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n${words}\n`,
  type: 'text/vtt',
})
const web = {
  'tide.example/feed': feed,
  'tide.example/1.vtt': transcript('The first stone.'),
  'tide.example/2.vtt': transcript('The second stone.'),
} satisfies LocalAnswers

const show = {
  wrapperType: 'track',
  kind: 'podcast',
  collectionName: 'Tide and Time',
  feedUrl: 'https://tide.example/feed',
}
const told = {
  wrapperType: 'podcastEpisode',
  kind: 'podcast-episode',
  trackId: 1000600000001,
  trackName: 'Stones: part 1',
  episodeGuid: 'ep-1',
  episodeUrl: 'https://cdn.example/1.mp3',
}

describe('Apple Podcasts', () => {
  const link = 'https://podcasts.apple.com/gb/podcast/tide-and-time/id1500000000'

  it('an episode is read in the feed of its show', async () => {
    const { source } = await readFromWeb(`${link}?i=1000600000001`, {
      ...web,
      'itunes.apple.com/lookup?id=1500000000&media=podcast&entity=podcastEpisode&limit=200': {
        json: { resultCount: 2, results: [show, told] },
      },
    })
    expect(source).toMatchObject({
      title: 'Stones: part 1',
      siteName: 'Tide and Time',
      text: 'The first stone.',
    })
  })

  it('an episode that the directory no longer tells of is found by the title of its page', async () => {
    const { source } = await readFromWeb(`${link}?i=1000500000000`, {
      ...web,
      'itunes.apple.com/lookup*': { json: { resultCount: 2, results: [show, told] } },
      'podcasts.apple.com/gb/podcast/tide-and-time/id1500000000?i=1000500000000':
        '<html><head><meta property="og:title" content="Stones: Part 2"></head><body><p>An episode about stones.</p></body></html>',
    })
    expect(source).toMatchObject({ title: 'Stones: part 2', text: 'The second stone.' })
  })

  it('a show is its newest episode', async () => {
    const { source } = await readFromWeb(link, {
      ...web,
      'itunes.apple.com/lookup?id=1500000000&media=podcast': { json: { resultCount: 1, results: [show] } },
    })
    expect(source).toMatchObject({ title: 'Stones: part 2', text: 'The second stone.' })
  })

  it('falls to what the page says, marked, where the directory does not answer', async () => {
    const { source } = await readFromWeb(`${link}?i=1000600000001`, {
      'podcasts.apple.com/*':
        '<html><head><title>Stones: part 1</title></head><body><p>Ida and Bo walk along the river and look at stones.</p></body></html>',
    })
    expect(source).toMatchObject({
      title: 'Stones: part 1',
      siteName: 'Apple Podcasts',
      withheld: { by: 'sound', shown: 'description' },
    })
    expect(source?.text).toContain('look at stones')
  })
})

describe('Spotify', () => {
  const link = 'https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk?si=abc'
  const oembed = {
    'open.spotify.com/oembed*': { json: { title: 'Stones: part 1', provider_name: 'Spotify' } },
  }
  const entity = {
    type: 'episode',
    name: 'Stones: part 1',
    title: 'Stones: part 1',
    subtitle: 'Tide and Time',
  }
  const next = JSON.stringify({ props: { pageProps: { state: { data: { entity } } } } })
  const embed = {
    'open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk': `<html><body><script id="__NEXT_DATA__" type="application/json">${next}</script></body></html>`,
  }
  const directory = (...results: readonly object[]) => ({
    'itunes.apple.com/search?media=podcast&entity=podcast&limit=10&term=Tide+and+Time': {
      json: { resultCount: results.length, results },
    },
  })
  const other = { collectionName: 'Tide and Time Again', feedUrl: 'https://other.example/feed' }

  it('an episode is read in the open feed of its show', async () => {
    const { source } = await readFromWeb(link, { ...web, ...oembed, ...embed, ...directory(other, show) })
    expect(source).toMatchObject({ title: 'Stones: part 1', text: 'The first stone.' })
  })

  it('a show is its newest episode', async () => {
    const { source } = await readFromWeb('https://open.spotify.com/intl-de/show/2MAi0BvDc6GTFvKFPXnkCL', {
      ...web,
      ...directory(show),
      'open.spotify.com/oembed*': { json: { title: 'Tide and Time' } },
    })
    expect(source).toMatchObject({ title: 'Stones: part 2', text: 'The second stone.' })
  })

  it.each<[string, LocalAnswers]>([
    ['whose show no directory knows', { ...oembed, ...embed, ...directory(other) }],
    ['whose show is not told', oembed],
    [
      'that its feed does not have',
      {
        ...web,
        ...embed,
        ...directory(show),
        'open.spotify.com/oembed*': { json: { title: 'For members' } },
      },
    ],
  ])('an episode %s is refused', async (_which, answers) => {
    const { error } = await readFromWeb(link, answers)
    expect(error?.reason).toBe('not_in_a_feed')
  })

  it.each([
    'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC',
    'https://open.spotify.com/intl-de/album/4aawyAB9vmqN3uQ7FjRGTy',
    'https://music.apple.com/gb/album/stones/1440000000',
  ])('%s is refused before anything is asked: it is music', async (address) => {
    const { error, requests } = await readFromWeb(address, {})
    expect([error?.reason, requests]).toEqual(['music', []])
  })
})
