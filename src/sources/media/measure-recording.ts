import { jobIn } from '../../workers/job.ts'
import { WorkFailedError } from '../../workers/work-failed-error.ts'
import type { Workers } from '../../workers/workers.ts'
import { longestSeconds, soundFormatOf } from './sound-format.ts'

/** An hour of MP3 or Opus is decoded in five to ten seconds of a processor's time. */
const measuringJob = jobIn<typeof import('./measuring-job.ts')>(
  new URL('./measuring-job.ts', import.meta.url),
  { cpuTimeMs: 60_000 },
)

/** Decoders differ in what they leave out at both ends. */
const marginSeconds = 1

export type Measurement =
  | { readonly kind: 'measured'; readonly seconds: number }
  /** It contradicts itself, so that nobody can tell how long it plays. */
  | { readonly kind: 'damaged'; readonly detail: string }

/**
 * Whole seconds that a recording plays at most: by decoding it in a process of its own, where that ends before its time by its
 * bytes. No header is believed: what a header tells is not what a provider hears, and bills.
 *
 * @throws the signal's reason when the caller aborted
 */
export async function measureRecording(
  bytes: Uint8Array,
  workers: Workers,
  signal?: AbortSignal,
): Promise<Measurement> {
  try {
    const seconds = await workers.run(measuringJob, { bytes }, signal)
    return { kind: 'measured', seconds: Math.ceil(seconds) + marginSeconds }
  } catch (error) {
    if (error instanceof Error && error.name === 'RangeError')
      return { kind: 'damaged', detail: error.message }
    if (!(error instanceof WorkFailedError)) throw error
    const seconds = longestSeconds(await soundFormatOf(bytes), bytes.byteLength)
    return { kind: 'measured', seconds: Math.ceil(seconds) + marginSeconds }
  }
}
