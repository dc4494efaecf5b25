import { type Job, jobIn, type Work } from '../../workers/job.ts'
import { WorkFailedError } from '../../workers/work-failed-error.ts'
import type { Workers } from '../../workers/workers.ts'
import type { ReadLimits } from '../read-limits.ts'
import type { Source } from '../source.ts'
import { SourceError, type SourceProblem } from '../source-error.ts'
import { fewerSegments } from './fewer-segments.ts'

/** What was read; of a recording, whose bytes the asker has, the media type. */
export interface ExtractedSource extends Omit<Source, 'media'> {
  readonly mediaType?: string
}

/** A `SourceError` does not survive the way between processes, its fields do. */
export interface FailureReply {
  readonly failure: { readonly problem: SourceProblem; readonly detail: string | undefined }
}

export type ExtractionReply = { readonly source: ExtractedSource } | FailureReply

export type ExtractionLimits = Pick<
  ReadLimits,
  'extractionCpuTimeMs' | 'extractionMemoryMegabytes' | 'textCharacters'
>

/**
 * What a process answers that makes a text of bytes.
 *
 * @param format what it is read as, as messages call it, at the time of a failure
 */
export async function replyWith(
  read: () => Source | Promise<Source>,
  options: { readonly location: string; readonly textCharacters: number; readonly format: () => string },
): Promise<ExtractionReply> {
  const { location, textCharacters, format } = options
  try {
    const { media, ...source } = await read()
    if (source.text.length > textCharacters) throw tooLong(location, { textCharacters })
    const segments = source.segments && { segments: fewerSegments(source.segments) }
    return { source: { ...source, ...segments, ...(media && { mediaType: media.mediaType }) } }
  } catch (error) {
    return failureReply(error, location, format())
  }
}

export function tooLong(
  location: string,
  { textCharacters }: Pick<ReadLimits, 'textCharacters'>,
): SourceError {
  return new SourceError({ reason: 'too_long', values: { millions: textCharacters / 1e6 } }, location)
}

/** Parsers fail in many ways on hostile input; for the reader they are all the same. */
export function failureReply(error: unknown, location: string, format: string): FailureReply {
  const { problem, detail } = toSourceError(error, location, format)
  return { failure: { problem, detail } }
}

function toSourceError(error: unknown, location: string, format: string): SourceError {
  if (error instanceof SourceError) return error
  const detail = error instanceof Error ? error.message : String(error)
  // What recurses deeper than the stack, or makes longer texts and arrays than the engine has.
  if (error instanceof RangeError)
    return new SourceError({ reason: 'too_complex', values: {} }, location, { detail })
  return new SourceError({ reason: 'unreadable', values: { format } }, location, { detail })
}

/** The work of a module, within the limits of reading: see `jobIn`. */
export function readingJobIn<Module extends { readonly work: Work }>(
  module: URL,
  { extractionCpuTimeMs: cpuTimeMs, extractionMemoryMegabytes: memoryMegabytes }: ExtractionLimits,
): Job<Module['work']> {
  return jobIn<Module>(module, { cpuTimeMs, memoryMegabytes })
}

interface ReplyOptions {
  readonly location: string
  readonly workers: Workers
  readonly signal?: AbortSignal | undefined
}

/**
 * Has a process of its own make something of bytes.
 *
 * @throws SourceError as it was answered, or `too_complex` when it takes too much processor time or memory; the signal's reason when the
 * caller aborted
 */
export async function replyBy<Task, Reply extends object>(
  job: Job<(task: Task) => Reply | Promise<Reply>>,
  task: Task,
  { location, workers, signal }: ReplyOptions,
): Promise<Exclude<Reply, FailureReply>> {
  const reply: object = await workers.run(job, task, signal).catch((error: unknown) => {
    if (!(error instanceof WorkFailedError)) throw error
    const { failure: detail } = error
    throw new SourceError({ reason: 'too_complex', values: {} }, location, { detail, cause: error })
  })
  if (isFailure(reply)) throw new SourceError(reply.failure.problem, location, reply.failure)
  return reply as Exclude<Reply, FailureReply>
}

function isFailure(reply: object): reply is FailureReply {
  return 'failure' in reply
}

/** Has a process of its own make a text of bytes: see {@link replyBy}. */
export async function extractionBy<Task>(
  job: Job<(task: Task) => Promise<ExtractionReply>>,
  task: Task,
  options: ReplyOptions,
): Promise<ExtractedSource> {
  const { source } = await replyBy(job, task, options)
  return source
}
