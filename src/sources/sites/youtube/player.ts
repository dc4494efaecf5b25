import { readingJobIn, replyBy } from '../../extract/extraction-reply.ts'
import { SourceError } from '../../source-error.ts'
import type { Answer } from '../answer.ts'
import type { SiteContext } from '../site.ts'
import { SiteRefusal } from '../site-refusal.ts'
import type { Player, YoutubeClient } from './player-job.ts'

const playerJob = new URL('./player-job.ts', import.meta.url)

/** The library asks once for a video. */
const mostRequests = 3
/** Ten times what it is answered with. */
const mostBytesOfAnswer = 4 * 1024 ** 2

/**
 * What YouTube tells its own player of a video.
 *
 * @throws {SiteRefusal} for what is not there, and what is not over
 * @throws {SourceError} `sign_in_page`, `refuses_programs`; as a fetch does
 */
export async function askPlayer(id: string, client: YoutubeClient, context: SiteContext): Promise<Player> {
  const { location, limits } = context
  const job = readingJobIn<typeof import('./player-job.ts')>(playerJob, limits)
  const answers: Answer[] = []
  while (answers.length <= mostRequests) {
    const reply = await replyBy(job, { id, client, answers }, context)
    if ('player' in reply) return playable(reply.player, location)
    if ('unavailable' in reply)
      throw new SiteRefusal({ reason: 'page_not_found', values: {} }, reply.unavailable)
    const { address, headers, body } = reply.request
    answers.push(await context.answer(address, { headers, body }, mostBytesOfAnswer))
  }
  throw new SourceError({ reason: 'unreadable', values: { format: 'JSON' } }, location)
}

/** Names of states are YouTube's own; their reasons are sentences for people. */
function playable(player: Player, location: string): Player {
  const { status, reason, isLive } = player
  const detail = `${status} ${reason}`.trim()
  switch (status) {
    case 'OK':
      if (isLive) throw new SiteRefusal({ reason: 'not_over', values: {} })
      return player
    case 'LIVE_STREAM_OFFLINE':
      throw new SiteRefusal({ reason: 'not_over', values: {} }, detail)
    case 'LOGIN_REQUIRED':
    case 'AGE_CHECK_REQUIRED':
    case 'AGE_VERIFICATION_REQUIRED':
    case 'CONTENT_CHECK_REQUIRED':
      throw new SourceError(
        { reason: /\bbot\b/i.test(reason) ? 'refuses_programs' : 'sign_in_page', values: {} },
        location,
        { detail },
      )
    default:
      throw new SourceError({ reason: 'refuses_programs', values: {} }, location, { detail })
  }
}
