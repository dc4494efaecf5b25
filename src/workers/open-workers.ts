import { availableParallelism } from 'node:os'
import PQueue from 'p-queue'
import type { Timers } from '../time/timers.ts'
import type { Job } from './job.ts'
import { WorkFailedError } from './work-failed-error.ts'
import { WorkerProcess } from './worker-process.ts'
import type { Workers } from './workers.ts'

/** What a process has loaded is kept for the next work, for so long. */
const idleTimeMs = 60_000
/** Of the memory that work may take, what has been loaded into its process before leaves it so much at least. */
const leastRoomMegabytes = 512

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
  readonly #size: number
  readonly #queue: PQueue
  readonly #all = new Set<WorkerProcess>()
  /** Since when each has been free: the signal aborts when it has been for too long. */
  readonly #free = new Map<WorkerProcess, AbortSignal>()
  #isClosed = false

  constructor(timers: Timers, size: number) {
    this.#timers = timers
    this.#size = Math.max(1, size)
    this.#queue = new PQueue({ concurrency: this.#size })
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
    const process = this.#freeFor(memoryMegabytes) ?? this.#start()
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
      this.#putBack(process)
    }
  }

  /** Of those that leave the work room, the one that has loaded most. */
  #freeFor(memoryMegabytes: number): WorkerProcess | undefined {
    const mostHeld = (memoryMegabytes - leastRoomMegabytes) * 1024 * 1024
    return [...this.#free.keys()]
      .filter(({ heldBytes }) => heldBytes <= mostHeld)
      .toSorted((one, other) => other.heldBytes - one.heldBytes)[0]
  }

  #start(): WorkerProcess {
    // Beside those that work, one stays that is too full for most work, and quick at its own.
    const [longestFree] = this.#free.keys()
    if (longestFree && this.#all.size > this.#size) this.#end(longestFree)
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
      if (this.#free.get(process) === idle) this.#end(process)
    }
    idle.addEventListener('abort', endIfIdle, { once: true })
  }

  #end(process: WorkerProcess): void {
    this.#free.delete(process)
    void process.end()
  }
}
