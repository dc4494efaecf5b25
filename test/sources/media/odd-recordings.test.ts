import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { chooseExtractor } from '../../../src/sources/extract/choose-extractor.ts'
import { findSpeech } from '../../../src/sources/media/find-speech.ts'
import { spokenWav } from '../../support/sound/spoken-wav.ts'
import { inPlace } from '../../support/workers/in-place.ts'

const wav = Buffer.from(
  spokenWav(12, [
    [2, 5],
    [8.5, 11],
  ]),
)
const mp3 = readFileSync(new URL('../../fixtures/sound/talk.mp3', import.meta.url))

function chunk(name: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(body.byteLength, 4)
  return Buffer.concat([head, body])
}

/** With chunks before its format. */
function wavWith(head: string, ...chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from(head, 'latin1'), wav.subarray(4, 12), ...chunks, wav.subarray(12)])
}

const tags = Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\x01\0', 'latin1'), Buffer.alloc(128)])

it.each([
  ['WAV with room before its format', wavWith('RIFF', chunk('JUNK', Buffer.alloc(28)))],
  ['WAV of a studio', wavWith('RIFF', chunk('bext', Buffer.alloc(602)), chunk('odd ', Buffer.alloc(3)))],
  ['WAV beyond 4 GB', wavWith('RF64', chunk('ds64', Buffer.alloc(28)))],
  ['MP3 that was cut', mp3.subarray(1_234)],
  ['MP3 behind words of a server', Buffer.concat([Buffer.alloc(5_000, 'HTTP '), mp3])],
  ['MP3 with tags', Buffer.concat([tags, mp3])],
])('of %s both sentences are found', async (_name, bytes) => {
  const found = await findSpeech(new Uint8Array(bytes), inPlace)
  expect(found).toMatchObject({ kind: 'searched', spans: [{}, {}] })
})

it('in a head of WAV without sound nobody speaks', async () => {
  const found = await findSpeech(new Uint8Array(wav.subarray(0, 44)), inPlace)
  expect(found).toEqual({ kind: 'searched', spans: [], seconds: 0 })
})

it('notes for instruments are no sound', async () => {
  const bytes = Buffer.from('MThd\0\0\0\x06\0\x01\0\x02\0\x60MTrk\0\0\0\0', 'latin1')
  const document = { location: 'song.mid', mediaType: 'audio/midi', bytes }
  await expect((await chooseExtractor(document)).extract(document)).rejects.toMatchObject({
    problem: { reason: 'unsupported_type', values: { type: 'audio/midi' } },
  })
})
