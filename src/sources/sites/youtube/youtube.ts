import { SourceError } from '../../source-error.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { toLanguageTag } from '../../text/language-tag.ts'
import { chaptersIn, withChapters } from '../chapters.ts'
import { type Finding, type SiteContext, site } from '../site.ts'
import { SiteRefusal } from '../site-refusal.ts'
import { bestTracks, type CaptionTrack } from './caption-track.ts'
import { askPlayer, type Player, type YoutubeClient } from './player.ts'
import { type YoutubeItem, youtubeItem } from './youtube-address.ts'

export const youtube = site<YoutubeItem>({
  name: 'YouTube',
  match: youtubeItem,
  steps: [
    { name: 'captions', read: (item, context) => readCaptions(item, 'WEB', context) },
    { name: 'app_captions', read: (item, context) => readCaptions(item, 'ANDROID', context) },
    { name: 'none', read: tellWhatIsMissing },
  ],
})

/** Where the video itself could not be looked at, that says more. */
async function tellWhatIsMissing(_item: YoutubeItem, { known, location }: SiteContext): Promise<Finding> {
  if (known.title === undefined) return {}
  throw new SourceError({ reason: 'no_captions', values: {} }, location)
}

async function readCaptions(
  item: YoutubeItem,
  client: YoutubeClient,
  context: SiteContext,
): Promise<Finding> {
  if (item.kind === 'list') throw new SiteRefusal({ reason: 'choose_one', values: {} })
  const player = await askPlayer(item.id, client, context)
  for (const track of bestTracks(player.tracks)) {
    const captions = await readTrack(track, player, context)
    if (captions !== undefined) return { ...player.facts, type: 'captions', ...captions }
  }
  return { type: 'video', ...player.facts }
}

/** Undefined for a track that comes empty, as YouTube sends it to programs that it does not like: that is no silence. */
async function readTrack(
  { url, language }: CaptionTrack,
  { description }: Player,
  { answer, readBytes, signal }: SiteContext,
): Promise<Finding | undefined> {
  const address = new URL(url, 'https://www.youtube.com')
  address.searchParams.set('fmt', 'json3')
  try {
    const { bytes } = await answer(address.href)
    const { segments } = await readBytes({ bytes, mediaType: 'application/json', url: address.href })
    if (segments === undefined) return undefined
    return {
      ...withChapters(segments, chaptersIn(description)),
      ...dropUndefined({ language: toLanguageTag(language) }),
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof SourceError) return undefined
    throw error
  }
}
