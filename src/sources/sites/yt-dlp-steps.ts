import { SourceError } from '../source-error.ts'
import { cleanLine, cleanText } from '../text/clean-text.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import { toLanguageTag } from '../text/language-tag.ts'
import { toIsoDate } from '../text/published-date.ts'
import type { VideoInfo } from '../yt-dlp/video-info.ts'
import type { CaptionChoice, DownloadedFile } from '../yt-dlp/yt-dlp.ts'
import { bestTracks } from './caption-track.ts'
import { chaptersIn, withChapters } from './chapters.ts'
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
  const { ytDlp, readBytes } = context
  if (ytDlp === undefined) return {}
  const info = await ytDlp.describe(page, context)
  if (info.live_status === 'is_live' || info.live_status === 'is_upcoming')
    throw new SiteRefusal({ reason: 'not_over', values: {} })
  const facts = factsOf(info)
  const [track] = bestTracks(tracksOf(info))
  if (track === undefined) return facts
  const { segments } = await readBytes(captionFile(await ytDlp.captions(page, track, context)))
  if (segments === undefined) return facts
  const language = toLanguageTag(track.language.replace(/-orig$/, ''))
  return {
    ...facts,
    type: 'captions',
    ...withChapters(segments, chaptersOf(info)),
    ...dropUndefined({ language }),
  }
}

function factsOf(info: VideoInfo): Finding {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(info.upload_date ?? '') ?? []
  return dropUndefined({
    title: cleanLine(info.title),
    author: cleanLine(info.channel ?? info.uploader),
    publishedAt: year && toIsoDate(`${year}-${month}-${day}`),
    durationSeconds: info.duration || undefined,
    language: toLanguageTag(info.language),
    description: cleanText(info.description ?? '') || undefined,
  })
}

function chaptersOf({ chapters, description }: VideoInfo) {
  const told = chapters?.map(({ start_time, title }) => ({ startSeconds: start_time, title }))
  return told ?? chaptersIn(description ?? '')
}

/** Automatic ones also come translated into every language; those of what is spoken are marked, or are the only ones. */
function tracksOf({ subtitles, automatic_captions, language }: VideoInfo): readonly CaptionChoice[] {
  const written = Object.keys(subtitles ?? {}).filter((name) => name !== 'live_chat')
  const heard = Object.keys(automatic_captions ?? {})
  const [spoken] = [
    ...heard.filter((name) => name.endsWith('-orig')),
    ...heard.filter((name) => name === language),
    ...(heard.length === 1 ? heard : []),
  ]
  return [
    ...written.map((name) => ({ language: name, isAutomatic: false })),
    ...(spoken === undefined ? [] : [{ language: spoken, isAutomatic: true }]),
  ]
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
