import type { Innertube } from 'youtubei.js'
import { cleanLine } from '../../text/clean-text.ts'
import { decodeText } from '../../text/decode-text.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { toIsoDate } from '../../text/published-date.ts'
import type { Answer } from '../answer.ts'
import type { CaptionTrack } from '../caption-track.ts'
import { type Chapter, chaptersIn } from '../chapters.ts'
import type { Finding } from '../site.ts'

/** Whom YouTube takes us for: it does not give every program the same tracks. */
export type YoutubeClient = 'WEB' | 'ANDROID'

export interface PlayerTask {
  readonly id: string
  readonly client: YoutubeClient
  /** To what was asked so far, in order. */
  readonly answers: readonly Answer[]
}

export interface PlayerRequest {
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

export interface PlayerTrack extends CaptionTrack {
  readonly url: string
}

export interface Player {
  readonly facts: Finding
  readonly chapters: readonly Chapter[]
  readonly tracks: readonly PlayerTrack[]
  /** It is under way, or has not begun. */
  readonly isLive: boolean
  /** As YouTube names it, with its reason. */
  readonly status: string
  readonly reason: string
}

export type PlayerReply =
  | { readonly request: PlayerRequest }
  | { readonly player: Player }
  /** The library's own words. */
  | { readonly unavailable: string }

const mostTracks = 500
const longestReason = 500

/** Has the library read what was answered, or say what it asks for next: it opens no connection itself. */
export async function work({ id, client, answers }: PlayerTask): Promise<PlayerReply> {
  const { Innertube, Log } = await import('youtubei.js')
  Log.setLevel(Log.Level.NONE)
  const left = [...answers]
  let request: PlayerRequest | undefined
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const answer = left.shift()
    if (answer) return new Response(decodeText(answer.bytes, answer.charset), jsonType)
    request ??= await requestOf(new Request(input, init))
    throw new TypeError('Nothing is fetched here.')
  }
  try {
    const innertube = await Innertube.create({
      retrieve_player: false,
      retrieve_innertube_config: false,
      generate_session_locally: true,
      fetch,
    })
    return { player: await playerOf(innertube, { id, client }) }
  } catch (error) {
    if (request) return { request }
    return { unavailable: (error instanceof Error ? error.message : String(error)).slice(0, longestReason) }
  }
}

const jsonType = { headers: { 'content-type': 'application/json' } }

async function requestOf(request: Request): Promise<PlayerRequest> {
  const body = request.method === 'POST' ? await request.text() : undefined
  return { address: request.url, headers: Object.fromEntries(request.headers), body }
}

async function playerOf(innertube: Innertube, { id, client }: Omit<PlayerTask, 'answers'>): Promise<Player> {
  const { YTNodes } = await import('youtubei.js')
  const info = await innertube.getBasicInfo(id, { client })
  const { basic_info: basics, captions, page, playability_status: playability } = info
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
    chapters: chaptersIn(basics.short_description ?? ''),
    tracks: (captions?.caption_tracks ?? []).slice(0, mostTracks).map((track) => ({
      url: track.base_url,
      language: track.language_code,
      isAutomatic: track.kind === 'asr',
    })),
    isLive: Boolean(basics.is_live || basics.is_upcoming),
    status: playability?.status ?? 'OK',
    reason: (playability?.reason ?? '').slice(0, longestReason),
  }
}
