import { availableParallelism } from 'node:os'
import PQueue from 'p-queue'
import type { Timers } from '../time/timers.ts'
import { type Job, usualMemoryMegabytes } from './job.ts'
import { WorkFailedError } from './work-failed-error.ts'
import { WorkerProcess } from './worker-process.ts'
import type { Workers } from './workers.ts'

/** What a process has loaded is kept for the next work, for so long. */
const idleTimeMs = 60_000

/**
 * Workers in processes of their own, as many as there are processors; the first starts with the first work. Processes and not threads:
 * most ways in which JavaScript can take too much memory end the whole process of a thread, and a thread within a long call of the engine
 * (normalising or splitting a text of many megabytes) cannot be ended at all.
 */
export function openWorkers(options: { readonly timers: Timers; readonly size?: number }): Workers {
  return new WorkerPool(options.timers, options.size ?? availableParallelism())
}

class WorkerPool implements Workers {
  readonly #timers: Timers
  readonly #queue: PQueue
  readonly #all = new Set<WorkerProcess>()
  /** Since when each has been free: the signal aborts when it has been for too long. */
  readonly #free = new Map<WorkerProcess, AbortSignal>()
  #isClosed = false

  constructor(timers: Timers, size: number) {
    this.#timers = timers
    this.#queue = new PQueue({ concurrency: Math.max(1, size) })
  }

  async run(job: Job, input: unknown, signal?: AbortSignal): Promise<never> {
    signal?.throwIfAborted()
    const work = () => this.#runNow(job, input, signal)
    return (await this.#queue.add(work, signal && { signal })) as never
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#all].map((process) => process.end()))
  }

  async #runNow({ module, cpuTimeMs, memoryMegabytes }: Job, input: unknown, signal?: AbortSignal) {
    if (this.#isClosed) throw new WorkFailedError('crashed', 'the workers are closed')
    const [process = this.#start()] = this.#free.keys()
    this.#free.delete(process)
    const end = (): void => void process.end()
    signal?.addEventListener('abort', end, { once: true })
    try {
      return await process.do({ module, input, cpuTimeMs, memoryMegabytes })
    } catch (error) {
      // What is aborted fails because its process was ended.
      signal?.throwIfAborted()
      throw error
    } finally {
      signal?.removeEventListener('abort', end)
      // Who may take more memory than others leaves a process that is too full for them.
      if (memoryMegabytes > usualMemoryMegabytes) void process.end()
      else this.#putBack(process)
    }
  }

  #start(): WorkerProcess {
    const process = new WorkerProcess(() => {
      this.#all.delete(process)
      this.#free.delete(process)
    })
    this.#all.add(process)
    return process
  }

  #putBack(process: WorkerProcess): void {
    if (!process.isUsable) return
    const idle = this.#timers.after(idleTimeMs)
    this.#free.set(process, idle)
    const endIfIdle = (): void => {
      if (this.#free.get(process) !== idle) return
      this.#free.delete(process)
      void process.end()
    }
    idle.addEventListener('abort', endIfIdle, { once: true })
  }
}
