import { z } from 'zod'
import { cleanLine, cleanText } from '../text/clean-text.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import { toLanguageTag } from '../text/language-tag.ts'
import { toIsoDate } from '../text/published-date.ts'
import type { CaptionChoice } from '../yt-dlp/yt-dlp.ts'
import type { Answer } from './answer.ts'
import { jsonIn } from './answers.ts'
import { chaptersIn } from './chapters.ts'

const tracks = z.record(z.string(), z.array(z.object({ ext: z.string().optional() }))).nullish()

/** What is used of yt-dlp's JSON: https://github.com/yt-dlp/yt-dlp#output-template (2026-11). */
const videoInfoForm = z.object({
  title: z.string().nullish(),
  channel: z.string().nullish(),
  uploader: z.string().nullish(),
  description: z.string().nullish(),
  /** Seconds. */
  duration: z.number().nullish(),
  /** `20260314` */
  upload_date: z.string().nullish(),
  language: z.string().nullish(),
  /** `not_live`, `is_live`, `is_upcoming`, `was_live`, `post_live`. */
  live_status: z.string().nullish(),
  chapters: z.array(z.object({ start_time: z.number(), title: z.string() })).nullish(),
  subtitles: tracks,
  automatic_captions: tracks,
})
type VideoInfo = z.infer<typeof videoInfoForm>

const mostChapters = 1_000
const mostTracks = 500

/** What yt-dlp tells of a video. @throws SourceError `unreadable` */
export function readVideoInfo(answer: Answer) {
  const info = jsonIn(answer, videoInfoForm)
  return {
    isLive: info.live_status === 'is_live' || info.live_status === 'is_upcoming',
    facts: factsOf(info),
    chapters: chaptersOf(info).slice(0, mostChapters),
    tracks: tracksOf(info).slice(0, mostTracks),
  }
}

function factsOf(info: VideoInfo) {
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
