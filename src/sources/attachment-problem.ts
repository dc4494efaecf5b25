import { chooseByDeclaration } from './extract/choose-extractor.ts'
import type { Extractor } from './extract/extractor.ts'
import { parseContentType } from './fetch/content-type.ts'
import { tooLarge } from './fetch/fetch-failure.ts'
import type { AttachedFile } from './location.ts'
import type { ReadLimits } from './read-limits.ts'
import { SourceError, type SourceProblem } from './source-error.ts'

/**
 * Why a file need not even be fetched: what it says of itself is nothing that is read, or is too much. The bytes have the last word
 * once they are here.
 */
export function attachmentProblem(
  { name, mediaType, sizeBytes }: AttachedFile,
  {
    limits,
    hasTranscription,
  }: {
    readonly limits: Pick<ReadLimits, 'documentBytes' | 'remoteMediaBytes'>
    readonly hasTranscription: boolean
  },
): SourceProblem | undefined {
  const extractor = extractorOf(name, mediaType)
  if (extractor instanceof SourceError) return extractor.problem
  if (extractor?.isMedia && !hasTranscription)
    return { reason: 'no_transcription_model', values: { format: extractor.name } }
  const ceilingBytes = extractor?.isMedia ? limits.remoteMediaBytes : limits.documentBytes
  return sizeBytes > ceilingBytes ? tooLarge(name, ceilingBytes).problem : undefined
}

function extractorOf(name: string, mediaType: string | undefined): Extractor | SourceError | undefined {
  try {
    return chooseByDeclaration({ location: name, ...parseContentType(mediaType) })
  } catch (error) {
    if (error instanceof SourceError) return error
    throw error
  }
}
