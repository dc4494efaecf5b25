import { z } from 'zod'

const tracks = z.record(z.string(), z.array(z.object({ ext: z.string().optional() }))).nullish()

/** What is used of its JSON: https://github.com/yt-dlp/yt-dlp#output-template (2026-11). */
export const videoInfoForm = z.object({
  title: z.string().nullish(),
  channel: z.string().nullish(),
  uploader: z.string().nullish(),
  description: z.string().nullish(),
  /** Seconds. */
  duration: z.number().nullish(),
  /** `20260314` */
  upload_date: z.string().nullish(),
  webpage_url: z.string().nullish(),
  language: z.string().nullish(),
  /** `not_live`, `is_live`, `is_upcoming`, `was_live`, `post_live`. */
  live_status: z.string().nullish(),
  chapters: z.array(z.object({ start_time: z.number(), title: z.string() })).nullish(),
  subtitles: tracks,
  automatic_captions: tracks,
})
export type VideoInfo = z.infer<typeof videoInfoForm>
