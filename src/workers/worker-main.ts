import { readSync, writeSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { frameOf, readFrame } from './frames.ts'
import type { Work } from './job.ts'
import { replyDescriptor, type WorkOutcome, type WorkReply, type WorkRequest } from './protocol.ts'
import { startWatch } from './watch.ts'

/**
 * The body of a worker's process: takes one piece of work after another from the standard input and answers each. It sees no environment,
 * and ends with its standard input, which is when the process that it works for has ended.
 */
const input = 0

function receive(): WorkRequest | undefined {
  const frame = readFrame()
  let step = frame.next()
  while (!step.done) {
    const bytes = new Uint8Array(step.value)
    for (let filled = 0; filled < bytes.byteLength; ) {
      const read = readSync(input, bytes, filled, bytes.byteLength - filled, null)
      if (read === 0) return undefined
      filled += read
    }
    step = frame.next(bytes)
  }
  return step.value as WorkRequest
}

function send(reply: WorkReply): void {
  for (const part of frameOf(reply))
    for (let written = 0; written < part.byteLength; ) written += writeSync(replyDescriptor, part, written)
}

async function outcomeOf({ module, input }: WorkRequest): Promise<WorkOutcome> {
  try {
    const { work } = (await import(module)) as { readonly work: Work }
    return { output: await work(input as never) }
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
    return { error: { name, message, stack } }
  }
}

enableCompileCache()
// Terminals and service managers tell all processes to stop: it is for the one that it works for to say when it is done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
const watch = startWatch()
for (let request = receive(); request; request = receive()) {
  watch.begin(request)
  const outcome = await outcomeOf(request)
  send({ ...outcome, heldBytes: process.memoryUsage.rss() })
  watch.end()
}
process.exit(0)
