import { SourceError } from '../source-error.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import { toLanguageTag } from '../text/language-tag.ts'
import type { DownloadedFile } from '../yt-dlp/yt-dlp.ts'
import { bestTracks } from './caption-track.ts'
import { withChapters } from './chapters.ts'
import type { Finding, SiteContext, SiteStep } from './site.ts'
import { SiteRefusal } from './site-refusal.ts'

/** By the program yt-dlp, where there is one: captions, else the sound where somebody can hear. */
export function ytDlpSteps<Item>(pageOf: (item: Item) => string): readonly SiteStep<Item>[] {
  return [
    { name: 'yt_dlp_captions', read: (item, context) => readCaptions(pageOf(item), context) },
    { name: 'yt_dlp_sound', read: (item, context) => readSound(pageOf(item), context) },
  ]
}

async function readCaptions(page: string, context: SiteContext): Promise<Finding> {
  const { ytDlp, readBytes, told } = context
  if (ytDlp === undefined) return {}
  const described = { bytes: await ytDlp.describe(page, context), url: page }
  const { isLive, facts, chapters, tracks } = await told(described, 'videoInfo')
  if (isLive) throw new SiteRefusal({ reason: 'not_over', values: {} })
  const [track] = bestTracks(tracks)
  if (track === undefined) return facts
  const { segments } = await readBytes(captionFile(await ytDlp.captions(page, track, context)))
  if (segments === undefined) return facts
  const language = toLanguageTag(track.language.replace(/-orig$/, ''))
  return {
    ...facts,
    type: 'captions',
    ...withChapters(segments, chapters),
    ...dropUndefined({ language }),
  }
}

function captionFile({ bytes, extension }: DownloadedFile) {
  return { bytes, url: `https://captions.invalid/file.${extension}` }
}

async function readSound(page: string, context: SiteContext): Promise<Finding> {
  const { ytDlp, hasTranscription, location, readBytes } = context
  if (ytDlp === undefined || !hasTranscription) return {}
  const { bytes, extension } = await ytDlp.sound(page, context)
  const { type, media } = await readBytes({
    bytes,
    mediaType: extension === 'mp4' ? 'video/mp4' : `audio/${extension}`,
  })
  if (media === undefined)
    throw new SourceError({ reason: 'no_recording', values: { format: 'audio' } }, location)
  return { type, media }
}
