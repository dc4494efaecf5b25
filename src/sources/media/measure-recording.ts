import { open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { Timers } from '../../time/timers.ts'
import { longestSeconds, soundFormatOf } from './sound-format.ts'

export interface MeasuringTask {
  readonly file: string
  readonly processorTimeMs: number
}

export type MeasuringReply = { readonly seconds: number } | { readonly damage: string }

/**
 * What measuring one recording may take. An hour of MP3 or Opus is decoded in five to ten seconds of a processor's time; a
 * recording that takes more than a minute is bounded by the bytes that are left.
 */
export interface MeasuringLimits {
  readonly processorTimeMs: number
  /** With all waiting for a busy machine. */
  readonly totalTimeMs: number
  readonly memoryMegabytes: number
}

export const measuringLimits: MeasuringLimits = {
  processorTimeMs: 60_000,
  totalTimeMs: 300_000,
  memoryMegabytes: 512,
}

/** Decoders differ in what they leave out at both ends. */
const marginSeconds = 1

export type Measurement =
  | { readonly kind: 'measured'; readonly seconds: number }
  /** It contradicts itself, so that nobody can tell how long it plays. */
  | { readonly kind: 'damaged'; readonly detail: string }

const workerFile = new URL('./measuring-worker.ts', import.meta.url)

/**
 * Whole seconds that a recording plays at most: by decoding it in a thread of its own, where that ends or crashes before its time
 * by its bytes. No header is believed: what a header tells is not what a provider hears, and bills.
 *
 * @throws the signal's reason when the caller aborted
 */
export async function measureRecording(
  file: string,
  options: {
    readonly limits?: MeasuringLimits
    readonly timers: Timers
    readonly signal?: AbortSignal | undefined
  },
): Promise<Measurement> {
  const { limits = measuringLimits, timers, signal } = options
  signal?.throwIfAborted()
  const reply = (await measuredApart(file, limits, timers, signal)) ?? { seconds: await boundOf(file) }
  if ('damage' in reply) return { kind: 'damaged', detail: reply.damage }
  return { kind: 'measured', seconds: Math.ceil(reply.seconds) + marginSeconds }
}

/** Undefined when the thread did not come to an end. */
async function measuredApart(
  file: string,
  limits: MeasuringLimits,
  timers: Timers,
  signal: AbortSignal | undefined,
): Promise<MeasuringReply | undefined> {
  const task: MeasuringTask = { file, processorTimeMs: limits.processorTimeMs }
  const worker = new Worker(workerFile, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMegabytes },
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  })
  const { promise, resolve, reject } = Promise.withResolvers<MeasuringReply | undefined>()
  const abort = (): void => reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  timers.after(limits.totalTimeMs).addEventListener('abort', () => resolve(undefined), { once: true })
  worker.once('message', resolve)
  worker.once('error', () => resolve(undefined))
  try {
    return await promise
  } finally {
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}

/** The start of a file shows what it is. */
const shownBytes = 4_096

async function boundOf(file: string): Promise<number> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(shownBytes), 0, shownBytes, 0)
    return longestSeconds(await soundFormatOf(buffer.subarray(0, bytesRead)), size)
  } finally {
    await handle.close()
  }
}
