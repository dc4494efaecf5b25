import { chooseByDeclaration } from './extract/choose-kind.ts'
import type { DocumentKind } from './extract/document-kinds.ts'
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
  const kind = kindOf(name, mediaType)
  if (kind instanceof SourceError) return kind.problem
  if (kind?.isMedia && !hasTranscription)
    return { reason: 'no_transcription_model', values: { format: kind.name } }
  const ceilingBytes = kind?.isMedia ? limits.remoteMediaBytes : limits.documentBytes
  return sizeBytes > ceilingBytes ? tooLarge(name, ceilingBytes).problem : undefined
}

function kindOf(name: string, mediaType: string | undefined): DocumentKind | SourceError | undefined {
  try {
    return chooseByDeclaration({ location: name, ...parseContentType(mediaType) })
  } catch (error) {
    if (error instanceof SourceError) return error
    throw error
  }
}
