import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { silentMp3 } from '../../support/sound/silent-mp3.ts'
import { type FakeYtDlp, fakeYtDlp } from '../../support/sources/fake-yt-dlp.ts'
import type { LocalAnswers } from '../../support/sources/local-web.ts'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const link = 'https://vimeo.com/76979871'
const description = 'The old bridge was filmed for a year, and each season has a chapter of its own.'
const web = {
  'vimeo.com/api/oembed.json*': { json: { title: 'A bridge', description } },
} satisfies LocalAnswers
const info = {
  title: 'A bridge in four seasons',
  uploader: 'Harbour Films',
  duration: 754.2,
  upload_date: '20240503',
  chapters: [{ start_time: 0, end_time: 30, title: 'Spring' }],
  live_status: 'not_live',
}
const captions = 'WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nThe ice is breaking.\n'
const listed = [{ ext: 'vtt', url: 'https://player.vimeo.com/texttrack/1.vtt' }]

function readWith({ command }: FakeYtDlp, hasTranscription = false) {
  const ytDlp = { command, searchPath: '', node: process.execPath }
  return readFromWeb(link, web, { ytDlp, hasTranscription })
}

function argumentAfter(option: string, [run = []]: readonly (readonly string[])[]): string | undefined {
  return run[run.indexOf(option) + 1]
}

describe('with yt-dlp', () => {
  it('a recording is read by its captions, with times and chapters', async () => {
    const program = fakeYtDlp({ info: { ...info, subtitles: { en: listed } }, captions })
    const { source } = await readWith(program)

    expect(source).toMatchObject({
      type: 'captions',
      siteName: 'Vimeo',
      title: 'A bridge in four seasons',
      author: 'Harbour Films',
      publishedAt: '2024-05-03',
      durationSeconds: 754.2,
      language: 'en',
      text: '\nSpring\n\nThe ice is breaking.',
    })
    expect(source?.withheld).toBeUndefined()
  })

  it('it runs in a folder of its own, through a proxy of ours, without settings of anybody', async () => {
    const program = fakeYtDlp({ info: { ...info, subtitles: { en: listed } }, captions })
    await readWith(program)

    const runs = program.runs()
    expect(runs).toHaveLength(2)
    expect(argumentAfter('--proxy', runs)).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(argumentAfter('--js-runtimes', runs)).toBe(`node:${process.execPath}`)
    expect(argumentAfter('--paths', runs)).not.toBe(dirname(program.command))
    expect(runs[0]).toEqual(expect.arrayContaining(['--ignore-config', '--no-exec', '--no-playlist']))
    expect(runs.map((run) => run.slice(-2))).toEqual([
      ['--', link],
      ['--', link],
    ])
  })

  it.each<[string, object, string, string]>([
    ['what people wrote', { subtitles: { fr: listed, en: listed, live_chat: listed } }, '--write-subs', 'en'],
    [
      'what was heard, and not its translations',
      { automatic_captions: { de: listed, 'ru-orig': listed, en: listed } },
      '--write-auto-subs',
      'ru-orig',
    ],
  ])('it is asked for %s', async (_which, tracks, option, language) => {
    const program = fakeYtDlp({ info: { ...info, ...tracks }, captions })
    const { source } = await readWith(program)
    const [, run = []] = program.runs()
    expect(run).toContain(option)
    expect(argumentAfter('--sub-langs', [run])).toBe(language)
    expect(source).toMatchObject({ language: language.replace('-orig', '') })
  })

  it('a recording without captions is read by its sound, where somebody can hear', async () => {
    const program = fakeYtDlp({ info, sound: silentMp3(2) })
    const { source } = await readWith(program, true)
    expect(source).toMatchObject({ type: 'audio', text: '', title: 'A bridge in four seasons' })
    expect(source?.media?.mediaType).toBe('audio/mpeg')
  })

  it('where nobody can hear, the sound is not fetched, and its description read, marked', async () => {
    const program = fakeYtDlp({ info, sound: silentMp3(2) })
    const { source } = await readWith(program)
    expect(source).toMatchObject({ text: description, withheld: { by: 'sound' }, durationSeconds: 754.2 })
    expect(program.runs()).toHaveLength(1)
  })

  it('that is too old nothing is asked, and it is told, with the remedy for the operator', async () => {
    const program = fakeYtDlp({ version: '2023.03.04', info })
    const ytDlp = { command: program.command, searchPath: '', node: process.execPath }
    const { error } = await readFromWeb(link, { 'vimeo.com/*': { json: { title: 'A bridge' } } }, { ytDlp })
    expect(error).toMatchObject({ reason: 'old_downloader' })
    expect(error?.detail).toContain('yt-dlp 2023.03.04 < 2025.11.12')
    expect(program.runs()).toEqual([])
  })

  it('that is not there a recording is read as without', async () => {
    const ytDlp = { command: 'no-such-yt-dlp', searchPath: '', node: process.execPath }
    const { error } = await readFromWeb(link, { 'vimeo.com/*': { json: { title: 'A bridge' } } }, { ytDlp })
    expect(error).toMatchObject({ reason: 'no_captions' })
    expect(error?.detail).toContain('no-such-yt-dlp ENOENT')
  })

  it.each([
    ['ERROR: [vimeo] 76979871: This video is private', 'sign_in_page'],
    ['ERROR: [youtube] x: Sign in to confirm you’re not a bot', 'refuses_programs'],
    ['ERROR: [vimeo] 76979871: Video unavailable', 'page_not_found'],
    ['ERROR: [youtube] x: This live event will begin in 3 hours.', 'not_over'],
    ['ERROR: something else', 'no_captions'],
  ])('what it complains of is told: %s', async (complaint, reason) => {
    const { command } = fakeYtDlp({ complaint })
    const ytDlp = { command, searchPath: '', node: process.execPath }
    const { error } = await readFromWeb(link, { 'vimeo.com/*': { json: { title: 'A bridge' } } }, { ytDlp })
    expect(error?.reason).toBe(reason)
  })

  it('what is live is refused at once', async () => {
    const { error } = await readWith(fakeYtDlp({ info: { ...info, live_status: 'is_live' } }))
    expect(error?.reason).toBe('not_over')
  })
})
