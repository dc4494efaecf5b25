import { APICallError, type TranscriptionModelV4 } from '@ai-sdk/provider'
import { z } from 'zod'
import type { Timers } from '../../time/timers.ts'
import { askRecogniser, type RecogniserRequest } from './ask-recogniser.ts'
import { type Speech, speechModel } from './speech-model.ts'

const usualUrl = 'https://api.assemblyai.com/v2'
/** So often it is asked whether a transcript is done. */
const pollMs = 2_000

const upload = z.object({ upload_url: z.string() })

/** https://www.assemblyai.com/docs/api-reference/transcripts/get (2026-11); times of words are in milliseconds. */
const transcript = z.object({
  id: z.string(),
  status: z.enum(['queued', 'processing', 'completed', 'error']),
  text: z.string().nullish(),
  error: z.string().nullish(),
  language_code: z.string().nullish(),
  audio_duration: z.number().nullish(),
  utterances: z
    .array(z.object({ start: z.number(), end: z.number(), text: z.string(), speaker: z.string().nullish() }))
    .nullish(),
})

/** AssemblyAI, which is given a recording and asked until its transcript is done. */
export function assemblyAiModel(
  model: string,
  {
    apiKey,
    baseUrl = usualUrl,
  }: { readonly apiKey?: string | undefined; readonly baseUrl?: string | undefined },
  { fetch, timers }: { readonly fetch: typeof globalThis.fetch; readonly timers: Pick<Timers, 'wait'> },
): TranscriptionModelV4 {
  return speechModel({ provider: 'assemblyai', model }, async ({ bytes, headers: given, signal }) => {
    const headers = { ...given, ...(apiKey !== undefined && { authorization: apiKey }) }
    const { upload_url } = await askRecogniser(
      {
        url: `${baseUrl}/upload`,
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body: bytes,
        signal,
      },
      upload,
      fetch,
    )
    const wanted = {
      audio_url: upload_url,
      speech_models: [model],
      speaker_labels: true,
      language_detection: true,
    }
    let state = await askRecogniser(
      {
        url: `${baseUrl}/transcript`,
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(wanted),
        signal,
      },
      transcript,
      fetch,
    )
    const url = `${baseUrl}/transcript/${state.id}`
    while (state.status === 'queued' || state.status === 'processing') {
      await timers.wait(pollMs, signal)
      state = await stateAt({ url, method: 'GET', headers, signal }, fetch, state)
    }
    if (state.status === 'error')
      throw new APICallError({
        message: state.error ?? 'error',
        url,
        requestBodyValues: wanted,
        statusCode: 422,
        responseBody: JSON.stringify(state),
        isRetryable: false,
      })
    return speechOf(state)
  })
}

type Transcript = z.output<typeof transcript>

/** The transcript is on its way, and paid for: where it cannot be asked for now, it is asked for later. */
async function stateAt(
  request: RecogniserRequest,
  fetch: typeof globalThis.fetch,
  before: Transcript,
): Promise<Transcript> {
  try {
    return await askRecogniser(request, transcript, fetch)
  } catch (error) {
    // fetch throws a TypeError where the connection fails.
    const mayHelpAgain = APICallError.isInstance(error) ? error.isRetryable : error instanceof TypeError
    if (!mayHelpAgain) throw error
    return before
  }
}

function speechOf({ text, utterances, language_code, audio_duration }: Transcript): Speech {
  return {
    text: text ?? '',
    parts: (utterances ?? []).map(({ start, end, text, speaker }) => ({
      startSecond: start / 1_000,
      endSecond: end / 1_000,
      text,
      speaker: speaker ?? undefined,
    })),
    language: language_code?.replace('_', '-'),
    durationSeconds: audio_duration ?? undefined,
  }
}
