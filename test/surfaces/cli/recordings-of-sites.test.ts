import { expect, it, onTestFinished } from 'vitest'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { answer } from '../../support/providers/reply.ts'
import { spokenWav } from '../../support/sound/spoken-wav.ts'
import { fakeYtDlp } from '../../support/sources/fake-yt-dlp.ts'
import { type LocalAnswers, openLocalWeb } from '../../support/sources/local-web.ts'
import { playerAnswer, track, youtubePlayer } from '../../support/sources/youtube-answers.ts'

const video = 'https://www.youtube.com/watch?v=aqz-KE-bpKQ'

/** Reads links at a depth that analyses, with a model that has to be paid and is none of the test's subjects. */
async function openWith(answers: LocalAnswers, settings: Readonly<Record<string, string>> = {}) {
  const openai = await startOpenAiServer()
  onTestFinished(() => openai.close())
  const { connector: sourceConnector } = await openLocalWeb(answers)
  const line = openCommandLine({
    settings: {
      OPENAI_API_KEY: 'test-key',
      OPENAI_BASE_URL: openai.url,
      MODELS: 'openai:gpt-5-mini',
      YT_DLP: 'no-such-program',
      ...settings,
    },
    sourceConnector,
  })
  const read = async (link: string) => {
    const { stdout } = await line.run('run', link, '--depth', 'standard', '--json')
    return JSON.parse(stdout)
  }
  return { openai, read }
}

it('a video is told with its site, channel, date and length, and its points with their times', async () => {
  const { read } = await openWith(
    {
      [youtubePlayer]: playerAnswer({ tracks: [{ language: 'en' }] }),
      'www.youtube.com/api/timedtext*': track(
        'The harbour of Nordby stopped dredging in 2019 and let the tide keep its channel open.',
        'The port saves four million euros a year, and it has lost two shipping lines since then.',
        'The council of the town wants to decide in spring whether the dredgers will come back.',
      ),
    },
    { MODELS: 'local:extractive' },
  )
  const { source, brief, cost } = await read(video)

  expect(source).toMatchObject({
    url: video,
    title: 'How a river moves its stones',
    type: 'captions',
    language: 'en',
    site: 'YouTube',
    author: 'Harbour Films',
    published_at: '2025-06-01T07:00:00-07:00',
    duration_seconds: 95,
  })
  expect(cost.total_cost).toBe(0)
  for (const { quote, at_seconds } of brief.key_points)
    expect(at_seconds).toBe(quote.includes('council') ? 60 : quote.includes('saves') ? 30 : 0)
})

it.each<[string, string, LocalAnswers, string]>([
  ['a playlist', 'https://www.youtube.com/playlist?list=PL0123456789', {}, 'choose_one'],
  ['a video without captions', video, { [youtubePlayer]: playerAnswer({}) }, 'no_captions'],
  [
    'a private video',
    video,
    { [youtubePlayer]: playerAnswer({ playability: { status: 'LOGIN_REQUIRED', reason: 'Private video' } }) },
    'sign_in_page',
  ],
  ['a song', 'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC', {}, 'music'],
  [
    'an episode that is in no open feed',
    'https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk',
    { 'open.spotify.com/oembed*': { json: { title: 'For members' } } },
    'not_in_a_feed',
  ],
  ['a live channel', 'https://www.twitch.tv/harbour', {}, 'not_over'],
])('%s is refused with what would work, before anything is paid', async (_what, link, answers, code) => {
  const { openai, read } = await openWith(answers)
  const { status, failure, cost } = await read(link)

  expect([status, failure.code, cost.total_cost]).toEqual(['failed', code, 0])
  expect(failure.message).toMatch(/\.$/)
  expect(failure.hint).toMatch(/\.$/)
  expect(openai.requests).toEqual([])
})

it('a yt-dlp that is too old is named with the remedy', async () => {
  const { command } = fakeYtDlp({ version: '2023.03.04' })
  const { read } = await openWith({ [youtubePlayer]: playerAnswer({}) }, { YT_DLP: command })
  const { failure, error } = await read(video)
  expect(failure).toMatchObject({
    code: 'old_downloader',
    hint: expect.stringContaining('pip install -U yt-dlp'),
  })
  expect(error.detail).toContain('2023.03.04')
})

it('the sound of an episode without a transcript is paid as any other, with the facts of its feed', async () => {
  const { openai, read } = await openWith(
    {
      'tide.example/feed': {
        type: 'application/rss+xml',
        body: `<rss version="2.0"><channel><title>Tide</title><item><title>Stones</title><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate>
<enclosure url="https://cdn.example/1.mp3" type="audio/mpeg" length="1"/></item></channel></rss>`,
      },
      'cdn.example/1.mp3': { body: spokenWav(60), type: 'audio/mpeg' },
    },
    { STT_MODEL: 'openai:whisper-1', MODELS: 'local:extractive' },
  )
  openai.respondWith(() =>
    answer({
      text: 'The harbour of Lisbon moved 12 million tonnes of cargo in 2025.',
      usage: { audioSeconds: 60 },
    }),
  )
  const { source, failure, cost } = await read('https://tide.example/feed')

  expect(failure).toBeUndefined()
  expect(source).toMatchObject({
    type: 'audio',
    title: 'Stones',
    site: 'Tide',
    published_at: '2026-03-03T10:00:00.000Z',
  })
  expect(cost.total_cost).toBe(0.006)
})
