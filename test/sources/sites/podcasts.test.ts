import { describe, expect, it } from 'vitest'
import { silentMp3 } from '../../support/sound/silent-mp3.ts'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const notes =
  'Ida and Bo talk about how the harbour was dredged, what it cost the town, and who paid for it in the end.'
const episode = (number: number, more: string) => `<item><title>Episode ${number}</title>
<guid isPermaLink="false">ep-${number}</guid><link>https://tide.example/${number}</link>
<pubDate>Tue, 0${number} Mar 2026 10:00:00 +0000</pubDate><description>${notes}</description>
<enclosure url="https://cdn.example/${number}.mp3" length="1000" type="audio/mpeg"/>
<itunes:duration>00:30:0${number}</itunes:duration>${more}</item>`
const podcast = (more: string) => `<?xml version="1.0"?><rss version="2.0"
xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel><title>Tide and Time</title><itunes:author>Ida Holm</itunes:author><language>en</language>
${episode(1, '')}${episode(2, more)}</channel></rss>`

const vtt = `WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ida>Welcome to the harbour.

00:00:20.000 --> 00:00:24.000
<v Bo>The dredger came in spring.
`
const link = 'https://tide.example/feed'
const feedOf = (more: string) => ({ body: podcast(more), type: 'application/rss+xml' })

describe('the feed of a podcast', () => {
  it('is the transcript of its newest episode, with times, speakers and chapters', async () => {
    const more = `<podcast:transcript url="https://tide.example/2.html" type="text/html"/>
      <podcast:transcript url="https://tide.example/2.vtt" type="text/vtt"/>
      <podcast:chapters url="https://tide.example/2.json" type="application/json+chapters"/>`
    const { source, requests } = await readFromWeb(link, {
      'tide.example/feed': feedOf(more),
      'tide.example/2.vtt': { body: vtt, type: 'text/vtt' },
      'tide.example/2.json': {
        json: {
          version: '1.2.0',
          chapters: [
            { startTime: 0, title: 'Greeting' },
            { startTime: 20, title: 'Spring' },
          ],
        },
      },
    })

    expect(source).toMatchObject({
      type: 'captions',
      siteName: 'Tide and Time',
      title: 'Episode 2',
      author: 'Ida Holm',
      url: 'https://tide.example/2',
      publishedAt: '2026-03-02T10:00:00.000Z',
      durationSeconds: 1802,
    })
    expect(source?.text).toBe(
      '\nGreeting\n\nIda: Welcome to the harbour.\n\nSpring\n\nBo: The dredger came in spring.',
    )
    expect(source?.segments?.map(({ startSeconds }) => startSeconds)).toEqual([0, 1, 20, 20])
    expect(requests).toEqual(['GET tide.example/feed', 'GET tide.example/2.vtt', 'GET tide.example/2.json'])
  })

  it('is a transcript whose type only the feed knows', async () => {
    const more = '<podcast:transcript url="https://tide.example/file?id=7" type="application/x-subrip"/>'
    const { source } = await readFromWeb(link, {
      'tide.example/feed': feedOf(more),
      'tide.example/file?id=7': {
        body: '1\n00:00:02,000 --> 00:00:04,000\nWelcome to the harbour.\n',
        type: 'text/plain',
      },
    })
    expect(source).toMatchObject({ text: 'Welcome to the harbour.', segments: [{ startSeconds: 2 }] })
  })

  it('is a transcript with a piece for each word as phrases, at the time that they begin', async () => {
    const words = (text: string, speaker: string, from: number) =>
      text.split(' ').map((body, index) => ({
        speaker,
        startTime: from + index / 2,
        endTime: from + index / 2 + 0.4,
        body,
      }))
    const segments = [
      ...words('Welcome to the harbour. It is old', 'Ida', 1),
      ...words('So is the river', 'Bo', 10),
      ...words('after a long pause', 'Bo', 20),
    ]
    const more = '<podcast:transcript url="https://tide.example/2.json" type="application/json"/>'
    const { source } = await readFromWeb(link, {
      'tide.example/feed': feedOf(more),
      'tide.example/2.json': { json: { version: '1.0.0', segments } },
    })
    expect(source?.segments?.map(({ startSeconds, text }) => [startSeconds, text])).toEqual([
      [1, 'Ida: Welcome to the harbour.'],
      [3, 'It is old'],
      [10, 'Bo: So is the river'],
      [20, 'after a long pause'],
    ])
  })

  it('is its sound where there is no transcript and somebody can hear', async () => {
    const { source } = await readFromWeb(
      `${link}#Episode-1`,
      {
        'tide.example/feed': feedOf(''),
        'cdn.example/1.mp3': { body: silentMp3(2), type: 'audio/mpeg' },
      },
      { hasTranscription: true },
    )
    expect(source).toMatchObject({ type: 'audio', title: 'Episode 1', text: '', durationSeconds: 1801 })
    expect(source?.media?.mediaType).toBe('audio/mpeg')
  })

  it('is its notes, marked, where nobody can hear; the sound is not fetched', async () => {
    const { source, requests } = await readFromWeb(link, { 'tide.example/feed': feedOf('') })
    expect(source).toMatchObject({
      title: 'Episode 2',
      text: notes,
      withheld: { by: 'sound', shown: 'description' },
    })
    expect(requests).toEqual(['GET tide.example/feed'])
  })

  it('falls from a transcript that is gone, and tells of each fall', async () => {
    const more = '<podcast:transcript url="https://tide.example/2.vtt" type="text/vtt"/>'
    const { error } = await readFromWeb(link, {
      'tide.example/feed': { body: podcast(more).replaceAll(notes, 'Short.'), type: 'text/xml' },
    })
    expect(error).toMatchObject({ reason: 'no_transcription_model' })
    expect(error?.detail).toBe(
      'feed: no_transcription_model transcript: page_not_found HTTP 404; sound: no_transcription_model; notes: no_transcription_model',
    )
  })
})
