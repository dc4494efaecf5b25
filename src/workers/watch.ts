import { Worker } from 'node:worker_threads'
import type { WorkRequest } from './protocol.ts'

/** What the thread that works shares with the one that watches it. */
export interface WatchedState {
  /** Changes when work begins or ends; see {@link idle}. */
  readonly phase: Int32Array<SharedArrayBuffer>
  /** The processor time at which the process is ended, in milliseconds, and its largest memory, in bytes. */
  readonly limits: Float64Array<SharedArrayBuffer>
}

export const idle = 0
export const working = 1

export interface Watch {
  begin(limits: Pick<WorkRequest, 'cpuTimeMs' | 'memoryMegabytes'>): void
  end(): void
}

/** Starts the thread that ends the process, whatever it is doing, once its work has taken too much. */
export function startWatch(): Watch {
  const phase = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const limits = new Float64Array(new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT))
  const workerData: WatchedState = { phase, limits }
  new Worker(new URL('./watch-thread.ts', import.meta.url), { workerData }).unref()
  const change = (to: number): void => {
    Atomics.store(phase, 0, to)
    Atomics.notify(phase, 0)
  }
  return {
    begin: ({ cpuTimeMs, memoryMegabytes }) => {
      limits.set([cpuTimeUsedMs() + cpuTimeMs, memoryMegabytes * 1024 ** 2])
      change(working)
    },
    end: () => change(idle),
  }
}

/** Of all threads of the process. */
export function cpuTimeUsedMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
