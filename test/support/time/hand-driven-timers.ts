import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Timers } from '../../../src/time/timers.ts'

interface Timer {
  readonly ms: number
  readonly dueMs: number
  readonly fire: () => void
}

/** Time that passes when a test says so, and not by itself. */
export class HandDrivenTimers implements Timers {
  #nowMs: number
  #timers: Timer[] = []
  #started: number[] = []
  #waiting: { readonly isMet: () => boolean; readonly resolve: () => void }[] = []

  /** @param startMs what {@link now} says at first, epoch milliseconds */
  constructor(startMs = 0) {
    this.#nowMs = startMs
  }

  /** A clock that goes with these timers. */
  readonly now = (): number => this.#nowMs

  /** The lengths of all that somebody waits for at present, in the order in which they were asked for. */
  get pendingMs(): readonly number[] {
    return this.#timers.map(({ ms }) => ms)
  }

  after(ms: number): AbortSignal {
    const controller = new AbortController()
    const fire = () => controller.abort(new DOMException('The time is over.', 'TimeoutError'))
    this.#add({ ms, dueMs: this.#nowMs + ms, fire })
    return controller.signal
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const timer = { ms, dueMs: this.#nowMs + ms, fire: resolve }
    signal?.addEventListener('abort', () => {
      this.#remove(timer)
      reject(signal.reason)
    })
    this.#add(timer)
    return promise
  }

  every(ms: number, work: () => void): () => void {
    let timer: Timer | undefined
    const schedule = () => {
      timer = { ms, dueMs: this.#nowMs + ms, fire: () => [schedule(), work()] }
      this.#add(timer)
    }
    schedule()
    return () => this.#remove(timer)
  }

  /** Lets time pass, one timer after another, with a turn of the event loop after each for what it has set off. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms
    await nextTurn()
    for (let next = this.#nextDue(untilMs); next; next = this.#nextDue(untilMs)) {
      this.#remove(next)
      this.#nowMs = Math.max(this.#nowMs, next.dueMs)
      next.fire()
      await nextTurn()
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs)
  }

  /** Resolves as soon as somebody has asked for a time of this length so many times. */
  asked(ms: number, times = 1): Promise<void> {
    const isMet = () => this.#started.filter((one) => one === ms).length >= times
    if (isMet()) return Promise.resolve()
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.push({ isMet, resolve })
    return promise
  }

  #add(timer: Timer): void {
    this.#timers.push(timer)
    this.#started.push(timer.ms)
    for (const { isMet, resolve } of this.#waiting) if (isMet()) resolve()
    this.#waiting = this.#waiting.filter(({ isMet }) => !isMet())
  }

  #remove(timer: Timer | undefined): void {
    this.#timers = this.#timers.filter((one) => one !== timer)
  }

  #nextDue(untilMs: number): Timer | undefined {
    const due = this.#timers.filter(({ dueMs }) => dueMs <= untilMs)
    return due.toSorted((a, b) => a.dueMs - b.dueMs)[0]
  }
}
