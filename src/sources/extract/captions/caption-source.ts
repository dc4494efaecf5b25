import type { Source, TimedText } from '../../source.ts'
import { SourceError } from '../../source-error.ts'
import { cleanLine } from '../../text/clean-text.ts'
import type { RawDocument } from '../extractor.ts'
import type { Cue } from './cue.ts'
import { unrollCues } from './rolling.ts'

/**
 * What cues say, each line once. A speaker is named where another begins to speak, as in `Maria Keller: Good morning.`
 *
 * @param cues in the order of the file
 * @throws SourceError `empty` when they say nothing
 */
export function captionSource({ location, url }: RawDocument, cues: readonly Cue[]): Source {
  const inOrder = cues.toSorted((one, other) => one.startSeconds - other.startSeconds)
  const segments = toSegments(unrollCues(inOrder))
  if (segments.length === 0) throw new SourceError({ reason: 'empty', values: {} }, location)
  return {
    location,
    ...(url !== undefined && { url }),
    type: 'captions',
    text: segments.map((segment) => segment.text).join('\n'),
    segments,
  }
}

/** @throws SourceError `unreadable`: the document is not of the format that it is said to be */
export function notCaptions({ location }: RawDocument, format: string): SourceError {
  return new SourceError({ reason: 'unreadable', values: { format } }, location)
}

function toSegments(cues: readonly Cue[]): TimedText[] {
  let speaking: string | undefined
  return cues.flatMap(({ startSeconds, endSeconds, lines, speaker }) => {
    const words = cleanLine(lines.join(' '))
    if (words === undefined) return []
    const isNamed = speaker !== undefined && speaker !== '' && speaker !== speaking
    speaking = speaker ?? speaking
    return [{ startSeconds, endSeconds, text: isNamed ? `${speaker}: ${words}` : words }]
  })
}
