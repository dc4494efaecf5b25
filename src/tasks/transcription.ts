import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Transcriptions } from '../llm/transcriptions.ts'
import { formatModelId } from '../pricing/model-id.ts'
import type { FilmSound } from '../sources/media/film-sound.ts'
import type { TimedText } from '../sources/source.ts'
import { SourceError } from '../sources/source-error.ts'
import { fingerprint } from '../text/fingerprint.ts'
import { jobIn } from '../workers/job.ts'
import { type AcquiredSource, type SourceFailure, sourceFailureSchema } from './acquisition.ts'
import { hearRecording } from './hear-recording.ts'
import { type PictureDependencies, pictureInputs, readPictures } from './pictures/read-pictures.ts'
import type { OutputForm, TaskContext, TaskOutcome } from './task.ts'

/** What the source says, as text. */
export interface Transcription {
  readonly text: string
  /** Empty where nothing is known of its times. */
  readonly segments: readonly Segment[]
  /** BCP 47 tag, `und` when it cannot be told. */
  readonly language: string
  /** Of several sources where the text of each stands, in order; of those that could not be heard why. */
  readonly parts?: readonly TranscribedPart[]
  /** How long a recording plays, where it was decoded. */
  readonly durationSeconds?: number
}

/** `text.slice(startOffset, endOffset)` is what the source of that number says. */
export type TranscribedPart =
  | {
      readonly source: number
      readonly startOffset: number
      readonly endOffset: number
      readonly language: string
      readonly failure?: never
    }
  | { readonly source: number; readonly failure: SourceFailure }

/** `text.slice(startOffset, endOffset)` of the transcription, and when it is said, where that is known. */
export interface Segment {
  readonly startOffset: number
  readonly endOffset: number
  readonly startSeconds?: number
  readonly endSeconds?: number
}

export const transcriptionForm: OutputForm<Transcription> = {
  version: 2,
  schema: z.object({
    text: z.string(),
    segments: z.array(
      z.object({
        startOffset: z.int(),
        endOffset: z.int(),
        startSeconds: z.number().exactOptional(),
        endSeconds: z.number().exactOptional(),
      }),
    ),
    language: z.string(),
    parts: z
      .array(
        z.union([
          z.object({ source: z.int(), failure: sourceFailureSchema }),
          z.object({ source: z.int(), startOffset: z.int(), endOffset: z.int(), language: z.string() }),
        ]),
      )
      .exactOptional(),
    durationSeconds: z.number().exactOptional(),
  }),
}

export interface TranscriptionDependencies {
  /** Who reads pictures and scans that were kept as they are. */
  readonly pictures?: PictureDependencies | undefined
  readonly transcriptions: Transcriptions | undefined
  /** Takes the sound out of films that nobody here decodes. */
  readonly filmSound?: FilmSound | undefined
}

/** What a transcription depends on. */
export function transcriptionInputs(
  { text, segments, language, media }: AcquiredSource,
  { transcriptions, pictures }: TranscriptionDependencies,
) {
  if (media && holdsPictures(media)) return { sha256: media.sha256, ...(pictures && pictureInputs(pictures)) }
  return media
    ? { sha256: media.sha256, model: transcriptions && formatModelId(transcriptions.model) }
    : { text: fingerprint(text), times: segments && timesOf(segments), language }
}

function holdsPictures({ mediaType }: { readonly mediaType: string }): boolean {
  return mediaType.startsWith('image/') || mediaType === 'application/pdf'
}

/** As one text: there may be thousands. */
function timesOf(segments: readonly TimedText[]): string {
  return segments.map(({ startSeconds, endSeconds }) => `${startSeconds}-${endSeconds}`).join(' ')
}

/**
 * Text passes through, cut into segments; media is transcribed, and pictures are read, by the configured models.
 *
 * @throws {SourceError} when media has nobody to transcribe it, or nothing is said in it.
 */
export async function transcribeSource(
  source: AcquiredSource,
  context: TaskContext,
  dependencies: TranscriptionDependencies,
): Promise<TaskOutcome<Transcription>> {
  if (!source.media) return noted(await fromText(source, context), context)
  return holdsPictures(source.media)
    ? fromPictures(source, await readFile(source.media.file), context, dependencies)
    : fromSound(source, source.media, context, dependencies)
}

async function fromPictures(
  source: AcquiredSource,
  bytes: Uint8Array,
  context: TaskContext,
  { pictures }: TranscriptionDependencies,
): Promise<TaskOutcome<Transcription>> {
  const { text, notes, refusal } = await readPictures(bytes, source, context, pictures)
  const language = await languageOf(text, source.language, context)
  const outcome = await noted({ text, segments: [], language }, context)
  return { ...outcome, notes: [...notes, ...outcome.notes], refusal }
}

async function fromSound(
  source: AcquiredSource,
  media: NonNullable<AcquiredSource['media']>,
  context: TaskContext,
  { transcriptions, filmSound }: TranscriptionDependencies,
): Promise<TaskOutcome<Transcription>> {
  const { file, mediaType } = media
  if (!transcriptions) {
    const problem = { reason: 'no_transcription_model', values: { format: source.type } } as const
    throw new SourceError(problem, source.location, { detail: mediaType })
  }
  context.progress(0, { code: 'transcribing', values: {} })
  const bytes = await readFile(file)
  const heard = await hearRecording(bytes, { ...source, media }, context, {
    transcriptions,
    filmSound,
  })
  const { text, durationSeconds } = heard
  const segments = timedSegments(heard.segments)
  const language = await languageOf(text, heard.language, context)
  return noted({ text, segments, language, ...(durationSeconds && { durationSeconds }) }, context)
}

const ordersJob = jobIn<typeof import('../text/orders-job.ts')>(
  new URL('../text/orders-job.ts', import.meta.url),
)

/** With what its reader should know of a text. */
async function noted(
  output: Transcription,
  { workers, signal }: TaskContext,
): Promise<TaskOutcome<Transcription>> {
  const isSwaying = await workers.run(ordersJob, { text: output.text }, signal)
  return { output, notes: isSwaying ? [{ code: 'orders_programs', values: {} }] : [] }
}

async function fromText(
  { text, segments = [], language }: AcquiredSource,
  context: TaskContext,
): Promise<Transcription> {
  return {
    text,
    segments: joined(segments) === text ? timedSegments(segments) : [],
    language: await languageOf(text, language, context),
  }
}

const languageJob = jobIn<typeof import('../text/language-job.ts')>(
  new URL('../text/language-job.ts', import.meta.url),
)

function languageOf(
  text: string,
  declared: string | undefined,
  { workers, signal }: TaskContext,
): Promise<string> {
  return workers.run(languageJob, { text, declared }, signal)
}

const separator = '\n'

function joined(segments: readonly TimedText[]): string {
  return segments.map(({ text }) => text).join(separator)
}

function timedSegments(segments: readonly TimedText[]): readonly Segment[] {
  let offset = 0
  return segments.map(({ text, startSeconds, endSeconds }) => {
    const startOffset = offset
    offset += text.length + separator.length
    return { startOffset, endOffset: startOffset + text.length, startSeconds, endSeconds }
  })
}
