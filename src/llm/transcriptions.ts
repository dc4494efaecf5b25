import type { TranscriptionModelV4 } from '@ai-sdk/provider'
import { transcribe } from 'ai'
import { z } from 'zod'
import { stepKey } from '../ledger/journal.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import type { Media, TimedText } from '../sources/source.ts'
import type { AnswerJournal } from './answer-journal.ts'
import type { Meter } from './meter.ts'
import { meteredAttempt } from './metered-attempt.ts'
import type { ModelProviders } from './model-providers.ts'
import { callIdHeader } from './wire-tap.ts'

interface Transcript {
  readonly text: string
  readonly segments: readonly TimedText[]
  /** BCP 47 tag, when the model tells. */
  readonly language: string | undefined
  readonly model: ModelId
}

export interface Transcriptions {
  readonly model: ModelId
  /** What is kept in the journal is not paid again. */
  transcribe(recording: Recording, options?: TranscribeOptions): Promise<Transcript>
}

export interface Recording extends Media {
  /** Of the bytes, in hex. */
  readonly sha256: string
  /** How long it plays at most; asked only when it is transcribed. */
  readonly longestSeconds: () => Promise<number>
}

interface TranscribeOptions {
  readonly signal?: AbortSignal
  readonly journal?: AnswerJournal
}

/** Token-priced models count sound at about ten tokens a second; held at twice that. */
const audioTokensPerSecond = 20
/** Fast speech is about four tokens a second of text. */
const textTokensPerSecond = 6

/** Speech to text by a provider's model, each request metered. */
export function createTranscriptions(options: {
  readonly providers: ModelProviders
  readonly meter: Meter
  readonly model: ModelId
  readonly timeoutMs: number
}): Transcriptions {
  const { meter, model, timeoutMs } = options
  return {
    model,
    async transcribe(recording, { signal, journal } = {}) {
      const key = stepKey('transcript', 1, { model: formatModelId(model), sha256: recording.sha256 })
      const kept = await journal?.find(key, rawTranscript)
      if (kept) return transcriptOf(kept, model)
      const seconds = await recording.longestSeconds()
      const inner = options.providers.transcriptionModel(model)
      const metered: TranscriptionModelV4 = {
        specificationVersion: 'v4',
        provider: inner.provider,
        modelId: inner.modelId,
        doGenerate: (params) =>
          meteredAttempt(
            planOf(model, seconds, timeoutMs),
            meter,
            params.abortSignal,
            async (call, abortSignal) => {
              const headers = { ...params.headers, [callIdHeader]: call.id }
              const result = await inner.doGenerate({ ...params, headers, abortSignal })
              const { text, segments, language, durationInSeconds } = result
              const usage = durationInSeconds === undefined ? {} : { audioSeconds: durationInSeconds }
              const report = { usage, outputText: text }
              await call.settle(report, journal?.line(key, { text, segments, language }))
              return result
            },
          ),
      }
      const result = await transcribe({
        model: metered,
        audio: recording.bytes,
        ...(signal && { abortSignal: signal }),
      })
      return transcriptOf(result, model)
    },
  }
}

/** What a model has heard, as it told it. */
const rawTranscript = z.object({
  text: z.string(),
  segments: z.array(z.object({ startSecond: z.number(), endSecond: z.number(), text: z.string() })),
  language: z.string().optional(),
})

function transcriptOf(
  { text, segments, language }: z.infer<typeof rawTranscript>,
  model: ModelId,
): Transcript {
  return {
    text,
    segments: segments.map(({ startSecond, endSecond, text: said }) => ({
      startSeconds: startSecond,
      endSeconds: endSecond,
      text: said.trim(),
    })),
    language,
    model,
  }
}

function planOf(model: ModelId, seconds: number, timeoutMs: number) {
  return {
    model,
    operation: 'transcribe',
    inputTokens: Math.ceil(seconds * audioTokensPerSecond),
    inputIsSound: true,
    maxOutputTokens: Math.ceil(seconds * textTokensPerSecond) + 100,
    units: { audioSeconds: seconds },
    timeoutMs,
  } as const
}
