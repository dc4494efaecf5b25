import { z } from 'zod'
import { stepKey } from '../ledger/journal.ts'
import type { Transcriptions } from '../llm/transcriptions.ts'
import { formatModelId } from '../pricing/model-id.ts'
import type { FilmSound } from '../sources/media/film-sound.ts'
import { cutChunks, findSpeech } from '../sources/media/find-speech.ts'
import { measureRecording } from '../sources/media/measure-recording.ts'
import { chunkSeconds, recordedSpan, type SpeechChunk, speechChunks } from '../sources/media/speech-chunks.ts'
import type { TimedText } from '../sources/source.ts'
import { SourceError } from '../sources/source-error.ts'
import { fingerprint } from '../text/fingerprint.ts'
import type { AcquiredSource } from './acquisition.ts'
import type { TaskContext } from './task.ts'

/** What is said in a recording, with the times of the recording itself. */
export interface HeardRecording {
  readonly text: string
  readonly segments: readonly TimedText[]
  readonly language: string | undefined
  /** How long it plays; undefined where it could not be decoded. */
  readonly durationSeconds: number | undefined
}

const speechSpans = z.object({
  seconds: z.number(),
  spans: z.array(z.object({ startSeconds: z.number(), endSeconds: z.number() })),
})

const separator = '\n'

export interface HearingDependencies {
  readonly transcriptions: Transcriptions
  /** Takes the sound out of films that nobody here decodes. */
  readonly filmSound?: FilmSound | undefined
}

/**
 * Has a model hear the speech of a recording, without the silence before, between and after it. What cannot be decoded here is heard
 * whole.
 *
 * @throws {SourceError} when nobody speaks, or the recording contradicts itself
 */
export async function hearRecording(
  bytes: Uint8Array,
  source: AcquiredSource & Required<Pick<AcquiredSource, 'media'>>,
  context: TaskContext,
  { transcriptions, filmSound }: HearingDependencies,
): Promise<HeardRecording> {
  const { file, sha256 } = source.media
  const found = await speechIn(bytes, sha256, source, context)
  const sound = found ? bytes : await filmSound?.(file, context.signal)
  const speech = found ?? (sound && (await speechIn(sound, `sound of ${sha256}`, source, context)))
  const heard =
    sound && speech
      ? await hearSpeech(sound, speech, source, context, transcriptions)
      : await hearWhole(bytes, source, context, transcriptions)
  if (!heard.text.trim()) throw silent(source, formatModelId(transcriptions.model))
  return heard
}

type Found = z.infer<typeof speechSpans>
type Recorded = Parameters<typeof hearRecording>[1]

/** Undefined for what nobody here decodes. */
async function speechIn(
  bytes: Uint8Array,
  sha256: string,
  { location, type }: Recorded,
  { workers, signal, step }: TaskContext,
): Promise<Found | undefined> {
  const key = stepKey('speech', 1, { sha256 })
  const kept = await step(key, speechSpans.nullable(), async () => {
    const search = await findSpeech(bytes, workers, signal)
    if (search.kind === 'damaged')
      throw new SourceError({ reason: 'damaged', values: { format: type } }, location, {
        detail: search.detail,
      })
    return search.kind === 'searched' ? { seconds: search.seconds, spans: [...search.spans] } : null
  })
  return kept ?? undefined
}

async function hearSpeech(
  bytes: Uint8Array,
  { spans, seconds }: Found,
  source: Recorded,
  context: TaskContext,
  transcriptions: Transcriptions,
): Promise<HeardRecording> {
  const { longestSeconds } = transcriptions
  const chunks = speechChunks(spans, { seconds, longestSeconds })
  if (chunks.length === 0) throw silent(source, 'silence')
  const files = new CutFiles(bytes, chunks, context)
  const recordings = chunks.map((chunk, index) => ({
    id: fingerprint(JSON.stringify([source.media.sha256, chunk])),
    seconds: Math.ceil(chunkSeconds(chunk)),
    media: async () => {
      context.progress(index / chunks.length, { code: 'transcribing', values: {} })
      return { bytes: await files.of(index), mediaType: 'audio/wav' }
    },
  }))
  const { signal, answers: journal } = context
  const heard = await transcriptions.transcribe(recordings, { signal, journal })
  const isTimed = heard.every(({ text, segments }) => segments.length > 0 || !text.trim())
  const segments = heard.flatMap((part, index) => recordedTimes(part.segments, chunks[index]))
  return {
    text: isTimed
      ? segments.map(({ text }) => text).join(separator)
      : heard.map(({ text }) => text.trim()).join('\n\n'),
    segments: isTimed ? segments : [],
    language: heard.find(({ language }) => language)?.language,
    durationSeconds: seconds,
  }
}

function recordedTimes(segments: readonly TimedText[], chunk: SpeechChunk | undefined): readonly TimedText[] {
  if (!chunk) return []
  return segments.map(({ text, ...span }) => ({ ...recordedSpan(chunk, span), text }))
}

/** A few chunks are cut at once, some 90 MB: whoever cuts has to go through the recording from its beginning. */
const cutAtOnceSeconds = 2_900

/** The files of chunks, cut when they are needed. */
class CutFiles {
  readonly #bytes: Uint8Array
  readonly #chunks: readonly SpeechChunk[]
  readonly #context: TaskContext
  #cut: { readonly from: number; readonly files: readonly Uint8Array[] } = { from: 0, files: [] }

  constructor(bytes: Uint8Array, chunks: readonly SpeechChunk[], context: TaskContext) {
    this.#bytes = bytes
    this.#chunks = chunks
    this.#context = context
  }

  async of(index: number): Promise<Uint8Array> {
    const known = this.#cut.files[index - this.#cut.from]
    if (known) return known
    const { workers, signal } = this.#context
    const wanted = this.#from(index)
    this.#cut = { from: index, files: [] }
    this.#cut = { from: index, files: await cutChunks(this.#bytes, wanted, workers, signal) }
    const [file] = this.#cut.files
    if (!file) throw new RangeError(`There is no chunk ${index}.`)
    return file
  }

  #from(index: number): readonly SpeechChunk[] {
    let seconds = 0
    return this.#chunks.slice(index).filter((chunk, place) => {
      seconds += chunkSeconds(chunk)
      return place === 0 || seconds <= cutAtOnceSeconds
    })
  }
}

/**
 * As it is: how long it plays is bounded by its bytes.
 *
 * @throws {SourceError} `unsupported_type` where whoever hears it decodes no more than is decoded here
 */
async function hearWhole(
  bytes: Uint8Array,
  { location, type, media }: Recorded,
  { workers, signal, answers: journal }: TaskContext,
  transcriptions: Transcriptions,
): Promise<HeardRecording> {
  if (transcriptions.isLocal)
    throw new SourceError({ reason: 'unsupported_type', values: { type: media.mediaType } }, location)
  const measurement = await measureRecording(bytes, workers, signal)
  if (measurement.kind === 'damaged')
    throw new SourceError({ reason: 'damaged', values: { format: type } }, location, {
      detail: measurement.detail,
    })
  const recording = {
    id: media.sha256,
    seconds: measurement.seconds,
    media: async () => ({ bytes, mediaType: media.mediaType }),
  }
  const [heard] = await transcriptions.transcribe([recording], { signal, journal })
  const { text = '', segments = [], language } = heard ?? {}
  const said = segments.length > 0 ? segments.map((segment) => segment.text).join(separator) : text
  return { text: said, segments, language, durationSeconds: undefined }
}

function silent({ location }: Recorded, detail: string): SourceError {
  return new SourceError({ reason: 'no_speech', values: {} }, location, { detail })
}
