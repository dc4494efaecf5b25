import { readingJobIn, replyBy } from '../../extract/extraction-reply.ts'
import type { RawDocument } from '../../extract/extractor.ts'
import type { ReadFeed } from '../../extract/feeds/feed-job.ts'
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
  const job = readingJobIn<typeof import('../../extract/feeds/feed-job.ts')>(feedJob, limits)
  const task = { bytes, choice, newest: 10, location, ...(charset !== undefined && { charset }) }
  return replyBy(job, task, { location, workers, signal })
}
