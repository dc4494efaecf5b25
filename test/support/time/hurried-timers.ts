import { systemTimers } from '../../../src/app/timers.ts'
import type { Timers } from '../../../src/time/timers.ts'

/** The machine's own, but what is repeated or put off is soon: a test sees in a moment what a bot does in minutes. */
export class HurriedTimers implements Timers {
  #repeated: number[] = []
  #waiting: { readonly isMet: () => boolean; readonly resolve: () => void }[] = []

  after(ms: number): AbortSignal {
    // Limits of requests stay; pauses between edits do not.
    return systemTimers.after(ms === editIntervalMs ? 1 : ms)
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return systemTimers.wait(Math.min(ms, 20), signal)
  }

  every(ms: number, work: () => void): () => void {
    return systemTimers.every(Math.min(ms, 25), () => {
      work()
      this.#repeated.push(ms)
      for (const { isMet, resolve } of this.#waiting) if (isMet()) resolve()
    })
  }

  /** Resolves when what repeats every `ms` has come so many times from now on. */
  repeated(ms: number, times: number): Promise<void> {
    const before = this.#repeated.length
    const isMet = () => this.#repeated.slice(before).filter((one) => one === ms).length >= times
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.push({ isMet, resolve })
    return promise
  }
}

const editIntervalMs = 2_000
