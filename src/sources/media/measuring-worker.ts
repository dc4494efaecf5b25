import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { MeasuringReply, MeasuringTask } from './measure-recording.ts'
import { measureSound } from './measure-sound.ts'

/** The body of the worker: one recording, one reply. */
async function run({ file, processorTimeMs }: MeasuringTask): Promise<MeasuringReply> {
  const bytes = new Uint8Array(await readFile(file))
  const start = process.threadCpuUsage()
  const spentMs = () => {
    const { user, system } = process.threadCpuUsage(start)
    return (user + system) / 1_000
  }
  try {
    const seconds = await measureSound(bytes, () => spentMs() < processorTimeMs)
    if (!Number.isFinite(seconds)) throw new RangeError('The recording has no end.')
    return { seconds }
  } catch (error) {
    return { damage: error instanceof Error ? error.message : String(error) }
  }
}

// Decoders write their complaints to the console, one for each frame of a hostile file.
console.error = () => undefined
console.warn = () => undefined
parentPort?.postMessage(await run(workerData as MeasuringTask))
