import { describe, expect, it } from 'vitest'
import { createModelProviders } from '../../src/llm/model-providers.ts'
import type { ProvidersSettings } from '../../src/llm/provider-names.ts'
import { createTranscriptions } from '../../src/llm/transcriptions.ts'
import { WireTap } from '../../src/llm/wire-tap.ts'
import { failureOf } from '../support/failure-of.ts'
import { type RecogniserAnswer, startRecogniser } from '../support/providers/recogniser-server.ts'
import { inScope, openBoundary } from './open-boundary.ts'
import { recordingOf, silence } from './silence.ts'

const timers = { wait: async () => undefined }

/** A recogniser at a server that stands in for the seller's own address, so that its prices hold. */
async function openRecogniser(
  model: { readonly provider: string; readonly model: string },
  address: string,
  answer: Parameters<typeof startRecogniser>[0],
) {
  const server = await startRecogniser(answer)
  const boundary = await openBoundary({ sellers: { [model.provider]: address } })
  const settings: ProvidersSettings = { [model.provider]: { apiKey: 'test-key', baseUrl: server.url } }
  const wire = new WireTap()
  const providers = createModelProviders(settings, { fetch: wire.fetch, timers })
  const meter = boundary.meterOn(wire)
  const { transcribe } = createTranscriptions({ providers, meter, model, timeoutMs: 30_000 })
  return {
    ...boundary,
    server,
    transcribe: async (seconds = 90.5) => (await inScope(() => transcribe([recordingOf(seconds)])))[0],
  }
}

const twoSpeakers = [
  { startSeconds: 0.5, endSeconds: 4, text: 'A: Good morning.' },
  { startSeconds: 4, endSeconds: 6, text: 'How are you?' },
  { startSeconds: 7.25, endSeconds: 9, text: 'B: Very well.' },
]

describe('Deepgram', () => {
  const nova = { provider: 'deepgram', model: 'nova-3' }
  const reply = {
    metadata: { request_id: '1', duration: 90.5, channels: 1 },
    results: {
      channels: [
        {
          detected_language: 'en',
          alternatives: [{ transcript: 'Good morning. How are you? Very well.', confidence: 0.99 }],
        },
      ],
      utterances: [
        { start: 0.5, end: 4, transcript: 'Good morning.', speaker: 0 },
        { start: 4, end: 6, transcript: 'How are you?', speaker: 0 },
        { start: 7.25, end: 9, transcript: 'Very well.', speaker: 1 },
      ],
    },
  }
  const open = (answer: () => RecogniserAnswer) => openRecogniser(nova, 'https://api.deepgram.com/v1', answer)

  it('is sent the recording, and tells what is said, by whom, when and in which language', async () => {
    const recogniser = await open(() => ({ json: reply }))

    const heard = await recogniser.transcribe()

    expect(heard).toMatchObject({ segments: twoSpeakers, language: 'en' })
    const [call] = recogniser.server.calls
    expect(call?.path).toMatch(/^\/listen\?model=nova-3&/)
    expect(call?.headers).toMatchObject({ authorization: 'Token test-key', 'content-type': 'audio/wav' })
    expect(call?.body.byteLength).toBe(silence(90.5).byteLength)
  })

  it('is booked by the second that it heard: 90.5 of 0.672 an hour', async () => {
    const recogniser = await open(() => ({ json: reply }))

    await recogniser.transcribe()

    expect(await recogniser.entries()).toMatchObject([
      { ...nova, amountNanoUsd: 16_893_334n, provenance: 'computed', overage: false },
    ])
  })

  it('that turns a key away costs nothing', async () => {
    const recogniser = await open(() => ({ status: 401, json: { err_code: 'INVALID_AUTH', err_msg: 'no' } }))

    const error = await failureOf(recogniser.transcribe())

    expect(error).toMatchObject({ statusCode: 401 })
    expect(await recogniser.entries()).toMatchObject([{ amountNanoUsd: 0n, failedCalls: 1 }])
  })
})

describe('AssemblyAI', () => {
  const universal = { provider: 'assemblyai', model: 'universal-2' }
  const done = {
    id: 't1',
    status: 'completed',
    text: 'Good morning. How are you? Very well.',
    language_code: 'en_us',
    audio_duration: 91,
    error: null,
    utterances: [
      { start: 500, end: 4_000, text: 'Good morning.', speaker: 'A' },
      { start: 4_000, end: 6_000, text: 'How are you?', speaker: 'A' },
      { start: 7_250, end: 9_000, text: 'Very well.', speaker: 'B' },
    ],
  }
  const open = (...answers: readonly RecogniserAnswer[]) =>
    openRecogniser(universal, 'https://api.assemblyai.com/v2', (_, number) => answers[number] ?? { json: {} })
  const uploaded = { json: { upload_url: 'https://cdn.assemblyai.com/upload/1' } }
  const queued = { json: { id: 't1', status: 'queued', text: null, error: null } }

  it('is given the recording and asked until its transcript is done', async () => {
    const recogniser = await open(
      uploaded,
      queued,
      { json: { id: 't1', status: 'processing' } },
      { json: done },
    )

    const heard = await recogniser.transcribe()

    expect(heard).toMatchObject({ segments: twoSpeakers, language: 'en-us' })
    expect(recogniser.server.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /upload',
      'POST /transcript',
      'GET /transcript/t1',
      'GET /transcript/t1',
    ])
    expect(await recogniser.entries()).toMatchObject([
      { ...universal, amountNanoUsd: 4_297_223n, provenance: 'computed', overage: false },
    ])
  })

  it.each([429, 500, 502])(
    'is asked again for what it is making after status %i, and not told to begin again',
    async (status) => {
      const recogniser = await open(uploaded, queued, { status, json: { error: 'later' } }, { json: done })

      expect(await recogniser.transcribe()).toMatchObject({ segments: twoSpeakers })

      expect(recogniser.server.calls.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET', 'GET'])
      expect(await recogniser.entries()).toMatchObject([
        { amountNanoUsd: 4_297_223n, provenance: 'computed' },
      ])
    },
  )

  it('charges for what it has taken, whatever it says when it is asked for it', async () => {
    const recogniser = await open(uploaded, queued, { status: 404, json: { error: 'gone' } })

    await failureOf(recogniser.transcribe())

    expect(await recogniser.entries()).toMatchObject([{ amountNanoUsd: 4_297_223n, provenance: 'estimated' }])
  })

  it('that takes nothing charges nothing', async () => {
    const recogniser = await open(uploaded, { status: 402, json: { error: 'no money' } })

    await failureOf(recogniser.transcribe())

    expect(await recogniser.entries()).toMatchObject([{ amountNanoUsd: 0n, failedCalls: 1 }])
  })

  it('that could not make one charges nothing', async () => {
    const failed = {
      json: { id: 't1', status: 'error', text: null, error: 'File does not appear to contain audio' },
    }
    const recogniser = await open(uploaded, queued, failed)

    await failureOf(recogniser.transcribe())

    const entries = await recogniser.entries()
    expect(entries.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n)).toBe(0n)
  })
})

it('Groq is spoken to in the form of OpenAI, and asked for times', async () => {
  const turbo = { provider: 'groq', model: 'whisper-large-v3-turbo' }
  const reply = {
    task: 'transcribe',
    language: 'English',
    duration: 90.5,
    text: 'Good morning.',
    segments: [{ id: 0, start: 1.5, end: 3, text: ' Good morning.' }],
    x_groq: { id: 'req_1' },
  }
  const recogniser = await openRecogniser(turbo, 'https://api.groq.com/openai/v1', () => ({ json: reply }))

  const heard = await recogniser.transcribe()

  expect(heard).toMatchObject({ segments: [{ startSeconds: 1.5, endSeconds: 3, text: 'Good morning.' }] })
  const [call] = recogniser.server.calls
  expect(call?.path).toBe('/audio/transcriptions')
  expect(call?.body.toString('latin1')).toContain('verbose_json')
  expect(await recogniser.entries()).toMatchObject([{ ...turbo, provenance: 'computed', overage: false }])
})

// An hour is 0.04.
it.each([
  [4, 111_112n],
  [10, 111_112n],
  [11, 122_223n],
])('Groq charges for ten seconds at least, of %i', async (seconds, amountNanoUsd) => {
  const turbo = { provider: 'groq', model: 'whisper-large-v3-turbo' }
  const reply = { text: 'Good morning.', language: 'English', duration: seconds, segments: [] }
  const recogniser = await openRecogniser(turbo, 'https://api.groq.com/openai/v1', () => ({ json: reply }))

  await recogniser.transcribe(seconds)

  expect(await recogniser.entries()).toMatchObject([
    { amountNanoUsd, provenance: 'computed', overage: false },
  ])
})

it('OpenAI’s model that tells speakers apart names them where they begin to speak', async () => {
  const diarize = { provider: 'openai', model: 'gpt-4o-transcribe-diarize' }
  const segment = (id: string, start: number, end: number, speaker: string, text: string) => ({
    type: 'transcript.text.segment',
    ...{ id, start, end, speaker, text },
  })
  const reply = {
    task: 'transcribe',
    duration: 90.5,
    text: 'Good morning. How are you? Very well.',
    segments: [
      segment('1', 0.5, 4, 'A', 'Good morning.'),
      segment('2', 4, 6, 'A', ' How are you?'),
      segment('3', 7.25, 9, 'B', ' Very well.'),
    ],
    usage: {
      type: 'tokens',
      input_tokens: 905,
      input_token_details: { text_tokens: 0, audio_tokens: 905 },
      output_tokens: 20,
      total_tokens: 925,
    },
  }
  const recogniser = await openRecogniser(diarize, 'https://api.openai.com/v1', () => ({ json: reply }))

  const heard = await recogniser.transcribe()

  expect(heard?.segments).toEqual(twoSpeakers)
  const sent = recogniser.server.calls[0]?.body.toString('latin1')
  expect(sent).toContain('diarized_json')
  expect(sent).toContain('chunking_strategy')
  expect(await recogniser.entries()).toMatchObject([{ ...diarize, overage: false }])
})
