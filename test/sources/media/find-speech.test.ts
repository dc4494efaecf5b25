import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { cutChunks, findSpeech } from '../../../src/sources/media/find-speech.ts'
import { chunkSeconds, speechChunks } from '../../../src/sources/media/speech-chunks.ts'
import type { SoundSpan } from '../../../src/sources/media/speech-detector.ts'
import { silentFlac } from '../../support/sound/silent-flac.ts'
import { spokenWav } from '../../support/sound/spoken-wav.ts'
import { inPlace } from '../../support/workers/in-place.ts'

/** In each of the fixtures somebody speaks at these times of 12 seconds. */
const spoken = [
  [2, 5],
  [8.5, 11],
] as const

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/sound/${name}`, import.meta.url)))

function expectSpans(spans: readonly SoundSpan[], expected: readonly (readonly [number, number])[]): void {
  expect(spans).toHaveLength(expected.length)
  for (const [index, [from, to]] of expected.entries()) {
    expect(Math.abs((spans[index]?.startSeconds ?? 0) - from)).toBeLessThan(0.3)
    expect(Math.abs((spans[index]?.endSeconds ?? 0) - to)).toBeLessThan(0.3)
  }
}

it.each(['talk.mp3', 'talk.ogg', 'talk.m4a', 'talk.flac', 'talk.opus', 'talk.webm', 'film.mp4'])(
  'speech in %s is found where it is',
  async (name) => {
    const found = await findSpeech(fixture(name), inPlace)

    expect(found).toMatchObject({ kind: 'searched' })
    const { spans, seconds } = found as { spans: readonly SoundSpan[]; seconds: number }
    expectSpans(spans, spoken)
    expect(Math.abs(seconds - 12)).toBeLessThan(0.2)
  },
)

it.each([8_000, 16_000, 44_100, 48_000])(
  'speech in a WAV file of %s samples a second is found where it is, and cut without the silence',
  async (sampleRate) => {
    const bytes = spokenWav(12, spoken, sampleRate)

    const found = await findSpeech(bytes, inPlace)
    const { spans, seconds } = found as { spans: readonly SoundSpan[]; seconds: number }
    const chunks = speechChunks(spans, { seconds, longestSeconds: 720 })
    const files = await cutChunks(bytes, chunks, inPlace)

    expectSpans(spans, spoken)
    expect(chunks).toHaveLength(1)
    const played = chunks.reduce((sum, chunk) => sum + chunkSeconds(chunk), 0)
    expect(Math.abs(played - 6.5)).toBeLessThan(0.6)
    expect(Math.abs(((files[0]?.byteLength ?? 0) - 44) / 32_000 - played)).toBeLessThan(0.01)
    const again = await findSpeech(files[0] ?? new Uint8Array(), inPlace)
    const [first] = (again as { spans: readonly SoundSpan[] }).spans
    expect(first?.startSeconds).toBeLessThan(0.5)
  },
)

it('in silence, tones and noise nobody speaks', async () => {
  const quiet = spokenWav(20, [])
  const noisy = spokenWav(20, [], 16_000)
  const view = new DataView(noisy.buffer, noisy.byteOffset)
  for (let index = 0; index < 20 * 16_000; index += 1) {
    const level = index < 160_000 ? Math.sin(index / 6) : (((index * 7_919) % 1_000) / 500 - 1) * 0.5
    view.setInt16(44 + index * 2, Math.round(level * 12_000), true)
  }

  for (const bytes of [quiet, noisy, silentFlac(20, { told: 1 })])
    expect(await findSpeech(bytes, inPlace)).toMatchObject({ kind: 'searched', spans: [] })
})

it.each([
  ['a text', Buffer.from('This is no sound at all, whatever its name says.')],
  ['a broken MP3', Buffer.concat([Buffer.from('ID3'), Buffer.alloc(4_000, 7)])],
])('%s is not decoded', async (_, bytes) => {
  expect(await findSpeech(new Uint8Array(bytes), inPlace)).toEqual({ kind: 'undecoded' })
})
