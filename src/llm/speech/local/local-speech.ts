import { availableParallelism } from 'node:os'
import type { TranscriptionModelV4 } from '@ai-sdk/provider'
import type { ModelId } from '../../../pricing/model-id.ts'
import { speechRate } from '../../../sources/media/speech-rate.ts'
import { type Job, jobIn } from '../../../workers/job.ts'
import { WorkFailedError } from '../../../workers/work-failed-error.ts'
import type { Workers } from '../../../workers/workers.ts'
import { type Speech, speechModel } from '../speech-model.ts'
import { LocalRecogniserError } from './local-recogniser-error.ts'
import type { RecogniserFolder } from './recogniser-folder.ts'

const megabyte = 1024 * 1024
/** The largest of Whisper takes some five seconds of a processor's time for one of speech, the smallest of all a tenth. */
const cpuTimeMsPerSecond = 20_000
const cpuTimeMsToLoad = 120_000
/** Of sound as it is cut: 16 bits a sample. */
const bytesPerSecond = speechRate * 2
/** More share out work that is too small for them. */
const mostThreads = 4

/** A recogniser of the operator's, in the form of the SDK: it hears on this machine, in processes of their own, and nothing leaves it. */
export function localSpeechModel(
  id: ModelId,
  recogniser: RecogniserFolder,
  workers: Workers,
): TranscriptionModelV4 {
  return speechModel(id, ({ bytes, signal }) => heardBy(recogniser, { bytes, workers, signal }))
}

/**
 * Loads a recogniser, to see whether it can be.
 *
 * @throws {LocalRecogniserError} when it cannot
 */
export async function tryRecogniser(recogniser: RecogniserFolder, workers: Workers): Promise<void> {
  await heardBy(recogniser, { workers })
}

async function heardBy(
  recogniser: RecogniserFolder,
  { bytes, workers, signal }: { bytes?: Uint8Array; workers: Workers; signal?: AbortSignal | undefined },
): Promise<Speech> {
  const threads = Math.min(mostThreads, availableParallelism())
  const seconds = (bytes?.byteLength ?? 0) / bytesPerSecond
  const task = { recogniser, threads, ...(bytes && { bytes }) }
  try {
    return await workers.run(hearingJob(recogniser, seconds), task, signal)
  } catch (error) {
    signal?.throwIfAborted()
    const said = error instanceof WorkFailedError || error instanceof Error ? error.message : String(error)
    throw new LocalRecogniserError(recogniser.name, said, error)
  }
}

/** What the model is on the disk, it is in memory up to three times: as it is read, and as it is computed with. */
function hearingJob(
  { bytes }: RecogniserFolder,
  seconds: number,
): Job<typeof import('./hearing-job.ts').work> {
  return jobIn<typeof import('./hearing-job.ts')>(new URL('./hearing-job.ts', import.meta.url), {
    cpuTimeMs: cpuTimeMsToLoad + Math.ceil(seconds * cpuTimeMsPerSecond),
    memoryMegabytes: 1_536 + Math.ceil((3 * bytes) / megabyte),
  })
}
