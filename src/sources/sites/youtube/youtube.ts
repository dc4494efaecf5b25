import { SourceError } from '../../source-error.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { toLanguageTag } from '../../text/language-tag.ts'
import { bestTracks } from '../caption-track.ts'
import { withChapters } from '../chapters.ts'
import { type Finding, type SiteContext, site } from '../site.ts'
import { SiteRefusal } from '../site-refusal.ts'
import { ytDlpSteps } from '../yt-dlp-steps.ts'
import { askPlayer } from './player.ts'
import type { Player, PlayerTrack, YoutubeClient } from './player-job.ts'
import { type YoutubeItem, youtubeItem } from './youtube-address.ts'

export const youtube = site<YoutubeItem>({
  name: 'YouTube',
  match: youtubeItem,
  otherwise: { reason: 'no_captions', values: {} },
  steps: [
    { name: 'captions', read: (item, context) => readCaptions(item, 'WEB', context) },
    { name: 'app_captions', read: (item, context) => readCaptions(item, 'ANDROID', context) },
    ...ytDlpSteps(pageOf),
  ],
})

function pageOf(item: YoutubeItem): string {
  if (item.kind === 'list') throw new SiteRefusal({ reason: 'choose_one', values: {} })
  return `https://www.youtube.com/watch?v=${item.id}`
}

/** Where these come empty, so do the others. */
const mostTracks = 3

async function readCaptions(
  item: YoutubeItem,
  client: YoutubeClient,
  context: SiteContext,
): Promise<Finding> {
  if (item.kind === 'list') throw new SiteRefusal({ reason: 'choose_one', values: {} })
  const player = await askPlayer(item.id, client, context)
  for (const track of bestTracks(player.tracks).slice(0, mostTracks)) {
    const captions = await readTrack(track, player, context)
    if (captions !== undefined) return { ...player.facts, type: 'captions', ...captions }
  }
  return { type: 'video', ...player.facts }
}

/** Undefined for a track that comes empty, as YouTube sends it to programs that it does not like: that is no silence. */
async function readTrack(
  { url, language }: PlayerTrack,
  { chapters }: Player,
  { answer, readBytes, signal }: SiteContext,
): Promise<Finding | undefined> {
  const address = new URL(url, 'https://www.youtube.com')
  address.searchParams.set('fmt', 'json3')
  try {
    const { bytes } = await answer(address.href)
    const { segments } = await readBytes({ bytes, mediaType: 'application/json', url: address.href })
    if (segments === undefined) return undefined
    return {
      ...withChapters(segments, chapters),
      ...dropUndefined({ language: toLanguageTag(language) }),
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof SourceError) return undefined
    throw error
  }
}
