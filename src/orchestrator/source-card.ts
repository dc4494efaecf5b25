import type { Said } from '../brief/analysis.ts'
import type { SourceType } from '../sources/source.ts'
import type { AcquiredSource } from '../tasks/acquisition.ts'
import type { Transcription } from '../tasks/transcription.ts'
import { readingMinutes } from '../text/reading-time.ts'
import type { FailureCode } from './workflow-failure.ts'

export interface SourceCard {
  readonly location: string
  readonly url: string | undefined
  readonly title: string | undefined
  readonly type: SourceType
  readonly language: string | undefined
  readonly author: string | undefined
  readonly publishedAt: string | undefined
  readonly siteName: string | undefined
  /** How long sound or film plays. */
  readonly durationSeconds?: number | undefined
  /** Of a PDF, or slides. */
  readonly pages?: number | undefined
  /** Of several that are compared each, in their order; the rest is then of all together. */
  readonly sources?: readonly ListedSource[]
  /** How long people take to read its text; undefined without one. */
  readonly readingMinutes: number | undefined
}

/** One of several sources: what is known of it, or why it could not be read. */
export type ListedSource =
  | { readonly card: SourceCard; readonly failure?: never }
  | {
      readonly location: string
      readonly failure: {
        readonly code: FailureCode
        readonly values: Readonly<Record<string, string | number>>
      }
      readonly card?: never
    }

/** Several sources in the order in which they were given; undefined for a single one. */
export function listedSources(
  { sources }: AcquiredSource,
  transcription: Transcription | undefined,
): readonly ListedSource[] | undefined {
  return sources?.map((attempt, index): ListedSource => {
    if (!attempt.source) return attempt
    const { source } = attempt
    const part = transcription?.parts?.find((one) => one.source === index)
    if (part?.failure) return { location: source.location, failure: part.failure }
    const text = part ? transcription?.text.slice(part.startOffset, part.endOffset) : source.text
    return { card: cardOf(source, text, part?.language) }
  })
}

export function cardOf(
  source: AcquiredSource,
  text: string | undefined,
  language: string | undefined,
): SourceCard {
  const { location, url, title, type, author, publishedAt, siteName, durationSeconds, pages } = source
  return {
    location,
    url,
    title,
    type,
    author,
    publishedAt,
    siteName,
    durationSeconds,
    pages,
    readingMinutes: readingMinutes(text ?? source.text),
    language: language ?? source.language,
  }
}

/** The source that something is said by: of several that one. */
export function sourceSaying(said: Said, source: SourceCard | undefined): SourceCard | undefined {
  return said.source === undefined ? source : source?.sources?.[said.source]?.card
}

/** Its place in a few characters: the host of its address, else the last part of its path. */
export function placeOf({ url, location }: Pick<SourceCard, 'url' | 'location'>): string {
  const parsed = URL.parse(url ?? location)
  if (parsed && parsed.hostname !== '') return parsed.hostname.replace(/^www\./, '')
  return location.split(/[\\/]/).at(-1) || location
}
