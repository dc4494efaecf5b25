import { jobIn } from '../../workers/job.ts'
import type { Workers } from '../../workers/workers.ts'
import type { PageViews } from './page-view.ts'

/** Some seconds a page, where it is of the hard kind. */
const viewingJob = jobIn<typeof import('./viewing-job.ts')>(new URL('./viewing-job.ts', import.meta.url), {
  cpuTimeMs: 120_000,
  memoryMegabytes: 1_024,
})

/**
 * The pages of a scan, or a picture as its only page, as pictures that models take: JPEG of at most 2,048 dots a side, without what the
 * file says of its maker and place. Drawn by a process of its own.
 *
 * @throws {WorkFailedError} when it takes too much; an error for what is no picture; the signal's reason when the caller aborted
 */
export function viewPages(bytes: Uint8Array, workers: Workers, signal?: AbortSignal): Promise<PageViews> {
  return workers.run(viewingJob, { bytes }, signal)
}
