import { Worker } from 'node:worker_threads'
import type { Timers } from '../../time/timers.ts'
import type { ReadLimits } from '../read-limits.ts'
import type { Source } from '../source.ts'
import { SourceError, type SourceProblem } from '../source-error.ts'
import type { Extractor, RawDocument } from './extractor.ts'

export interface ExtractionTask {
  readonly extractorName: string
  readonly document: RawDocument
}

/** A `SourceError` does not survive the way between threads, its fields do. */
export type ExtractionReply =
  | { readonly source: Source; readonly failure?: never }
  | {
      readonly failure: {
        readonly problem: SourceProblem
        readonly detail: string | undefined
      }
      readonly source?: never
    }

const workerFile = new URL('./extraction-worker.ts', import.meta.url)

/**
 * Runs an extractor in a thread of its own: parsing takes seconds for some pages and for ever for some hostile ones, during which the bot
 * has to answer others. The thread sees no environment variables, and is ended when it takes too long or too much memory.
 * The bytes of the document are moved where possible, not copied: they are gone afterwards.
 *
 * @throws SourceError as the extractor does, `too_complex`; the signal's reason when the caller aborted
 */
export async function extractInWorker(
  extractor: Extractor,
  document: RawDocument,
  options: {
    readonly limits: Pick<ReadLimits, 'extractionTimeMs' | 'extractionMemoryMegabytes'>
    readonly timers: Timers
    readonly signal?: AbortSignal | undefined
  },
): Promise<Source> {
  const { limits, timers, signal } = options
  signal?.throwIfAborted()
  const worker = startWorker(extractor, document, limits.extractionMemoryMegabytes)
  const { promise, resolve, reject } = Promise.withResolvers<ExtractionReply>()
  const limit = timers.after(limits.extractionTimeMs)
  limit.addEventListener('abort', () => reject(tooComplex(document.location)), { once: true })
  const abort = (): void => reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  worker.once('message', resolve)
  worker.once('error', (error) => reject(workerFailure(error, document.location)))

  try {
    return toSource(await promise, document.location)
  } finally {
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}

function startWorker(extractor: Extractor, document: RawDocument, memoryMegabytes: number): Worker {
  const bytes = toMovable(document.bytes)
  const task: ExtractionTask = { extractorName: extractor.name, document: { ...document, bytes } }
  return new Worker(workerFile, {
    workerData: task,
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    env: {},
    execArgv: [],
  })
}

/** Small buffers of Node share their memory with others, and can only be copied. */
function toMovable(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
  return isWhole ? new Uint8Array(buffer) : new Uint8Array(bytes)
}

function toSource({ source, failure }: ExtractionReply, location: string): Source {
  if (failure !== undefined) throw new SourceError(failure.problem, location, failure)
  return source
}

function tooComplex(location: string, cause?: unknown): SourceError {
  return new SourceError({ reason: 'too_complex', values: {} }, location, { cause })
}

function workerFailure(error: unknown, location: string): unknown {
  const isOutOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return isOutOfMemory ? tooComplex(location, error) : error
}
