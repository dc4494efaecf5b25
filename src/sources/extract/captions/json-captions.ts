import { z } from 'zod'
import type { Cue } from './cue.ts'
import { heardIn } from './recogniser-json.ts'
import { shownLine } from './shown-line.ts'
import { wholePhrases } from './whole-phrases.ts'

/** YouTube's `json3`: events with pieces of text, times in milliseconds; windows and line breaks are events as well. */
const youtubeTrack = z.object({
  events: z.array(
    z.object({
      tStartMs: z.number(),
      dDurationMs: z.number().default(0),
      segs: z.array(z.object({ utf8: z.string().default('') })).default([]),
    }),
  ),
})

/** Podcasting 2.0, https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md (2026-11). */
const podcastTranscript = z.object({
  segments: z.array(
    z.object({
      startTime: z.number(),
      endTime: z.number().optional(),
      speaker: z.string().optional(),
      body: z.string(),
    }),
  ),
})

/** What speech recognisers answer with: OpenAI's `verbose_json`, WhisperX. Other forms stand in `recogniser-json.ts`. */
const recognised = z.object({
  segments: z.array(
    z.object({
      start: z.number(),
      end: z.number(),
      text: z.string(),
      speaker: z.string().nullish(),
    }),
  ),
})

/** The cues of captions in JSON; undefined for JSON that is something else. */
export function jsonCues(value: unknown): Cue[] | undefined {
  const youtube = youtubeTrack.safeParse(value)
  if (youtube.success)
    return youtube.data.events.map(({ tStartMs, dDurationMs, segs }) =>
      toCue(tStartMs / 1000, (tStartMs + dDurationMs) / 1000, segs.map(({ utf8 }) => utf8).join('')),
    )
  const podcast = podcastTranscript.safeParse(value)
  if (podcast.success)
    return wholePhrases(
      podcast.data.segments.map(({ startTime, endTime, speaker, body }) =>
        toCue(startTime, endTime ?? startTime, body, speaker),
      ),
    )
  const speech = recognised.safeParse(value)
  if (speech.success)
    return wholePhrases(
      speech.data.segments.map(({ start, end, text, speaker }) =>
        toCue(start, end, text, speaker ?? undefined),
      ),
    )
  const heard = heardIn(value)
  return heard && wholePhrases(heard.map(({ start, end, text, speaker }) => toCue(start, end, text, speaker)))
}

function toCue(startSeconds: number, endSeconds: number, text: string, speaker?: string): Cue {
  const lines = text.split('\n').map(shownLine).filter(Boolean)
  return { startSeconds, endSeconds, lines, speaker }
}
