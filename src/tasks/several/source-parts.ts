import { basename } from 'node:path'
import type { AcquiredSource } from '../acquisition.ts'
import type { Transcription } from '../transcription.ts'

/** One of several sources with its text. */
export interface SourcePart {
  /** Its place among those that were given, counted from 0. */
  readonly index: number
  readonly source: AcquiredSource
  readonly transcription: Transcription
}

/** The sources that have a text, in order. */
export function partsOf({ sources = [] }: AcquiredSource, whole: Transcription): readonly SourcePart[] {
  return (whole.parts ?? []).flatMap((part) => {
    const source = sources[part.source]?.source
    if (part.failure || !source) return []
    const { startOffset, endOffset, language } = part
    const segments = whole.segments
      .filter((segment) => segment.startOffset >= startOffset && segment.endOffset <= endOffset)
      .map((segment) => ({
        ...segment,
        startOffset: segment.startOffset - startOffset,
        endOffset: segment.endOffset - startOffset,
      }))
    const text = whole.text.slice(startOffset, endOffset)
    return [{ index: part.source, source, transcription: { text, segments, language } }]
  })
}

/** What a source is called beside others: by its title, else by where it is from. */
export function nameOfSource({ title, siteName, url, location }: AcquiredSource): string {
  const host = URL.parse(url ?? '')?.hostname
  return title ?? siteName ?? (host || basename(location))
}
