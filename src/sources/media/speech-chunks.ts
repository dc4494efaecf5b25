import type { SoundSpan } from './speech-detector.ts'

/** What is sent at once: stretches of a recording, one after another, without the silence between them. */
export interface SpeechChunk {
  readonly pieces: readonly SoundSpan[]
}

/** So much is kept before and after speech, which begins and ends softly. */
const padSeconds = 0.3
/** Shorter pauses stay as they are. */
const leastSilenceSeconds = 1

/** The speech of a recording in chunks of at most so many seconds each, parted where nobody speaks as far as that goes. */
export function speechChunks(
  spans: readonly SoundSpan[],
  { seconds, longestSeconds }: { readonly seconds: number; readonly longestSeconds: number },
): readonly SpeechChunk[] {
  const chunks: SoundSpan[][] = []
  let left = 0
  for (const piece of joined(spans, seconds).flatMap((span) => parted(span, spans, longestSeconds))) {
    const length = lengthOf(piece)
    if (length > left) {
      chunks.push([])
      left = longestSeconds
    }
    chunks.at(-1)?.push(piece)
    left -= length
  }
  return chunks.map((pieces) => ({ pieces }))
}

/** How long a chunk plays. */
export function chunkSeconds({ pieces }: SpeechChunk): number {
  return pieces.reduce((sum, piece) => sum + lengthOf(piece), 0)
}

/** When what is said at times of the chunk is said in the recording. Recognisers let words begin a little early, in the pause before. */
export function recordedSpan(chunk: SpeechChunk, { startSeconds, endSeconds }: SoundSpan): SoundSpan {
  const isLonger = endSeconds - startSeconds > 2 * padSeconds
  const start = recordedAt(chunk, isLonger ? startSeconds + padSeconds : startSeconds)
  const recordedStart = isLonger ? pieceStartBefore(chunk, start - padSeconds, start) : start
  return {
    startSeconds: inMilliseconds(recordedStart),
    endSeconds: inMilliseconds(Math.max(recordedStart, recordedAt(chunk, endSeconds))),
  }
}

function inMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

/** A time, or the start of the piece that it would fall out of. */
function pieceStartBefore({ pieces }: SpeechChunk, seconds: number, within: number): number {
  const piece = pieces.findLast(({ startSeconds }) => startSeconds <= within)
  return Math.max(seconds, piece?.startSeconds ?? 0)
}

function recordedAt({ pieces }: SpeechChunk, secondsInChunk: number): number {
  let before = 0
  for (const piece of pieces) {
    const length = lengthOf(piece)
    // What begins where one piece ends begins with the next one.
    if (secondsInChunk < before + length) return piece.startSeconds + Math.max(0, secondsInChunk - before)
    before += length
  }
  return pieces.at(-1)?.endSeconds ?? 0
}

function lengthOf({ startSeconds, endSeconds }: SoundSpan): number {
  return endSeconds - startSeconds
}

function joined(spans: readonly SoundSpan[], seconds: number): readonly SoundSpan[] {
  const all: { startSeconds: number; endSeconds: number }[] = []
  for (const span of spans) {
    const startSeconds = Math.max(0, span.startSeconds - padSeconds)
    const endSeconds = Math.min(seconds, span.endSeconds + padSeconds)
    const last = all.at(-1)
    if (last && startSeconds - last.endSeconds < leastSilenceSeconds)
      last.endSeconds = Math.max(last.endSeconds, endSeconds)
    else all.push({ startSeconds, endSeconds })
  }
  return all
}

/** Pieces of at most so many seconds: parted in the last pause that fits, or without one where they must be. */
function parted(
  { startSeconds, endSeconds }: SoundSpan,
  spans: readonly SoundSpan[],
  longestSeconds: number,
): readonly SoundSpan[] {
  const pieces: SoundSpan[] = []
  const pauses = spans.map((span) => span.startSeconds - padSeconds / 2)
  let from = startSeconds
  while (endSeconds - from > longestSeconds) {
    const latest = from + longestSeconds
    const start = from
    const pause = pauses.findLast((at) => at > start + longestSeconds / 2 && at <= latest)
    pieces.push({ startSeconds: from, endSeconds: pause ?? latest })
    from = pause ?? latest
  }
  return [...pieces, { startSeconds: from, endSeconds }]
}
