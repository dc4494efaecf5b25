import type { TranscriptionModelV4 } from '@ai-sdk/provider'
import { z } from 'zod'
import { stepKey } from '../ledger/journal.ts'
import { formatModelId, localProvider, type ModelId } from '../pricing/model-id.ts'
import type { Media, TimedText } from '../sources/source.ts'
import type { AnswerJournal } from './answer-journal.ts'
import type { Meter, OpenCall } from './meter.ts'
import { meteredAttempt } from './metered-attempt.ts'
import type { ModelProviders } from './model-providers.ts'
import { callIdHeader } from './wire-tap.ts'

interface Transcript {
  readonly text: string
  readonly segments: readonly TimedText[]
  /** BCP 47 tag, when the model tells. */
  readonly language: string | undefined
}

export interface Transcriptions {
  readonly model: ModelId
  /** How long a recording may be that is sent at once. */
  readonly longestSeconds: number
  /** It is no service that takes files of forms which nobody here decodes. */
  readonly isLocal?: boolean
  /**
   * What is said in each of the recordings. What all of them cost at most is held before the first is sent, and what is kept in the
   * journal is not paid again.
   */
  transcribe(recordings: readonly Recording[], options?: TranscribeOptions): Promise<readonly Transcript[]>
}

export interface Recording {
  /** By which it is known again. */
  readonly id: string
  /** How long it plays at most. */
  readonly seconds: number
  /** Asked only when it is transcribed. */
  readonly media: () => Promise<Media>
}

interface TranscribeOptions {
  readonly signal?: AbortSignal | undefined
  readonly journal?: AnswerJournal | undefined
}

/** Token-priced models count sound at about ten tokens a second; held at twice that. */
const audioTokensPerSecond = 20
/** Fast speech is about four tokens a second of text. */
const textTokensPerSecond = 6

/**
 * So much is sent at once: 25 MB is what OpenAI and those who follow it take (https://developers.openai.com/api/docs/guides/speech-to-text,
 * 2026-11), which are 13 minutes of plain sound. Who tells speakers apart does so within one recording. What this machine hears is done again from its
 * last part where it was interrupted.
 */
const longestSeconds = { usual: 720, deepgram: 1_800, assemblyai: 1_800, local: 120 }
/** Groq charges for no less: https://console.groq.com/docs/speech-to-text (2026-11). */
const leastGroqSeconds = 10

const soundCall = { operation: 'transcribe', inputIsSound: true } as const

/** Speech to text by a provider's model, each request metered. */
export function createTranscriptions(options: {
  readonly providers: Pick<ModelProviders, 'transcriptionModel'>
  readonly meter: Meter
  readonly model: ModelId
  readonly timeoutMs: number
}): Transcriptions {
  const { model } = options
  const { provider } = model
  const hearing = new Hearing(options)
  return {
    model,
    longestSeconds:
      provider === 'deepgram' || provider === 'assemblyai' || provider === localProvider
        ? longestSeconds[provider]
        : longestSeconds.usual,
    isLocal: provider === localProvider,
    transcribe: (recordings, options = {}) => hearing.all(recordings, options),
  }
}

interface HeldCalls {
  readonly calls: Map<Recording, OpenCall>
  /** For a further attempt: what is held for the recordings after it would keep its money from it. */
  readonly holdAgain: () => Promise<void>
}

type HearingOptions = Parameters<typeof createTranscriptions>[0]

class Hearing {
  readonly #options: HearingOptions
  /** One run after another sets money aside for all of its recordings: two that wait for each other's would wait for ever. */
  #holding: Promise<unknown> = Promise.resolve()

  constructor(options: HearingOptions) {
    this.#options = options
  }

  async all(
    recordings: readonly Recording[],
    { signal, journal }: TranscribeOptions,
  ): Promise<readonly Transcript[]> {
    const kept = await Promise.all(recordings.map((each) => journal?.find(this.#keyOf(each), rawTranscript)))
    const missing = recordings.filter((_, index) => kept[index] === undefined)
    const calls = await this.#hold(missing, signal)
    const heard = new Map<Recording, RawTranscript>()
    try {
      for (const [index, recording] of missing.entries()) {
        signal?.throwIfAborted()
        const holdAgain = async () => {
          await releaseAll(calls)
          calls.clear()
          for (const held of await this.#hold(missing.slice(index), signal)) calls.set(...held)
        }
        heard.set(recording, await this.#hear(recording, { calls, holdAgain }, { signal, journal }))
      }
    } finally {
      await releaseAll(calls)
    }
    return recordings.map((each, index) => transcriptOf(kept[index] ?? heard.get(each) ?? nothingHeard))
  }

  #keyOf({ id }: Recording) {
    return stepKey('transcript', 1, { model: formatModelId(this.#options.model), sha256: id })
  }

  /** Calls for all recordings, held together or not at all. One alone sets nothing aside while it waits, and needs no turn. */
  async #hold(
    recordings: readonly Recording[],
    signal: AbortSignal | undefined,
  ): Promise<Map<Recording, OpenCall>> {
    if (recordings.length <= 1) return this.#open(recordings, signal)
    const turn = this.#holding
    const held = unlessAborted(turn, signal).then(async () => {
      await this.#requireRoom(recordings, signal)
      return this.#open(recordings, signal)
    })
    this.#holding = Promise.allSettled([turn, held])
    return held
  }

  async #open(
    recordings: readonly Recording[],
    signal: AbortSignal | undefined,
  ): Promise<Map<Recording, OpenCall>> {
    const calls = new Map<Recording, OpenCall>()
    try {
      for (const [index, recording] of recordings.entries())
        calls.set(recording, await this.#options.meter.open(this.#planOf(recording, index + 1), signal))
      return calls
    } catch (error) {
      await releaseAll(calls)
      throw error
    }
  }

  /**
   * Whether all that the recordings cost at most can be held: what they set aside one by one is not to wait for their own.
   *
   * @throws {BudgetRefusedError} when it cannot
   */
  async #requireRoom(recordings: readonly Recording[], signal: AbortSignal | undefined): Promise<void> {
    const plans = recordings.map((recording) => this.#planOf(recording, 1))
    const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0)
    const { model, timeoutMs } = this.#options
    const whole = await this.#options.meter.open(
      {
        ...soundCall,
        model,
        timeoutMs,
        inputTokens: sum(plans.map(({ inputTokens }) => inputTokens)),
        maxOutputTokens: sum(plans.map(({ maxOutputTokens }) => maxOutputTokens)),
        units: { audioSeconds: sum(plans.map(({ units }) => units.audioSeconds)) },
      },
      signal,
    )
    await whole.release(false)
  }

  async #hear(
    recording: Recording,
    { calls, holdAgain }: HeldCalls,
    { signal, journal }: TranscribeOptions,
  ): Promise<RawTranscript> {
    const { providers, meter, model } = this.#options
    const inner = providers.transcriptionModel(model)
    const { bytes } = await recording.media()
    const metered: TranscriptionModelV4 = {
      specificationVersion: 'v4',
      provider: inner.provider,
      modelId: inner.modelId,
      doGenerate: async (params) => {
        if (!calls.has(recording)) await holdAgain()
        const held = calls.get(recording)
        calls.delete(recording)
        const plan = this.#planOf(recording, 1)
        return meteredAttempt(
          plan,
          meter,
          params.abortSignal,
          async (call, abortSignal) => {
            const headers = { ...params.headers, [callIdHeader]: call.id }
            const result = await inner.doGenerate({ ...params, headers, abortSignal })
            const { text, segments, language, durationInSeconds } = result
            const usage = durationInSeconds === undefined ? {} : { audioSeconds: durationInSeconds }
            const kept = journal?.line(this.#keyOf(recording), { text, segments, language })
            await call.settle({ usage, outputText: text, seen: speechIn(segments) }, kept)
            return result
          },
          held,
        )
      },
    }
    const { transcribe } = await import('ai')
    return transcribe({ model: metered, audio: bytes, ...(signal && { abortSignal: signal }) })
  }

  /** @param turn of the recording: its time begins when its money is held, and passes while the others before it are heard */
  #planOf({ seconds }: Recording, turn: number) {
    const { model, timeoutMs } = this.#options
    const leastAudioSeconds = model.provider === 'groq' ? leastGroqSeconds : 0
    const charged = Math.max(leastAudioSeconds, seconds)
    return {
      ...soundCall,
      model,
      inputTokens: Math.ceil(charged * audioTokensPerSecond),
      maxOutputTokens: Math.ceil(charged * textTokensPerSecond) + 100,
      units: { audioSeconds: charged },
      leastAudioSeconds,
      timeoutMs: timeoutMs * turn,
    }
  }
}

/** How long something is said; nothing where the model tells no times. */
function speechIn(segments: RawTranscript['segments']): { readonly speechSeconds?: number } {
  const spans = segments.map(({ startSecond, endSecond }) => Math.max(0, endSecond - startSecond))
  return spans.length === 0 ? {} : { speechSeconds: spans.reduce((sum, span) => sum + span, 0) }
}

async function releaseAll(calls: ReadonlyMap<Recording, OpenCall>): Promise<void> {
  await Promise.all([...calls.values()].map((call) => call.release(false)))
}

/** @throws the reason of the signal as soon as it aborts */
async function unlessAborted(turn: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal?.reason)
  signal?.addEventListener('abort', abort)
  try {
    await Promise.race([turn, aborted.promise])
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

/** What a model has heard, as it told it. */
const rawTranscript = z.object({
  text: z.string(),
  segments: z.array(z.object({ startSecond: z.number(), endSecond: z.number(), text: z.string() })),
  language: z.string().optional(),
})
type RawTranscript = z.infer<typeof rawTranscript>

const nothingHeard: RawTranscript = { text: '', segments: [] }

function transcriptOf({ text, segments, language }: RawTranscript): Transcript {
  return {
    text,
    segments: segments.map(({ startSecond, endSecond, text: said }) => ({
      startSeconds: startSecond,
      endSeconds: endSecond,
      text: said.trim(),
    })),
    language,
  }
}
