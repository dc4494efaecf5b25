import { parentPort, workerData } from 'node:worker_threads'
import { SourceError } from '../source-error.ts'
import type { ExtractionReply, ExtractionTask } from './extract-in-worker.ts'
import { extractors } from './extractors.ts'

/** The body of the worker: one document, one reply. */
async function run({ extractorName, document }: ExtractionTask): Promise<ExtractionReply> {
  const extractor = extractors.find(({ name }) => name === extractorName)
  if (extractor === undefined) throw new TypeError(`There is no extractor "${extractorName}".`)
  try {
    return { source: await extractor.extract(document) }
  } catch (error) {
    const { problem, detail } = toSourceError(error, document.location, extractorName)
    return { failure: { problem, detail } }
  }
}

/** Parsers fail in many ways on hostile input; for the reader they are all the same. */
function toSourceError(error: unknown, location: string, format: string): SourceError {
  if (error instanceof SourceError) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new SourceError({ reason: 'unreadable', values: { format } }, location, { detail })
}

const reply = await run(workerData as ExtractionTask)
const bytes = reply.source?.media?.bytes.buffer
parentPort?.postMessage(reply, bytes instanceof ArrayBuffer ? [bytes] : [])
