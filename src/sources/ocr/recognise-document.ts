import { jobIn } from '../../workers/job.ts'
import type { Workers } from '../../workers/workers.ts'
import { type ExtractedSource, extractionBy } from '../extract/extraction-reply.ts'
import { defaultReadLimits, type ReadLimits } from '../read-limits.ts'
import type { RecognitionTask } from './recognition-job.ts'

/** Three seconds a page, and as much again for pages that are hard to read. */
const recognitionJob = jobIn<typeof import('./recognition-job.ts')>(
  new URL('./recognition-job.ts', import.meta.url),
  { cpuTimeMs: 120_000, memoryMegabytes: 1_024 },
)

/**
 * The text in a picture or in pages of a scan, recognised by a process of its own.
 *
 * @throws {SourceError} `unclear_picture` where no text is there, or too little of it can be made out, and as an extraction does
 */
export function recogniseDocument(
  task: Omit<RecognitionTask, 'textCharacters'>,
  {
    workers,
    signal,
    limits = defaultReadLimits,
  }: {
    readonly workers: Workers
    readonly signal?: AbortSignal | undefined
    readonly limits?: Pick<ReadLimits, 'textCharacters'>
  },
): Promise<ExtractedSource> {
  const { location } = task.document
  const whole = { ...task, textCharacters: limits.textCharacters }
  return extractionBy(recognitionJob, whole, { location, workers, signal })
}
