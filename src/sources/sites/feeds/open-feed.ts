import { jobIn } from '../../../workers/job.ts'
import { WorkFailedError } from '../../../workers/work-failed-error.ts'
import type { RawDocument } from '../../extract/extractor.ts'
import type { ReadFeed } from '../../extract/feeds/feed-job.ts'
import { SourceError } from '../../source-error.ts'
import type { SiteContext } from '../site.ts'

const feedJob = new URL('../../extract/feeds/feed-job.ts', import.meta.url)

/**
 * A feed, and in it what was chosen.
 *
 * @param choice see `FeedTask`
 * @throws {SourceError} `unreadable` for what is no feed, `too_complex`
 */
export async function openFeed(
  { bytes, charset }: Pick<RawDocument, 'bytes' | 'charset'>,
  choice: readonly string[],
  { location, limits, workers, signal }: SiteContext,
): Promise<ReadFeed> {
  const job = jobIn<typeof import('../../extract/feeds/feed-job.ts')>(feedJob, {
    cpuTimeMs: limits.extractionCpuTimeMs,
    memoryMegabytes: limits.extractionMemoryMegabytes,
  })
  const task = { bytes, choice, newest: 10, ...(charset !== undefined && { charset }) }
  const feed = await workers.run(job, task, signal).catch((cause: unknown) => {
    if (!(cause instanceof WorkFailedError)) throw cause
    throw new SourceError({ reason: 'too_complex', values: {} }, location, { cause })
  })
  if (feed === undefined)
    throw new SourceError({ reason: 'unreadable', values: { format: 'feed' } }, location)
  return feed
}
