import type { TranscriptionModelV4 } from '@ai-sdk/provider'
import { z } from 'zod'
import { askRecogniser } from './ask-recogniser.ts'
import { type Speech, type SpokenPart, speechModel } from './speech-model.ts'

const usualUrl = 'https://api.deepgram.com/v1'

/** https://developers.deepgram.com/reference/speech-to-text/listen-pre-recorded (2026-11) */
const reply = z.object({
  metadata: z.object({ duration: z.number().optional() }).optional(),
  results: z.object({
    channels: z.array(
      z.object({
        detected_language: z.string().optional(),
        alternatives: z.array(z.object({ transcript: z.string() })),
      }),
    ),
    utterances: z
      .array(
        z.object({
          start: z.number(),
          end: z.number(),
          transcript: z.string(),
          speaker: z.number().optional(),
        }),
      )
      .optional(),
  }),
})

/** Deepgram, which is sent a recording and answers with what is said, by whom and when. */
export function deepgramModel(
  model: string,
  {
    apiKey,
    baseUrl = usualUrl,
  }: { readonly apiKey?: string | undefined; readonly baseUrl?: string | undefined },
  fetch: typeof globalThis.fetch,
): TranscriptionModelV4 {
  const query = new URLSearchParams({
    model,
    smart_format: 'true',
    utterances: 'true',
    diarize: 'true',
    detect_language: 'true',
  })
  return speechModel({ provider: 'deepgram', model }, async ({ bytes, mediaType, headers, signal }) => {
    const key = apiKey === undefined ? {} : { authorization: `Token ${apiKey}` }
    const request = {
      url: `${baseUrl}/listen?${query}`,
      method: 'POST' as const,
      headers: { ...headers, ...key, 'content-type': mediaType },
      body: bytes,
      signal,
    }
    return speechOf(await askRecogniser(request, reply, fetch))
  })
}

function speechOf({ metadata, results }: z.output<typeof reply>): Speech {
  const [channel] = results.channels
  const parts = (results.utterances ?? []).map(
    ({ start, end, transcript, speaker }): SpokenPart => ({
      startSecond: start,
      endSecond: end,
      text: transcript,
      speaker: speaker === undefined ? undefined : letterOf(speaker),
    }),
  )
  return {
    text: channel?.alternatives[0]?.transcript ?? '',
    parts,
    language: channel?.detected_language,
    durationSeconds: metadata?.duration,
  }
}

/** Speakers are numbered from zero; other recognisers name them A, B and so on. */
function letterOf(speaker: number): string {
  return speaker < 26 ? String.fromCharCode(65 + speaker) : String(speaker + 1)
}
