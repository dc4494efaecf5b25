import { SourceError } from '../../source-error.ts'
import { cleanLine } from '../../text/clean-text.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { toIsoDate } from '../../text/published-date.ts'
import type { CaptionTrack } from '../caption-track.ts'
import type { Finding, SiteContext } from '../site.ts'
import { SiteRefusal } from '../site-refusal.ts'

/** Whom YouTube takes us for: it does not give every program the same tracks. */
export type YoutubeClient = 'WEB' | 'ANDROID'

export interface PlayerTrack extends CaptionTrack {
  readonly url: string
}

export interface Player {
  readonly facts: Finding
  readonly description: string
  readonly tracks: readonly PlayerTrack[]
}

/**
 * What YouTube tells its own player of a video.
 *
 * @throws {SiteRefusal} for what is not there, and what is not over
 * @throws {SourceError} `sign_in_page`, `refuses_programs`; as a fetch does
 */
export async function askPlayer(id: string, client: YoutubeClient, context: SiteContext): Promise<Player> {
  const { Innertube, Log, YTNodes } = await import('youtubei.js')
  Log.setLevel(Log.Level.NONE)
  const innertube = await Innertube.create({
    retrieve_player: false,
    retrieve_innertube_config: false,
    generate_session_locally: true,
    fetch: fetchIn(context),
  })
  const info = await innertube.getBasicInfo(id, { client }).catch((cause: unknown) => {
    if (cause instanceof SourceError) throw cause
    throw unavailable(cause)
  })
  refuseUnplayable(info.playability_status, context.location)
  const { basic_info: basics, captions, page } = info
  if (basics.is_live || basics.is_upcoming) throw new SiteRefusal({ reason: 'not_over', values: {} })
  const [{ microformat }] = page
  const published = microformat?.is(YTNodes.PlayerMicroformat) ? microformat.publish_date : undefined
  return {
    facts: dropUndefined({
      url: `https://www.youtube.com/watch?v=${id}`,
      title: cleanLine(basics.title),
      author: cleanLine(basics.author),
      publishedAt: toIsoDate(published),
      durationSeconds: basics.duration || undefined,
    }),
    description: basics.short_description ?? '',
    tracks: (captions?.caption_tracks ?? []).map(({ base_url, language_code, kind }) => ({
      url: base_url,
      language: language_code,
      isAutomatic: kind === 'asr',
    })),
  }
}

/** The library's requests go through the guarded client as all others do. */
function fetchIn({ text }: SiteContext): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const body = await request.text()
    const headers = Object.fromEntries(request.headers)
    const answer = await text(request.url, { headers, ...(request.method === 'POST' && { body }) })
    return new Response(answer, { headers: { 'content-type': 'application/json' } })
  }
}

function unavailable(cause: unknown): SiteRefusal {
  return new SiteRefusal(
    { reason: 'page_not_found', values: {} },
    cause instanceof Error ? cause.message : undefined,
  )
}

interface Playability {
  readonly status: string
  readonly reason: string
}

/** Names of states are YouTube's own; their reasons are sentences for people. */
function refuseUnplayable(playability: Playability | undefined, location: string): void {
  const { status = 'OK', reason = '' } = playability ?? {}
  const detail = `${status} ${reason}`.trim()
  switch (status) {
    case 'OK':
      return
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
