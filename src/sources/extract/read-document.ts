import { jobIn } from '../../workers/job.ts'
import type { Workers } from '../../workers/workers.ts'
import { recogniseDocument } from '../ocr/recognise-document.ts'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import { chooseByDeclaration } from './choose-kind.ts'
import { type ExtractionLimits, extractionBy, readingJobIn } from './extraction-reply.ts'
import type { RawDocument } from './extractor.ts'

const extractionJob = new URL('./extraction-job.ts', import.meta.url)

const keepingJob = jobIn<typeof import('../views/keeping-job.ts')>(
  new URL('../views/keeping-job.ts', import.meta.url),
)

/** What becomes of documents whose text stands in pictures. */
export interface PictureReading {
  /** Those that it is recognised in, here, as Tesseract names them; default: none, it is not. */
  readonly ocrLanguages?: readonly string[] | undefined
  /** They are handed on as they are, to be read by others. Default: no. */
  readonly keepsPictures?: boolean | undefined
}

/** Of a recording, only so much is looked at to tell what it is. */
const recordingStartBytes = 1024 ** 2

/**
 * Finds out what a document is and turns it into text, by a process of its own: parsing takes seconds for some pages and for ever for some
 * hostile ones, during which the bot has to answer others. The bytes of a recording are handed on as they are, and those of pictures
 * where that is wanted.
 *
 * @throws SourceError as the extractor does, `unsupported_type`, `too_long`, or `too_complex` when it takes too much processor time or
 * memory; the signal's reason when the caller aborted
 */
export async function readDocument(
  document: RawDocument,
  options: PictureReading & {
    readonly limits: ExtractionLimits
    readonly workers: Workers
    readonly signal?: AbortSignal | undefined
  },
): Promise<Source> {
  const { limits, workers, signal, ocrLanguages: languages = [], keepsPictures = false } = options
  const { location, bytes } = document
  const job = readingJobIn<typeof import('./extraction-job.ts')>(extractionJob, limits)
  const isRecording = chooseByDeclaration(document)?.isMedia ?? false
  const start = isRecording ? bytes.subarray(0, recordingStartBytes) : bytes
  const task = { document: { ...document, bytes: start }, textCharacters: limits.textCharacters }
  const source = await extractionBy(job, task, { location, workers, signal }).catch((error: unknown) => {
    if (!isPicture(error)) throw error
    if (keepsPictures) return extractionBy(keepingJob, task, { location, workers, signal })
    if (languages.length === 0) throw error
    return recogniseDocument({ document, languages }, { limits, workers, signal })
  })
  const { mediaType, ...read } = source
  return mediaType === undefined ? read : { ...read, media: { bytes, mediaType } }
}

function isPicture(error: unknown): boolean {
  const reasons: readonly string[] = ['picture_of_text', 'empty_scan']
  return error instanceof SourceError && reasons.includes(error.reason)
}
