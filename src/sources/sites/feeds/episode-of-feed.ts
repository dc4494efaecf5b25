import { SourceError } from '../../source-error.ts'
import { followSteps } from '../read-site.ts'
import type { Finding, SiteContext } from '../site.ts'
import { episodeSteps } from './episode.ts'
import { openFeed } from './open-feed.ts'

/**
 * An episode by the feed of its podcast.
 *
 * @param choice what it is known by, see `FeedTask`; empty for the newest
 * @throws {SourceError} `not_in_a_feed`; as reading does
 */
export async function readEpisodeOf(
  feedUrl: string,
  choice: readonly string[],
  context: SiteContext,
): Promise<Finding> {
  const feed = await openFeed(await context.fetchDocument(feedUrl), choice, context)
  const episode = choice.length === 0 ? feed.newest[0] : feed.chosen
  if (episode === undefined)
    throw new SourceError({ reason: 'not_in_a_feed', values: {} }, context.location, { detail: feedUrl })
  return followSteps(episodeSteps(feed, episode), context)
}
