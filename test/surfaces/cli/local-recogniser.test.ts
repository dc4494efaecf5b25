import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecognisedSpeech } from 'sherpa-onnx-node'
import { describe, expect, it } from 'vitest'
import { timedParts } from '../../../src/llm/speech/local/timed-parts.ts'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { temporaryFolder } from '../../support/ledger/temporary-books.ts'
import { onnxModel } from '../../support/sound/onnx-model.ts'
import { type Spoken, spokenWav } from '../../support/sound/spoken-wav.ts'
import {
  heardSentence,
  writeMoonshine,
  writeSenseVoice,
  writeWhisper,
  writeZipformer,
  writeZipformerCtc,
} from '../../support/sound/tiny-recognisers.ts'

const talk: readonly Spoken[] = [
  [2, 5],
  [8.5, 11],
]

/** The command line with a recogniser in a folder called `ears`. */
function openEars(fill: (folder: string) => unknown, settings: Readonly<Record<string, string>> = {}) {
  const folder = join(temporaryFolder(), 'ears')
  mkdirSync(folder)
  fill(folder)
  const cli = openCommandLine({ settings: { STT_MODEL: `local:${folder}`, PATH: '', ...settings } })
  const run = async (name: string, bytes: Uint8Array) => {
    const { code, stdout, stderr } = await cli.run('run', cli.file(name, bytes), '--json')
    return { code, stderr, result: stdout === '' ? undefined : JSON.parse(stdout) }
  }
  return { folder, cli, run }
}

const written = (files: Readonly<Record<string, string | Uint8Array>>) => (folder: string) => {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
}
const typed = (type: string, further = {}) =>
  onnxModel({ inputs: [], outputs: [], nodes: [], metadata: { model_type: type, ...further } })

it.each([
  ['Whisper', writeWhisper],
  ['Moonshine', writeMoonshine],
  ['SenseVoice', writeSenseVoice],
  ['Zipformer (transducer)', writeZipformer],
  ['Zipformer (CTC)', writeZipformerCtc],
])(
  '%s hears a recording on this machine, for nothing, with the times of the recording',
  async (kind, write) => {
    const { folder, cli, run } = openEars(write)

    const { code, result } = await run('talk.wav', spokenWav(12, talk))

    expect([code, result.status, result.cost.total_cost]).toEqual([0, 'completed', 0])
    const points = [...result.brief.key_points, ...result.brief.claims]
    expect(points.length).toBeGreaterThan(0)
    for (const { quote, at_seconds } of points) {
      expect(quote).toBe(heardSentence)
      expect(Math.min(...talk.map(([from]) => Math.abs(at_seconds - from)))).toBeLessThan(0.5)
    }
    expect(Math.abs(result.source.duration_seconds - 12)).toBeLessThan(0.3)
    const { stdout: books } = await cli.run('export', '--format', 'json')
    const [booked] = JSON.parse(books)
    expect(booked).toMatchObject({ provider: 'local', model: 'ears', operation: 'transcribe', cost_usd: 0 })
    expect(Math.abs(booked.audio_seconds - 6.7)).toBeLessThan(0.3)
    expect(books).not.toContain(folder)
    expect((await cli.run('verify')).code).toBe(0)
    const { checks } = JSON.parse((await cli.run('doctor', '--json')).stdout)
    expect(checks).toContainEqual({
      name: 'recogniser',
      status: 'ok',
      detail: expect.stringMatching(
        new RegExp(`^${kind.replace(/[()]/g, '\\$&')}, .* MB, in ${folder}: can be loaded$`),
      ),
    })
  },
)

it('Whisper tells when within a stretch of speech a sentence begins', async () => {
  const later = 'Its cranes lifted 31 ships.'
  const { run } = openEars((folder) =>
    writeWhisper(folder, [
      ['Lisbon moved 12 million tonnes.', 0.2, 1.2],
      [later, 1.8, 2.8],
    ]),
  )

  const { result } = await run('talk.wav', spokenWav(12, talk))

  const points = [...result.brief.key_points, ...result.brief.claims]
  const begins = points.filter(({ quote }) => quote === later).map(({ at_seconds }) => at_seconds)
  expect(begins.length).toBeGreaterThan(0)
  for (const at of begins)
    expect(Math.min(...talk.map(([from]) => Math.abs(at - from - 1.6)))).toBeLessThan(0.5)
})

const twoParts = { text: 'One two. Three.', segment_texts: [' One two.', ' Three.'] }
const whole = [[10.2, 15]]

it.each<[string, RecognisedSpeech, readonly (readonly number[])[]]>([
  [
    'segments, within the stretch',
    { ...twoParts, segment_timestamps: [0.4, 2], segment_durations: [1, 9] },
    [
      [10.4, 11.4],
      [12, 15],
    ],
  ],
  ['no segments that are out of order', { ...twoParts, segment_timestamps: [3, 1] }, whole],
  ['no segments of another text', { ...twoParts, text: 'One.', segment_timestamps: [1, 2] }, whole],
  [
    'the tokens that begin sentences',
    { text: 'One two. Three.', tokens: [' One', ' tw', 'o.', ' Three.'], timestamps: [0.5, 0.8, 1, 2.5] },
    [
      [10.5, 12.5],
      [12.5, 15],
    ],
  ],
  ['no tokens without times', { text: 'One. Two.', tokens: [' One.', ' Two.'], timestamps: [] }, whole],
  ['nothing where nothing was heard', { text: ' ' }, []],
])('takes the times of %s', (_, heard, times) => {
  const parts = timedParts(heard, { startSeconds: 10.2, endSeconds: 15 }, 10)
  expect(parts.map(({ startSecond, endSecond }) => [startSecond, endSecond])).toEqual(times)
})

describe('a folder that is no model stops the start, and says what is wrong:', () => {
  it.each([
    ['it is not there', (folder: string) => rmSync(folder, { recursive: true }), 'no such folder'],
    ['nothing is in it', () => undefined, 'no .onnx file'],
    ['tokens are missing', written({ 'model.onnx': typed('sense_voice_ctc') }), 'tokens.txt is missing'],
    [
      'a part is missing',
      written({ 'encoder.onnx': typed('zipformer2'), 'decoder.onnx': '', 'tokens.txt': '' }),
      'its joiner is missing',
    ],
    [
      'a part of Moonshine is missing',
      written({ 'preprocess.onnx': '', 'tokens.txt': '' }),
      'its encoder is missing',
    ],
    [
      'it is for live speech',
      (folder: string) => writeZipformer(folder, { decode_chunk_len: '32' }),
      'a model for live speech',
    ],
    ['another kind', written({ 'model.onnx': typed('paraformer'), 'tokens.txt': '' }), 'kind “paraformer”'],
    [
      'nothing is known of it',
      written({ 'voice.onnx': 'no model', 'tokens.txt': '' }),
      'does not say what it is',
    ],
  ])('%s', async (_, fill, says) => {
    const { cli } = openEars(fill)

    const { code, stderr } = await cli.run('costs')

    expect([code, stderr]).toEqual([2, expect.stringContaining(says)])
    expect(stderr).toContain('STT_MODEL=')
  })
})

describe('a recogniser whose file is broken', () => {
  const broken = (folder: string) => {
    writeWhisper(folder)
    writeFileSync(join(folder, 'tiny-decoder.int8.onnx'), 'cut off in the download')
  }

  it('is told by doctor, with what its library says', async () => {
    const { cli } = openEars(broken)

    const { code, stdout } = await cli.run('doctor')

    expect(code).toBe(1)
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /✗ recogniser Whisper.*cannot be loaded.*Protobuf parsing failed.*Download it/,
    )
  })

  it('fails the run in a sentence, frees what was held, and does not end the program', async () => {
    const { cli, run } = openEars(broken)

    const { code, result } = await run('talk.wav', spokenWav(12, talk))

    expect([code, result.status, result.failure.code, result.cost.total_cost]).toEqual([
      1,
      'failed',
      'recogniser_failed',
      0,
    ])
    expect(result.failure.hint).toContain('STT_MODEL')
    expect((await cli.run('verify')).code).toBe(0)
    expect(JSON.parse((await cli.run('unresolved', '--json')).stdout)).toEqual([])
  })
})

it('where nobody speaks, and what nobody here decodes, is told', async () => {
  const { run } = openEars(writeSenseVoice)

  const silent = await run('silence.wav', spokenWav(20, []))
  const film = await run('film.avi', Buffer.from('RIFF\0\0\0\0AVI LIST'.padEnd(4_000, '\x07'), 'latin1'))

  expect([silent.code, silent.result.failure.code]).toEqual([1, 'no_speech'])
  expect([film.code, film.result.failure.code]).toEqual([1, 'unsupported_type'])
})

it('half a minute without a pause is heard in stretches that each kind can take', async () => {
  const { run } = openEars(writeWhisper)

  const { result } = await run('talk.wav', spokenWav(32))

  expect([result.status, result.cost.total_cost]).toEqual(['completed', 0])
  expect(result.brief.summary).toContain(heardSentence)
})
