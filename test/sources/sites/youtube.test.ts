import { describe, expect, it } from 'vitest'
import { fakeYtDlp } from '../../support/sources/fake-yt-dlp.ts'
import { readFromWeb } from '../../support/sources/read-from-web.ts'
import {
  youtubePlayer as player,
  playerAnswer,
  type Track,
  track,
} from '../../support/sources/youtube-answers.ts'

const link = 'https://www.youtube.com/watch?v=aqz-KE-bpKQ'

const timedtext = (query: string) => `www.youtube.com/api/timedtext?v=aqz-KE-bpKQ&${query}&fmt=json3`

describe('a video of YouTube', () => {
  it.each([
    link,
    'https://youtu.be/aqz-KE-bpKQ?si=abc&t=42',
    'https://m.youtube.com/watch?v=aqz-KE-bpKQ&list=PL0123456789',
    'https://www.youtube.com/shorts/aqz-KE-bpKQ',
    'https://www.youtube.com/live/aqz-KE-bpKQ?feature=share',
    'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ',
    'https://music.youtube.com/watch?v=aqz-KE-bpKQ',
  ])('%s is read by its captions', async (address) => {
    const { source } = await readFromWeb(address, {
      [player]: playerAnswer({ tracks: [{ language: 'en' }] }),
      [timedtext('lang=en')]: track('The river is old.'),
    })
    expect(source).toMatchObject({
      type: 'captions',
      siteName: 'YouTube',
      url: link,
      title: 'How a river moves its stones',
      author: 'Harbour Films',
      publishedAt: '2025-06-01T07:00:00-07:00',
      durationSeconds: 95,
      language: 'en',
      text: 'The river is old.',
      segments: [{ startSeconds: 0, endSeconds: 3, text: 'The river is old.' }],
    })
  })

  it('has the chapters of its description as headings', async () => {
    const { source } = await readFromWeb(link, {
      [player]: playerAnswer({
        tracks: [{ language: 'en' }],
        description: 'A film.\n\n0:00 Spring\n0:30 - Summer\n(1:00) Autumn\n\nThanks to all.',
      }),
      [timedtext('lang=en')]: track('The river is old.', 'It dries.', 'It comes back.'),
    })
    expect(source?.text).toBe(
      '\nSpring\n\nThe river is old.\n\nSummer\n\nIt dries.\n\nAutumn\n\nIt comes back.',
    )
    expect(source?.segments?.map(({ startSeconds }) => startSeconds)).toEqual([0, 0, 30, 30, 60, 60])
  })

  it.each<[string, readonly Track[], string, string]>([
    [
      'by people in the language that is spoken',
      [{ language: 'en' }, { language: 'de', isAutomatic: true }, { language: 'de' }],
      'lang=de',
      'de',
    ],
    [
      'by the recogniser, when nobody wrote down what is spoken',
      [{ language: 'en' }, { language: 'ru', isAutomatic: true }],
      'lang=ru&kind=asr',
      'ru',
    ],
    [
      'in English, when nobody knows what is spoken',
      [{ language: 'fr' }, { language: 'en-GB' }],
      'lang=en-GB',
      'en-GB',
    ],
  ])('is read by the track %s', async (_which, tracks, query, language) => {
    const { source } = await readFromWeb(link, {
      [player]: playerAnswer({ tracks }),
      [timedtext(query)]: track('Chosen.'),
    })
    expect(source).toMatchObject({ text: 'Chosen.', language })
  })

  it('takes a track that comes empty for none, and asks for the next, and for what the app is given', async () => {
    const { source, requests } = await readFromWeb(link, {
      [player]: playerAnswer({ tracks: [{ language: 'en', isAutomatic: true }, { language: 'fr' }] }),
      'www.youtube.com/api/timedtext*': { body: '', type: 'text/html' },
    })
    expect(source).toBeUndefined()
    expect(requests.map((request) => request.replace(/\?.*/, ''))).toEqual([
      'POST www.youtube.com/youtubei/v1/player',
      'GET www.youtube.com/api/timedtext',
      'GET www.youtube.com/api/timedtext',
      'POST www.youtube.com/youtubei/v1/player',
      'GET www.youtube.com/api/timedtext',
      'GET www.youtube.com/api/timedtext',
    ])
  })

  it('is read by a track that only the app is given', async () => {
    const forBrowsers = playerAnswer({ tracks: [{ language: 'en', isAutomatic: true }] })
    const { source } = await readFromWeb(link, {
      [player]: (headers) =>
        headers['x-youtube-client-name'] === '3'
          ? playerAnswer({ tracks: [{ language: 'en' }] })
          : forBrowsers,
      [timedtext('lang=en&kind=asr')]: { body: '', type: 'text/html' },
      [timedtext('lang=en')]: track('For the app.'),
    })
    expect(source).toMatchObject({ text: 'For the app.', title: 'How a river moves its stones' })
  })

  it('is read by yt-dlp where YouTube takes us for a robot, and what fell is told', async () => {
    const { command } = fakeYtDlp({
      info: { title: 'Stones', automatic_captions: { 'de-orig': [{ ext: 'vtt' }] } },
      captions: 'WEBVTT\n\n00:01.000 --> 00:02.000\nDer Fluss ist alt.\n',
    })
    const playability = { status: 'LOGIN_REQUIRED', reason: 'Sign in to confirm you’re not a bot' }
    const ytDlp = { command, searchPath: '', node: process.execPath }
    const { source, falls } = await readFromWeb(link, { [player]: playerAnswer({ playability }) }, { ytDlp })

    expect(source).toMatchObject({ title: 'Stones', language: 'de', text: 'Der Fluss ist alt.' })
    const reason = `refuses_programs LOGIN_REQUIRED ${playability.reason}`
    expect(falls).toEqual([`captions: ${reason}`, `app_captions: ${reason}`])
  })

  it('without captions is refused, with what was tried', async () => {
    const { error } = await readFromWeb(link, { [player]: playerAnswer({}) })
    expect(error).toMatchObject({
      reason: 'no_captions',
      detail: 'captions: empty; app_captions: empty; yt_dlp_captions: empty; yt_dlp_sound: empty',
    })
  })

  it.each<[string, Parameters<typeof playerAnswer>[0], string]>([
    ['is gone', { playability: { status: 'ERROR', reason: 'Video unavailable' } }, 'page_not_found'],
    [
      'is private',
      { playability: { status: 'LOGIN_REQUIRED', reason: 'This is a private video.' } },
      'sign_in_page',
    ],
    [
      'takes us for a robot',
      { playability: { status: 'LOGIN_REQUIRED', reason: 'Sign in to confirm you’re not a bot' } },
      'refuses_programs',
    ],
    [
      'has not begun',
      { playability: { status: 'LIVE_STREAM_OFFLINE', reason: 'Premieres soon' } },
      'not_over',
    ],
    ['is live', { details: { isLive: true, isLiveContent: true } }, 'not_over'],
  ])('that %s is refused', async (_what, options, reason) => {
    const { error } = await readFromWeb(link, { [player]: playerAnswer(options) })
    expect(error?.reason).toBe(reason)
  })

  it('is refused as YouTube’s trouble where its player does not answer', async () => {
    const { error } = await readFromWeb(link, { [player]: { status: 503 } })
    expect(error).toMatchObject({ reason: 'server_trouble' })
  })
})

describe('a list of videos of YouTube', () => {
  it.each([
    'https://www.youtube.com/playlist?list=PL0123456789',
    'https://www.youtube.com/watch?list=PL0123456789',
    'https://www.youtube.com/@harbourfilms',
    'https://www.youtube.com/channel/UC0000000000000000000000/videos',
    'https://www.youtube.com/embed/videoseries?list=PL0123456789',
  ])('%s is refused before anything is asked: one is to be chosen', async (address) => {
    const { error, requests } = await readFromWeb(address, {})
    expect([error?.reason, requests]).toEqual(['choose_one', []])
  })
})
