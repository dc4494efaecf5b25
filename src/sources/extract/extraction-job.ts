import type { Source } from '../source.ts'
import { SourceError, type SourceProblem } from '../source-error.ts'
import { chooseExtractor } from './choose-extractor.ts'
import type { RawDocument } from './extractor.ts'
import { fewerSegments } from './fewer-segments.ts'

export interface ExtractionTask {
  readonly document: RawDocument
  readonly textCharacters: number
}

/** What was read; of a recording, whose bytes the asker has, the media type. */
export interface ExtractedSource extends Omit<Source, 'media'> {
  readonly mediaType?: string
}

/** A `SourceError` does not survive the way between processes, its fields do. */
export type ExtractionReply =
  | { readonly source: ExtractedSource; readonly failure?: never }
  | {
      readonly failure: { readonly problem: SourceProblem; readonly detail: string | undefined }
      readonly source?: never
    }

/** One document: see `readDocument`. */
export async function work({ document, textCharacters }: ExtractionTask): Promise<ExtractionReply> {
  let format = ''
  try {
    const extractor = await chooseExtractor(document)
    format = extractor.name
    const { media, ...source } = await extractor.extract(document)
    if (source.text.length > textCharacters)
      throw new SourceError(
        { reason: 'too_long', values: { millions: textCharacters / 1e6 } },
        document.location,
      )
    const segments = source.segments && { segments: fewerSegments(source.segments) }
    return { source: { ...source, ...segments, ...(media && { mediaType: media.mediaType }) } }
  } catch (error) {
    const { problem, detail } = toSourceError(error, document.location, format)
    return { failure: { problem, detail } }
  }
}

/** Parsers fail in many ways on hostile input; for the reader they are all the same. */
function toSourceError(error: unknown, location: string, format: string): SourceError {
  if (error instanceof SourceError) return error
  const detail = error instanceof Error ? error.message : String(error)
  // What recurses deeper than the stack, or makes longer texts and arrays than the engine has.
  if (error instanceof RangeError)
    return new SourceError({ reason: 'too_complex', values: {} }, location, { detail })
  return new SourceError({ reason: 'unreadable', values: { format } }, location, { detail })
}
