import { jobIn } from '../../workers/job.ts'
import { WorkFailedError } from '../../workers/work-failed-error.ts'
import type { Workers } from '../../workers/workers.ts'
import type { SpeechChunk } from './speech-chunks.ts'
import type { SoundSpan } from './speech-detector.ts'

/** An hour is decoded and gone through for speech in about half a minute of a processor's time. */
const limits = { cpuTimeMs: 300_000, memoryMegabytes: 1_536 }
const speechJob = jobIn<typeof import('./speech-job.ts')>(new URL('./speech-job.ts', import.meta.url), limits)
const cuttingJob = jobIn<typeof import('./cutting-job.ts')>(
  new URL('./cutting-job.ts', import.meta.url),
  limits,
)

export type SpeechSearch =
  | { readonly kind: 'searched'; readonly spans: readonly SoundSpan[]; readonly seconds: number }
  /** Nobody here decodes it, or not in good time. */
  | { readonly kind: 'undecoded' }
  /** It contradicts itself. */
  | { readonly kind: 'damaged'; readonly detail: string }

/**
 * Where somebody speaks in a recording, by a process of its own.
 *
 * @throws the signal's reason when the caller aborted
 */
export async function findSpeech(
  bytes: Uint8Array,
  workers: Workers,
  signal?: AbortSignal,
): Promise<SpeechSearch> {
  try {
    const found = await workers.run(speechJob, { bytes }, signal)
    return found ? { kind: 'searched', ...found } : { kind: 'undecoded' }
  } catch (error) {
    if (error instanceof Error && error.name === 'RangeError')
      return { kind: 'damaged', detail: error.message }
    if (error instanceof WorkFailedError) return { kind: 'undecoded' }
    throw error
  }
}

/** Chunks of a recording as WAV files. */
export function cutChunks(
  bytes: Uint8Array,
  chunks: readonly SpeechChunk[],
  workers: Workers,
  signal?: AbortSignal,
): Promise<readonly Uint8Array[]> {
  return workers.run(cuttingJob, { bytes, chunks }, signal)
}
