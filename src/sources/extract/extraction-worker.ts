import { parentPort, workerData } from 'node:worker_threads'
import { SourceError } from '../source-error.ts'
import type { ExtractionReply, ExtractionTask } from './extract-in-worker.ts'
import { unreadableSource } from './extraction-error.ts'
import { extractors } from './extractors.ts'

/** The body of the worker: one document, one reply. */
async function run({ extractorName, document }: ExtractionTask): Promise<ExtractionReply> {
  const extractor = extractors.find(({ name }) => name === extractorName)
  if (extractor === undefined) throw new TypeError(`There is no extractor "${extractorName}".`)
  try {
    return { source: await extractor.extract(document) }
  } catch (error) {
    const { reason, message, hint } = toSourceError(error, document.location, extractorName)
    return { failure: { reason, message, hint } }
  }
}

/** Parsers fail in many ways on hostile input; for the reader they are all the same. */
function toSourceError(error: unknown, location: string, expected: string): SourceError {
  if (error instanceof SourceError) return error
  return unreadableSource(location, { expected, hint: 'Use another link or copy of the same content.' })
}

const reply = await run(workerData as ExtractionTask)
const bytes = reply.source?.media?.bytes.buffer
parentPort?.postMessage(reply, bytes instanceof ArrayBuffer ? [bytes] : [])
