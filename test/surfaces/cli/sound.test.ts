import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { temporaryFolder } from '../../support/ledger/temporary-books.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { answer } from '../../support/providers/reply.ts'
import { silentFlac } from '../../support/sound/silent-flac.ts'
import { silentM4a } from '../../support/sound/silent-m4a.ts'
import { spokenWav } from '../../support/sound/spoken-wav.ts'

const first = 'The harbour of Lisbon moved 12 million tonnes of cargo in 2025.'
const second = 'Container traffic fell by 7 percent in the same year, said Anna Berg.'

/** A provider that charges whisper's 0.006 a minute for what it is sent, and hears two sentences where they are spoken in the fixtures. */
async function openListener(settings: Readonly<Record<string, string>> = {}) {
  const openai = await startOpenAiServer()
  onTestFinished(() => openai.close())
  // As it is sent: three seconds and two and a half, each with 0.3 s before and after it.
  const segments = [
    { start: 0.3, end: 3.3, text: first },
    { start: 3.9, end: 6.4, text: second },
  ]
  const said = { text: `${first} ${second}`, duration: 6.7, segments }
  openai.respondWith(() => answer({ rawBody: JSON.stringify(said) }))
  const cli = openCommandLine({
    settings: {
      OPENAI_API_KEY: 'test-key',
      OPENAI_BASE_URL: openai.url,
      STT_MODEL: 'openai:whisper-1',
      MODELS: 'local:extractive',
      ...settings,
    },
  })
  const run = async (name: string, bytes: Uint8Array, ...flags: readonly string[]) => {
    const { code, stdout } = await cli.run('run', cli.file(name, bytes), '--json', ...flags)
    return { code, result: JSON.parse(stdout) }
  }
  return { openai, cli, run }
}

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/sound/${name}`, import.meta.url)))

it.each(['talk.wav', 'talk.mp3', 'talk.ogg', 'talk.m4a', 'talk.flac', 'talk.opus', 'talk.webm', 'film.mp4'])(
  '%s is heard without its silence, paid for by its speech, and its claims have the times of the recording',
  async (name) => {
    const { openai, run } = await openListener()
    const bytes =
      name === 'talk.wav'
        ? spokenWav(12, [
            [2, 5],
            [8.5, 11],
          ])
        : fixture(name)

    const { code, result } = await run(name, bytes)

    expect([code, result.status]).toEqual([0, 'completed'])
    expect(openai.requests).toHaveLength(1)
    const points = [...result.brief.key_points, ...result.brief.claims]
    expect(points.length).toBeGreaterThan(1)
    for (const { quote, at_seconds } of points)
      expect(Math.abs(at_seconds - (quote.startsWith('The harbour') ? 2 : 8.5))).toBeLessThan(0.5)
    expect(Math.abs(result.source.duration_seconds - 12)).toBeLessThan(0.3)
    expect(result.cost.node_costs.transcription).toBeLessThanOrEqual(0.0008)
  },
)

it.each([
  ['ten minutes of FLAC whose header says one second', () => silentFlac(600, { told: 1, sampleRate: 8_000 })],
  ['ten minutes in a movie whose index stands at its end', () => silentM4a(600, { told: 1, indexAt: 'end' })],
  ['a minute of WAV', () => spokenWav(60, [])],
])('%s in which nobody speaks is sent nowhere and costs nothing', async (_, bytes) => {
  const { openai, run } = await openListener()

  const { code, result } = await run('talk', bytes())

  expect([code, result.status, result.failure.code, result.cost.total_cost]).toEqual([
    1,
    'failed',
    'no_speech',
    0,
  ])
  expect(result.failure.message).toContain('nobody speaks')
  expect(openai.requests).toEqual([])
})

it('what the speech costs at most is held: a limit below that lets nothing leave, four times at once', async () => {
  const { openai, cli, run } = await openListener()
  await cli.run('budget', 'set', 'cli', 'day', '0.0006')

  const runs = await Promise.all([1, 2, 3, 4].map((number) => run(`${number}.wav`, spokenWav(12))))

  for (const { code, result } of runs)
    expect([code, result.status, result.cost.total_cost]).toEqual([3, 'refused', 0])
  expect(openai.requests).toEqual([])
  expect((await cli.run('verify')).code).toBe(0)
})

describe('a film that nobody here decodes', () => {
  const film = Buffer.concat([Buffer.from('RIFF\0\0\0\0AVI LIST', 'latin1'), Buffer.alloc(4_000, 7)])

  it('is heard by the sound that ffmpeg takes out of it, where there is one', async () => {
    const folder = temporaryFolder()
    const sound = fileURLToPath(new URL('../../fixtures/sound/talk.flac', import.meta.url))
    writeFileSync(join(folder, 'ffmpeg'), `#!/bin/sh\nexec /bin/cat '${sound}'\n`, { mode: 0o755 })
    const { openai, run } = await openListener({ PATH: folder })

    const { result } = await run('film.avi', film)

    expect(result.status).toBe('completed')
    expect(Math.abs(result.source.duration_seconds - 12)).toBeLessThan(0.3)
    const form = openai.requests[0]?.audio
    expect(Buffer.from(form ?? []).toString('latin1', 0, 4)).toBe('RIFF')
    expect(Buffer.from(form ?? []).toString('latin1', 8, 12)).toBe('WAVE')
  })

  it('is sent as it is where there is none, and held by its bytes', async () => {
    const { openai, run } = await openListener({ PATH: temporaryFolder() })

    const { result } = await run('film.avi', film)

    expect(result.status).toBe('completed')
    expect(openai.requests[0]?.audio?.byteLength).toBe(film.byteLength)
    expect(result.source).not.toHaveProperty('duration_seconds')
  })
})
