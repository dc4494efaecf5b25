import { expect, it, onTestFinished } from 'vitest'
import { createSourceReader } from '../../../src/sources/acquire-source.ts'
import type { SourceError } from '../../../src/sources/source-error.ts'
import { WorkFailedError } from '../../../src/workers/work-failed-error.ts'
import type { Workers } from '../../../src/workers/workers.ts'
import { type LocalAnswers, openLocalWeb } from '../../support/sources/local-web.ts'
import { located } from '../../support/sources/located.ts'
import { readFromWeb } from '../../support/sources/read-from-web.ts'
import { playerAnswer, track, youtubePlayer } from '../../support/sources/youtube-answers.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'
import { inPlace } from '../../support/workers/in-place.ts'

const found = { results: [{ feedUrl: 'https://feeds.example.org/show', collectionName: 'Show', trackId: 1 }] }
const shown =
  '<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"state":{"data":{"entity":{"subtitle":"Show"}}}}}}</script>'
const json = (value: unknown) => ({ json: value })

/** Does the work until a job of this name is asked for: that one takes too long. */
function failingAt(job: string): Workers & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    close: async () => undefined,
    run: (wanted, input, signal) => {
      asked.push(wanted.module.slice(wanted.module.lastIndexOf('/') + 1))
      return wanted.module.endsWith(job)
        ? Promise.reject(new WorkFailedError('out_of_time'))
        : inPlace.run(wanted, input, signal)
    },
  }
}

it.each<[what: string, link: string, job: string, answers: LocalAnswers]>([
  [
    'YouTube’s player',
    'https://youtu.be/aqz-KE-bpKQ',
    'player-job.ts',
    { [youtubePlayer]: playerAnswer({}) },
  ],
  [
    'a directory of podcasts',
    'https://podcasts.apple.com/us/podcast/show/id1234567',
    'answer-job.ts',
    { 'itunes.apple.com/*': json(found) },
  ],
  [
    'what is told to those who embed',
    'https://vimeo.com/76979871',
    'answer-job.ts',
    { 'vimeo.com/api/oembed.json*': json({ title: 'A bridge' }) },
  ],
  [
    'the page of a player',
    'https://open.spotify.com/episode/0123456789abcdefghijkl',
    'answer-job.ts',
    { 'open.spotify.com/oembed*': json({ title: 'An episode' }), 'open.spotify.com/embed*': shown },
  ],
  [
    'an item that lists what was said to it',
    'https://news.ycombinator.com/item?id=1',
    'answer-job.ts',
    { 'hacker-news.firebaseio.com/*': json({ title: 'An item', kids: [2] }) },
  ],
  [
    'an answer that names its question',
    'https://stackoverflow.com/a/12345',
    'answer-job.ts',
    { 'api.stackexchange.com/*': json({ items: [{ question_id: 1 }] }) },
  ],
  [
    'a project that names its readme',
    'https://gitlab.com/group/project',
    'answer-job.ts',
    { 'gitlab.com/api/*': json({ name_with_namespace: 'Group / project' }) },
  ],
])('%s is read by a process of its own', async (_, link, job, answers) => {
  const web = await openLocalWeb(answers)
  const workers = failingAt(job)
  const reader = createSourceReader({
    workers,
    timers: new HandDrivenTimers(),
    allowHosts: [],
    connector: web.connector,
  })
  onTestFinished(() => reader.close())
  const error = await reader.read(located(link)).then(undefined, (failure: SourceError) => failure)
  expect(workers.asked).toContain(job)
  expect(error).toMatchObject({ detail: expect.stringContaining('too_complex out_of_time') })
})

it('a line of a description that no chapter could have takes no time', async () => {
  const description = `0:00 Spring\n0:10 ${' '.repeat(200_000)}x\n0:30 Summer\n1:00 Autumn`
  const { source } = await readFromWeb('https://youtu.be/aqz-KE-bpKQ', {
    [youtubePlayer]: playerAnswer({ tracks: [{ language: 'en' }], description }),
    'www.youtube.com/api/timedtext*': track('The river is old.'),
  })
  expect(source?.text).toBe('\nSpring\n\nThe river is old.\n\nSummer\n\n\nAutumn\n')
})

it('of a podcast, only what can be an address and three transcripts are asked for', async () => {
  const long = `https://example.org/${'a'.repeat(5_000)}`
  const transcripts = Array.from(
    { length: 30 },
    (_, index) => `<podcast:transcript url="https://example.org/${index}.vtt" type="text/vtt"/>`,
  )
  const { requests } = await readFromWeb('https://example.org/feed.xml', {
    'example.org/feed.xml': {
      type: 'application/rss+xml',
      body: `<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Show</title><item>
        <title>One</title><enclosure url="https://example.org/a.mp3" type="audio/mpeg" length="1"/>
        <podcast:transcript url="${long}" type="text/vtt"/>${transcripts.join('')}</item></channel></rss>`,
    },
  })
  expect(requests).toEqual([
    'GET example.org/feed.xml',
    'GET example.org/0.vtt',
    'GET example.org/1.vtt',
    'GET example.org/2.vtt',
  ])
})

it('parts that are long together are too long', async () => {
  const item = `<item><title>One</title><description>${'word '.repeat(150_000)}</description></item>`
  const { error } = await readFromWeb('https://example.org/feed.xml', {
    'example.org/feed.xml': {
      type: 'application/rss+xml',
      body: `<rss version="2.0"><channel><title>Long</title>${item.repeat(8)}</channel></rss>`,
    },
  })
  expect(error?.reason).toBe('too_long')
})
