import type { TranscriptionModelV4 } from '@ai-sdk/provider'
import { z } from 'zod'
import { askRecogniser } from './ask-recogniser.ts'
import { type Speech, speechModel } from './speech-model.ts'
import { spokenLanguage } from './spoken-language.ts'

/** https://developers.openai.com/api/reference/resources/audio (2026-11); other servers leave out much of it. */
const reply = z.object({
  text: z.string(),
  language: z.string().nullish(),
  duration: z.coerce.number().nullish(),
  segments: z
    .array(z.object({ start: z.number(), end: z.number(), text: z.string(), speaker: z.string().nullish() }))
    .nullish(),
})

const fileEndings: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/x-wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/x-flac': 'flac',
  'video/quicktime': 'mp4',
}

/**
 * OpenAI's form, which Groq and most servers speak. Of OpenAI's models that are paid by tokens, only the one that tells speakers apart
 * tells times.
 */
export function openAiSpeechModel(
  id: { readonly provider: string; readonly model: string },
  { apiKey, baseUrl }: { readonly apiKey?: string | undefined; readonly baseUrl: string },
  fetch: typeof globalThis.fetch,
): TranscriptionModelV4 {
  return speechModel(id, async ({ bytes, mediaType, headers, signal }) => {
    const body = new FormData()
    const ending = fileEndings[mediaType] ?? mediaType.split('/')[1] ?? 'bin'
    body.append('model', id.model)
    body.append('file', new File([bytes], `audio.${ending}`, { type: mediaType }))
    for (const [name, value] of formOf(id)) body.append(name, value)
    const key = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }
    const request = {
      url: `${baseUrl}/audio/transcriptions`,
      method: 'POST' as const,
      headers: { ...headers, ...key },
      body,
      signal,
    }
    return speechOf(await askRecogniser(request, reply, fetch))
  })
}

/** What is asked for: times where the model has them. */
function formOf({ provider, model }: { readonly provider: string; readonly model: string }) {
  if (/-diarize\b/.test(model))
    return [
      ['response_format', 'diarized_json'],
      ['chunking_strategy', 'auto'],
    ] as const
  const tellsTimes = provider !== 'openai' || model.startsWith('whisper')
  return tellsTimes
    ? ([
        ['response_format', 'verbose_json'],
        ['timestamp_granularities[]', 'segment'],
      ] as const)
    : ([['response_format', 'json']] as const)
}

function speechOf({ text, language, duration, segments }: z.output<typeof reply>): Speech {
  return {
    text,
    parts: (segments ?? []).map(({ start, end, text, speaker }) => ({
      startSecond: start,
      endSecond: end,
      text,
      speaker: speaker ?? undefined,
    })),
    language: language ? spokenLanguage(language) : undefined,
    durationSeconds: duration ?? undefined,
  }
}
